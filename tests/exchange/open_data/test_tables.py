"""The files against the database: every row, every column, and nothing that is not public."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from frankpledge.errors import NotFound
from frankpledge.exchange.open_data import tables
from frankpledge.exchange.open_data.columns import LISTS, Kind, Table
from frankpledge.people.models import (
    Alias,
    Figure,
    Group,
    Organisation,
    OrganisationCitation,
    Relation,
    Source,
)
from frankpledge.register.actions import corrections
from frankpledge.register.models import (
    Agreement,
    Citation,
    Claim,
    Collaboration,
    CollaborationName,
    Correction,
    Event,
    Function,
    Objective,
    Party,
    Purpose,
)
from tests.corrections import CANARY, send
from tests.purposes import drafted, published
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
MODELS: dict[str, Any] = {
    "collaborations": Collaboration,
    "collaboration-names": CollaborationName,
    "functions": Function,
    "purposes": Purpose.objects.filter(state="published"),
    "objectives": Objective.objects.filter(purpose__state="published"),
    "parties": Party,
    "events": Event,
    "agreements": Agreement,
    "claims": Claim,
    "organisations": Organisation,
    "organisation-names": Alias,
    "groups": Group,
    "relations": Relation,
    "organisation-figures": Figure,
    "sources": Source,
    "citations": Citation,
    "organisation-citations": OrganisationCitation,
    "corrections": Correction.objects.filter(display="displayed"),
}


def objects(name: str) -> list[dict[str, Any]]:
    lines = b"".join(tables.json_lines(tables.table(name))).decode().splitlines()
    return [json.loads(line) for line in lines]


def cells(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(tables.csv(tables.table(name))).decode(), newline="")))


@pytest.fixture
def disputed(world: World) -> Correction:
    written = dict.fromkeys(("sender_name", "sender_email", "sender_organisation", "would_be_right"), CANARY)
    published(CURATOR, world.record("dogs"))
    drafted(CURATOR, world.record("dogs"), CANARY)
    send(about=world.record("marches").reference, said_wrong=CANARY, **written)  # type: ignore[arg-type] # words only
    about = world.claim("dogs-01").key
    sent = send(about=about, said_wrong=CANARY, speaks_for="Northshire Police", **written)  # type: ignore[arg-type] # words only
    return corrections.display(by=CURATOR, reference=sent.reference, words="=It was half of that.")


def test_every_table_has_as_many_rows_as_the_database(disputed: Correction) -> None:
    counted = tables.counts()
    assert set(counted) == set(MODELS)
    for name, model in MODELS.items():
        held = getattr(model, "objects", model).count()
        assert held > 0
        assert counted[name] == len(cells(name)) == len(objects(name)) == held


def test_the_two_forms_of_each_table_say_the_same(disputed: Correction) -> None:
    for table in tables.TABLES:
        for cell, row in zip(cells(table.name), objects(table.name), strict=True):
            assert list(cell) == list(row) == [column.name for column in table.columns]
            assert {name: undone(text) for name, text in cell.items()} == written(table, row)


def undone(text: str) -> str:
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(("=", "+", "-", "@")) else text


def written(table: Table, row: dict[str, Any]) -> dict[str, str]:
    """A row of JSON Lines as its CSV would write it."""

    def cell(value: Any, kind: Kind) -> str:
        if value is None:
            return ""
        if kind is Kind.BOOLEAN:
            return "true" if value else "false"
        if kind in LISTS:
            return LISTS[kind].join(value)
        return format(value, "f").rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

    return {column.name: cell(row[column.name], column.kind) for column in table.columns}


def held(collaboration: Collaboration) -> dict[str, Any]:
    plain = (
        "reference slug title model legal_basis status start_kind existence_confidence parties_confidence"
        " dates_confidence status_confidence parties_coverage parties_expected provenance"
    )
    blank = "title_cy legal_basis_note ending_kind inspection_role notes"
    dates = "status_as_of starts_on ends_on"
    return {
        **{name: getattr(collaboration, name) for name in plain.split()},
        **{name: getattr(collaboration, name) or None for name in blank.split()},
        **{name: date(getattr(collaboration, name)) for name in dates.split()},
        "parent": collaboration.parent.reference if collaboration.parent else None,
        "other_names": [name.text for name in collaboration.names.all()],
        "functions": [place.function.slug for place in collaboration.function_places.all()],
    }


def date(value: Any) -> str | None:
    return str(value) if value is not None else None


def test_collaborations_equal_the_database_in_every_column_and_have_no_amount(world: World) -> None:
    expected = [held(each) for each in Collaboration.objects.order_by("id")]
    assert objects("collaborations") == expected
    assert not [column for column in objects("collaborations")[0] if "amount" in column or "value" in column]


def test_claims_equal_the_database_in_every_column(world: World) -> None:
    plain = "key sentence kind unit period_kind covers state said_by said_as assurance"
    found = {row["key"]: row for row in objects("claims")}
    assert list(found) == sorted(found)
    for claim in Claim.objects.all():
        row = found[claim.key]
        assert {name: row[name] for name in plain.split()} == {
            name: getattr(claim, name) for name in plain.split()
        }
        assert row["collaboration"] == (claim.collaboration.reference if claim.collaboration else None)
        assert (row["amount"], row["amount_upper"]) == (number(claim.amount), number(claim.amount_upper))
        assert (row["qualifier"], row["note"]) == (claim.qualifier or None, claim.note or None)
        for name in ("period_starts_on", "period_ends_on", "said_on"):
            assert row[name] == date(getattr(claim, name))
        assert row["covers_organisations"] == [place.organisation.slug for place in claim.coverage.all()]
        assert row["contradicts"] == sorted(other.key for other in claim.contradicts.all())
        assert row["supersedes"] == (claim.supersedes.key if claim.supersedes else None)
        cited = claim.citations.order_by("position", "id")
        assert row["sources"] == [citation.source.url for citation in cited]


def number(value: Any) -> float | None:
    return float(value) if value is not None else None


def test_a_claim_stands_in_the_file_as_it_was_said(world: World) -> None:
    row = next(row for row in cells("claims") if row["key"] == world.claim("dogs-01").key)
    assert (row["amount"], row["amount_upper"], row["qualifier"]) == ("400000", "600000", "between")


def rows_of(queryset: Any, read: Callable[[Any], Any]) -> list[Any]:
    return sorted((read(each) for each in queryset), key=repr)


def test_parties_events_and_organisations_equal_the_database(world: World) -> None:
    def in_file(name: str, *columns: str) -> list[Any]:
        return sorted((tuple(row[column] for column in columns) for row in objects(name)), key=repr)

    assert in_file(
        "parties", "collaboration", "organisation", "role", "joined_on", "left_on", "basis"
    ) == rows_of(
        Party.objects.select_related("collaboration", "organisation"),
        lambda party: (
            party.collaboration.reference,
            party.organisation.slug,
            party.role,
            date(party.joined_on),
            date(party.left_on),
            party.basis,
        ),
    )
    assert in_file("events", "collaboration", "on", "kind", "what") == rows_of(
        Event.objects.select_related("collaboration"),
        lambda event: (event.collaboration.reference, date(event.on), event.kind, event.what),
    )
    assert in_file("organisations", "slug", "name", "countries", "region", "valid_from") == rows_of(
        Organisation.objects.all(),
        lambda body: (body.slug, body.name, body.countries, body.region or None, date(body.valid_from)),
    )
    assert in_file("groups", "name", "members") == rows_of(
        Group.objects.all(),
        lambda group: (group.name, [place.organisation.slug for place in group.places.all()]),
    )


def test_only_what_is_displayed_is_open_data_and_it_is_safe_in_a_spreadsheet(disputed: Correction) -> None:
    (row,) = objects("corrections")
    assert (row["reference"], row["disputed_by"]) == (disputed.reference, "Northshire Police")
    assert row["words"] == "=It was half of that."
    assert row["claim"] == disputed.claim.key if disputed.claim else None
    assert cells("corrections")[0]["words"] == "'=It was half of that."


def every_byte() -> Iterator[bytes]:
    for table in tables.TABLES:
        yield from tables.csv(table)
        yield from tables.json_lines(table)


def test_nothing_that_readers_wrote_or_are_is_open_data(disputed: Correction) -> None:
    assert CANARY.encode() not in b"".join(every_byte())


def test_every_column_of_every_table_is_described_in_a_sentence() -> None:
    for table in tables.TABLES:
        assert str(table.description).endswith(".")
        assert len({column.name for column in table.columns}) == len(table.columns)
        for column in table.columns:
            assert str(column.description).endswith(".")


def test_a_table_that_there_is_not_is_not_found() -> None:
    assert tables.table("claims").name == "claims"
    with pytest.raises(NotFound):
        tables.table("register_correction")


def test_hostile_words_come_out_of_a_file_as_they_went_in(world: World) -> None:
    hostile = '=HYPERLINK("https://example.org","a,b")\n+1'
    Collaboration.objects.filter(pk=world.record("dogs").pk).update(notes=hostile, title="@SUM(A1)")
    row = next(row for row in cells("collaborations") if row["reference"] == world.record("dogs").reference)
    assert (row["notes"], row["title"]) == ("'" + hostile, "'@SUM(A1)")
    exact = next(
        row
        for row in objects("collaborations")
        if row["reference"] == row["reference"] and row["notes"] == hostile
    )
    assert exact["title"] == "@SUM(A1)"


def test_no_query_of_the_open_data_reads_who_sent_a_message() -> None:
    selects = " ".join(table.csv_select() + table.json_select() for table in tables.TABLES)
    for field in Correction._meta.get_fields():
        if field.name.startswith("sender") or field.name in {"said_wrong", "would_be_right", "speaks_for"}:
            assert field.name not in selects
