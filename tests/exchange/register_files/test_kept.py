"""What people changed by approved proposals stays, whatever the files go on saying."""

import csv
import shutil
import uuid
from pathlib import Path

import pytest
from django.conf import settings

from frankpledge.audit.actors import at_command_line
from frankpledge.exchange import register_files
from frankpledge.people.models import Organisation
from frankpledge.register.actions import changes, mergers
from frankpledge.register.actions.changes import Aim
from frankpledge.register.actions.mergers import Side
from frankpledge.register.changing import Owner
from frankpledge.register.models import ChangeState, Collaboration, Operation, Party, TargetKind

OPERATOR = at_command_line("a test")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the files that ship, to be changed."""
    for name in ("register", "taxonomies"):
        shutil.copytree(settings.REGISTER_FOLDER / name, tmp_path / name)
    return tmp_path


def approved(kind: TargetKind, owner: Owner, pk: int, wanted: dict[str, str]) -> None:
    operation = Operation.CHANGE if wanted else Operation.REMOVE
    aim = Aim(kind=kind, operation=operation, owner=owner, target_id=pk)
    begun = changes.begin(by=OPERATOR, aim=aim, wanted=wanted, key=uuid.uuid4())
    said = changes.explain(
        by=OPERATOR, reference=begun.reference, version=begun.version, reason="So it is.", holds_from=None
    )
    asked = changes.propose(by=OPERATOR, reference=said.reference, version=said.version)
    changes.decide(
        by=OPERATOR, reference=asked.reference, version=asked.version, decision=ChangeState.APPROVED
    )


def rewritten(path: Path, slug: str, **cells: str) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if row["slug"] == slug:
            row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_a_record_that_was_changed_is_not_changed_back(db: None) -> None:
    npas = Collaboration.objects.get(slug="npas")
    approved(TargetKind.COLLABORATION, npas, npas.pk, {"title": "National Police Air Service (renamed)"})
    report = register_files.load(by=OPERATOR)
    npas.refresh_from_db()
    assert npas.title == "National Police Air Service (renamed)"
    assert report.left_alone == ("register/collaborations.csv: npas",)
    assert not report.changed_anything


def test_a_party_that_was_removed_does_not_come_back(db: None) -> None:
    party = Party.objects.filter(collaboration__slug="npas").order_by("pk")[0]
    approved(TargetKind.PARTY, party.collaboration, party.pk, {})
    register_files.load(by=OPERATOR)
    assert not Party.objects.filter(
        collaboration=party.collaboration, organisation=party.organisation
    ).exists()


def test_an_organisation_that_was_changed_is_not_changed_back(db: None) -> None:
    norfolk = Organisation.objects.get(slug="norfolk")
    approved(TargetKind.ORGANISATION, norfolk, norfolk.pk, {"website": "https://norfolk.example"})
    report = register_files.load(by=OPERATOR)
    norfolk.refresh_from_db()
    assert norfolk.website == "https://norfolk.example"
    assert report.left_alone == ("register/organisations.csv: norfolk",)


def test_all_others_are_loaded_as_before(db: None, files: Path) -> None:
    npas = Collaboration.objects.get(slug="npas")
    approved(TargetKind.COLLABORATION, npas, npas.pk, {"title": "National Police Air Service (renamed)"})
    rewritten(files / "register" / "collaborations.csv", "npas", title="Another title of the files")
    rewritten(files / "register" / "collaborations.csv", "single-online-home", title="Single Online Home now")
    register_files.load(by=OPERATOR, folder=files)
    assert Collaboration.objects.get(slug="npas").title == "National Police Air Service (renamed)"
    assert Collaboration.objects.get(slug="single-online-home").title == "Single Online Home now"


def test_a_record_that_was_merged_into_another_does_not_come_back(db: None) -> None:
    """Two real records, as if they were one: nothing of either is loaded again."""
    stays, given_up = Collaboration.objects.order_by("reference")[:2]
    if given_up.parent_id == stays.pk or stays.parent_id == given_up.pk:
        given_up = Collaboration.objects.order_by("reference")[2]
    both = mergers.pair(by=OPERATOR, stays=stays.reference, given_up=given_up.reference)
    mergers.merge(
        by=OPERATOR,
        stays=stays.reference,
        given_up=given_up.reference,
        chosen=dict.fromkeys(both.differing, Side.STAYS),
        reason="A drill.",
        seen=both.seen,
    )
    before = Collaboration.objects.count()
    report = register_files.load(by=OPERATOR)
    assert not report.changed_anything
    assert Collaboration.objects.count() == before
    assert not Collaboration.objects.filter(reference=given_up.reference).exists()
    assert any(given_up.slug in left for left in report.left_alone)
