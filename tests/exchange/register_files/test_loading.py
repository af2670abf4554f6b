"""Loading the files into a register that holds the ones that ship."""

from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.audit.models import Entry
from frankpledge.audit.queries import revision
from frankpledge.exchange.register_files import BadFiles, Report, load, load_if_changed, read_and_check
from frankpledge.exchange.register_files.holdings import held, not_held_as_said
from frankpledge.exchange.register_files.kept import Kept
from frankpledge.exchange.register_files.report import HeldRows
from frankpledge.people.models import Organisation
from frankpledge.register.actions import collaborations
from frankpledge.register.models import Claim, Collaboration, Party, SearchCard
from tests.database import owner
from tests.exchange.register_files.folder import FILES, Folder
from tests.world import CURATOR, World

FUNCTIONS, ORGANISATIONS, RELATIONS, ALIASES, FIGURES, COLLABORATIONS, REFERENCES, PARTIES, EVENTS, CLAIMS = (
    FILES
)
LOADED = "exchange.register_files.load"

pytestmark = pytest.mark.django_db


def loaded(folder: Folder) -> Report:
    return load(by=CURATOR, folder=folder.path)


def changed_rows(report: Report) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(file.file, row.label, row.columns) for file in report.files for row in file.changed]


def added_rows(report: Report) -> list[tuple[str, str]]:
    return [(file.file, label) for file in report.files for label in file.added]


def held_only(report: Report) -> list[tuple[str, str]]:
    return [(file.file, label) for file in report.files for label in file.held_only]


def cells_that_differ(before: HeldRows, after: HeldRows) -> list[tuple[str, str]]:
    assert {file: set(rows) for file, rows in before.items()} == {
        file: set(rows) for file, rows in after.items()
    }
    return [
        (file, column)
        for file, rows in after.items()
        for number, cells in rows.items()
        for column, value in cells.items()
        if before[file][number][column] != value
    ]


def entries_since(number: int) -> list[tuple[str, str]]:
    entries = Entry.objects.filter(id__gt=number).exclude(action=LOADED).order_by("id")
    return [*entries.values_list("action", "subject_key")]


# The same again


def test_the_files_that_ship_are_held_and_loading_them_again_changes_nothing(folder: Folder) -> None:
    before, number = held(), revision()
    report = loaded(folder)
    assert not report.changed_anything
    assert {file.file: (file.read, file.left) for file in report.files} == {
        file: (len(rows), len(rows)) for file, rows in before.items()
    }
    assert held_only(report) == []
    assert (report.references_to_add, report.references_reserved) == ((), ())
    assert held() == before
    assert revision() == number


def test_files_loaded_last_are_not_loaded_again(settings: Settings, folder: Folder) -> None:
    assert load_if_changed(by=CURATOR) is None
    settings.REGISTER_FOLDER = folder.path
    assert load_if_changed(by=CURATOR) is None
    folder.change(PARTIES, 2, note="Corrected.")
    report = load_if_changed(by=CURATOR)
    assert report is not None
    assert changed_rows(report) == [(PARTIES, "npas avon-and-somerset member", ("note",))]
    assert load_if_changed(by=CURATOR) is None


def test_finding_the_files_unchanged_takes_one_statement() -> None:
    with CaptureQueriesContext(connection) as statements:
        load_if_changed(by=CURATOR)
    assert len(statements) == 1


def test_what_was_loaded_last_is_written_down_by_its_sha256(folder: Folder) -> None:
    folder.change(CLAIMS, 2, note="Corrected.")
    report = loaded(folder)
    entry = Entry.objects.filter(action=LOADED).latest("id")
    assert entry.detail["sha256"] == report.sha256
    assert entry.detail["rows"][CLAIMS] == {"added": 0, "changed": 1, "left": 217}
    assert entry.actor == str(CURATOR)


# A changed cell

CHANGED_CELLS = [
    (FUNCTIONS, "description", "Other words.", "register.functions.put", "air-support"),
    (ORGANISATIONS, "notes", "Other words.", "people.organisations.put", "avon-and-somerset"),
    (ORGANISATIONS, "country", "England; Wales", "people.organisations.put", "avon-and-somerset"),
    (ORGANISATIONS, "region", "", "people.organisations.put", "avon-and-somerset"),
    (ORGANISATIONS, "source_url", "https://a.example/x ; https://b.example/y", "people.organisations.put",
     "avon-and-somerset"),
    (ORGANISATIONS, "region_source_url", "", "people.organisations.put", "avon-and-somerset"),
    (RELATIONS, "from_date", "2012-11", "people.relations.put",
     "pcc-avon-and-somerset maintains avon-and-somerset"),
    (RELATIONS, "basis", "assumed", "people.relations.put",
     "pcc-avon-and-somerset maintains avon-and-somerset"),
    (ALIASES, "ambiguous", "yes", "people.aliases.put", "avon-and-somerset: A&S"),
    (ALIASES, "kind", "short", "people.aliases.put", "avon-and-somerset: A&S"),
    (FIGURES, "value", "569141.000001", "people.figures.put",
     "cleveland resident_population people 2019-06-30"),
    (COLLABORATIONS, "title", "Air", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "title_aliases", "Air;NPAS", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "short_purpose", "Other words.", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "functions", "air_support;dogs", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "status_as_of", "", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "parties_expected", "", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "parent_slug", "evolve-programme", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "agreement_url", "https://a.example/text", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "extra_source_urls", "https://a.example/x", "register.collaborations.put", "npas"),
    (COLLABORATIONS, "hard_yards_role", "", "register.collaborations.put", "npas"),
    (PARTIES, "joined", "2012", "register.collaborations.put", "npas"),
    (PARTIES, "role", "customer", "register.collaborations.put", "npas"),
    (PARTIES, "basis", "stated", "register.collaborations.put", "npas"),
    (PARTIES, "source_url", "https://a.example/x", "register.collaborations.put", "npas"),
    (EVENTS, "what", "Other words.", "register.collaborations.put", "npas"),
    (EVENTS, "date", "2012-05", "register.collaborations.put", "npas"),
    (EVENTS, "kind", "proposed", "register.collaborations.put", "npas"),
    (CLAIMS, "amount", "27.7", "register.claims.put", "emsou-01"),
    (CLAIMS, "amount", "", "register.claims.put", "emsou-01"),
    (CLAIMS, "covers_slugs", "nottinghamshire;derbyshire", "register.claims.put", "emsou-01"),
    (CLAIMS, "supersedes", "emsou-02", "register.claims.put", "emsou-01"),
    (CLAIMS, "collaboration_slug", "", "register.claims.put", "emsou-01"),
    (CLAIMS, "period_end", "2012-12-31", "register.claims.put", "emsou-01"),
]  # fmt: skip


def rounds() -> list[list[tuple[str, str, str, str, str]]]:
    """The changes, one of each file at a time: a load tells them apart by the file."""
    by_file = [[change for change in CHANGED_CELLS if change[0] == file] for file in FILES]
    return [[change for change in each if change] for each in zip_longest(*by_file)]


@pytest.mark.parametrize("changes", rounds())
def test_a_changed_cell_changes_that_and_nothing_else(
    folder: Folder, changes: list[tuple[str, str, str, str, str]]
) -> None:
    for file, column, text, _action, _subject in changes:
        folder.change(file, 2, **{column: text})
    before, number = held(), revision()
    report = loaded(folder)
    cells = [(file, column) for file, column, *_rest in changes]
    assert [(file, *columns) for file, _label, columns in changed_rows(report)] == cells
    assert added_rows(report) == []
    assert held_only(report) == []
    assert cells_that_differ(before, held()) == cells
    assert set(entries_since(number)) == {(action, subject) for *_cell, action, subject in changes}
    assert len(entries_since(number)) == len(set(entries_since(number)))
    assert not loaded(folder).changed_anything


def test_a_group_s_members_are_changed_in_every_row_at_once(folder: Folder) -> None:
    for line, row in enumerate(folder.rows(ALIASES), 2):
        if row["organisation_or_group"] == "BCH":
            folder.change(ALIASES, line, members="cambridgeshire;bedfordshire")
    rows = {columns for _file, _label, columns in changed_rows(loaded(folder))}
    assert rows == {("members",)}


def test_a_contradiction_is_changed_in_both_rows(folder: Folder) -> None:
    for key in ("emopss-02", "emopss-03"):
        folder.change(CLAIMS, folder.line(CLAIMS, claim_id=key), contradicts="")
    report = loaded(folder)
    assert changed_rows(report) == [
        (CLAIMS, "emopss-02", ("contradicts",)),
        (CLAIMS, "emopss-03", ("contradicts",)),
    ]
    assert not Claim.objects.get(key="emopss-02").contradicts.exists()


def test_another_title_of_a_source_stays_with_the_record_that_says_it(folder: Folder) -> None:
    rows = folder.rows(COLLABORATIONS)
    urls = [row["source_url"] for row in rows]
    shared = next(url for url in urls if urls.count(url) > 1)
    line = urls.index(shared) + 2
    folder.change(COLLABORATIONS, line, source_title="Another title")
    report = loaded(folder)
    assert changed_rows(report) == [(COLLABORATIONS, rows[line - 2]["slug"], ("source_title",))]
    assert not loaded(folder).changed_anything


def test_a_search_finds_what_the_files_now_say(folder: Folder) -> None:
    folder.change(COLLABORATIONS, 2, title="Zeppelins")
    folder.change(ORGANISATIONS, folder.line(ORGANISATIONS, slug="norfolk"), name="Nordfolk Police")
    loaded(folder)
    assert SearchCard.objects.get(collaboration__slug="npas").title == "Zeppelins"
    assert "Nordfolk Police" in SearchCard.objects.get(collaboration__slug="norfolk-suffolk").parties


# Rows that come and go


def test_a_row_that_left_the_file_is_kept_and_said(folder: Folder) -> None:
    party = folder.line(PARTIES, collaboration_slug="npas", organisation_slug="kent")
    folder.remove(PARTIES, party)
    folder.remove(EVENTS, 2)
    folder.remove(CLAIMS, folder.line(CLAIMS, claim_id="emsou-05"))
    before, number = held(), revision()
    report = loaded(folder)
    assert held_only(report) == [
        (PARTIES, "npas kent member"),
        (EVENTS, "npas 2012 agreed West Yorkshire Police Authority approves hosting the service."),
        (CLAIMS, "emsou-05"),
    ]
    assert not report.changed_anything
    assert held() == before
    assert entries_since(number) == []
    assert Party.objects.filter(collaboration__slug="npas", organisation__slug="kent").exists()


def test_a_record_that_left_the_files_is_kept_with_its_reference_reserved(folder: Folder) -> None:
    slug = "emopss"
    folder.remove(COLLABORATIONS, folder.line(COLLABORATIONS, slug=slug))
    for file in (PARTIES, EVENTS, CLAIMS):
        rows = [row for row in folder.rows(file) if row["collaboration_slug"] != slug]
        folder.write(file, rows)
    report = loaded(folder)
    assert (COLLABORATIONS, slug) in held_only(report)
    assert report.references_reserved == (slug,)
    assert Collaboration.objects.filter(slug=slug).exists()


def test_a_new_record_without_a_reference_gets_the_next_free_one_and_the_line_to_add(folder: Folder) -> None:
    folder.add(COLLABORATIONS, slug="ferries", title="Ferries")
    folder.add(REFERENCES, slug="kept-for-something", reference="C-0200")
    report = loaded(folder)
    assert added_rows(report) == [(COLLABORATIONS, "ferries"), (REFERENCES, "ferries")]
    assert report.references_to_add == ("ferries,C-0201",)
    assert Collaboration.objects.get(slug="ferries").reference == "C-0201"
    folder.add(REFERENCES, slug="ferries", reference="C-0201")
    report = loaded(folder)
    assert not report.changed_anything
    assert report.references_to_add == ()


def test_a_new_record_gets_the_reference_in_the_file(folder: Folder) -> None:
    folder.add(COLLABORATIONS, slug="ferries", title="Ferries")
    folder.add(REFERENCES, slug="ferries", reference="C-0300")
    loaded(folder)
    assert Collaboration.objects.get(slug="ferries").reference == "C-0300"


def test_every_reference_is_the_one_in_the_file(folder: Folder) -> None:
    given = {row["slug"]: row["reference"] for row in folder.rows(REFERENCES)}
    assert dict(Collaboration.objects.values_list("slug", "reference")) == given
    in_order = [row["slug"] for row in folder.rows(COLLABORATIONS)]
    assert [given[slug] for slug in in_order] == [f"C-{number:04d}" for number in range(1, 117)]


def test_a_new_slug_with_a_held_reference_renames_the_record(folder: Folder) -> None:
    record = Collaboration.objects.get(slug="npas")
    for file in (COLLABORATIONS, REFERENCES, PARTIES, EVENTS, CLAIMS):
        column = "slug" if file in (COLLABORATIONS, REFERENCES) else "collaboration_slug"
        rows = [row | ({column: "air"} if row[column] == "npas" else {}) for row in folder.rows(file)]
        folder.write(file, rows)
    report = loaded(folder)
    assert added_rows(report) == held_only(report) == []
    record.refresh_from_db()
    assert record.slug == "air"
    assert {address.slug for address in record.addresses.all()} == {"npas", "air"}


def test_a_further_spell_of_a_party_is_added(folder: Folder) -> None:
    row = {"collaboration_slug": "npas", "organisation_slug": "kent", "joined": "2024"}
    folder.add(PARTIES, folder.line(PARTIES, organisation_slug="kent"), **row)
    assert added_rows(loaded(folder)) == [(PARTIES, "npas kent member 2024")]


def test_the_files_load_beside_what_others_have_put(world: World, folder: Folder) -> None:
    report = loaded(folder)
    assert not report.changed_anything
    assert (COLLABORATIONS, "marches") in held_only(report)
    assert world.record("dogs").parties.count() == 4


# All or nothing


def test_nothing_is_written_when_one_file_is_bad(folder: Folder) -> None:
    folder.change(ORGANISATIONS, 2, notes="A good change.")
    folder.change(CLAIMS, 219, amount="a lot")
    before, number = held(), revision()
    with pytest.raises(BadFiles) as bad:
        loaded(folder)
    assert [(problem.file, problem.line, problem.column) for problem in bad.value.problems] == [
        (CLAIMS, 219, "amount")
    ]
    assert str(bad.value).startswith(
        "Nothing was loaded: there is 1 problem in the files.\n  register/claims.csv"
    )
    assert (held(), revision()) == (before, number)


def test_what_an_action_refuses_is_said_with_the_line_it_came_from(folder: Folder) -> None:
    folder.change(ORGANISATIONS, 2, notes="A good change.")
    folder.change(ORGANISATIONS, folder.line(ORGANISATIONS, slug="norfolk"), oversees="suffolk")
    line = folder.add(
        RELATIONS, from_slug="norfolk", relation="maintains", to_slug="suffolk", from_date="", to_date=""
    )
    before, number = held(), revision()
    with pytest.raises(BadFiles) as bad:
        loaded(folder)
    (problem,) = bad.value.problems
    assert (problem.file, problem.line) == (RELATIONS, line)
    assert "Only a policing body maintains a force." in problem.wrong
    assert (held(), revision()) == (before, number)


def test_a_reference_once_given_cannot_be_changed(folder: Folder) -> None:
    folder.change(REFERENCES, 2, reference="C-0999")
    with pytest.raises(BadFiles) as bad:
        loaded(folder)
    (problem,) = bad.value.problems
    assert (problem.file, problem.line, problem.column) == (REFERENCES, 2, "reference")
    assert problem.wrong == "“npas” has been C-0001 from the first."
    assert Collaboration.objects.get(slug="npas").reference == "C-0001"


@pytest.mark.django_db(transaction=True)
def test_what_the_database_alone_refuses_is_a_problem_and_no_crash(folder: Folder) -> None:
    with owner() as database:
        database.execute("ALTER TABLE people_organisation ADD CONSTRAINT no_tea CHECK (notes <> 'Tea.')")
    folder.change(ORGANISATIONS, 2, notes="Tea.")
    with pytest.raises(BadFiles, match=r"The database refuses a row: .*no_tea"), transaction.atomic():
        loaded(folder)
    assert not Organisation.objects.filter(notes="Tea.").exists()


def test_two_functions_of_the_same_name_are_refused_with_their_line(folder: Folder) -> None:
    dogs, custody = (folder.line(FUNCTIONS, slug=slug) for slug in ("dogs", "custody"))
    folder.change(FUNCTIONS, dogs, name="Custody")
    folder.change(FUNCTIONS, custody, name="Dogs")
    with pytest.raises(BadFiles) as bad:
        loaded(folder)
    assert [(problem.file, problem.line) for problem in bad.value.problems] == [(FUNCTIONS, custody)]


def test_the_proof_finds_a_row_that_is_missing_and_a_cell_that_says_something_else(folder: Folder) -> None:
    rows = held()
    first = next(iter(rows[EVENTS]))
    del rows[EVENTS][first]  # type: ignore[attr-defined]  # this test's own copy
    next(iter(rows[CLAIMS].values()))["amount"] = Decimal(28)  # type: ignore[index]  # this test's own copy
    problems = not_held_as_said(read_and_check(folder.path), rows, Kept())
    assert [str(problem) for problem in problems] == [
        f"{EVENTS}, line 2: The register cannot hold this row.",
        f"{CLAIMS}, line 2, column amount: The register cannot hold this cell: it would say “28”.",
    ]


def test_a_slug_that_another_record_has_had_is_refused(folder: Folder) -> None:
    record = Collaboration.objects.get(slug="npas")
    collaborations.rename(by=CURATOR, collaboration=record, slug="air", reason="new name")
    folder.add(COLLABORATIONS, slug="air", title="Another one")
    line = folder.add(REFERENCES, slug="air", reference="C-0118")
    with pytest.raises(BadFiles) as bad:
        loaded(folder)
    assert [(problem.file, problem.line) for problem in bad.value.problems] == [(REFERENCES, line)]


def test_a_missing_folder_is_a_problem_of_every_file(tmp_path: Path) -> None:
    with pytest.raises(BadFiles) as bad:
        load(by=CURATOR, folder=tmp_path / "nowhere")
    assert {problem.file for problem in bad.value.problems} == set(FILES)
