"""How long a document is kept: longer than was said, and gone once it was kept long enough."""

import datetime

import pytest
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Role
from frankpledge.people.rights import Rights
from frankpledge.register.actions import retentions
from frankpledge.register.models import Document, DocumentPage, DocumentState
from frankpledge.register.queries import documents as queries
from frankpledge.register.queries.asked import Kind
from frankpledge.register.queries.retentions import due_by
from frankpledge.register.queries.tasks import tasks_of
from tests import documents
from tests.members import Members, standing_in
from tests.world import CURATOR, World

TODAY, DAY = timezone.localdate(), datetime.timedelta(days=1)


def kept(world: World, until: datetime.date | None, record: str = "dogs") -> Document:
    return documents.held(CURATOR, world.record(record), f"Kennels until {until}", retain_until=until)


def test_keeping_it_longer_is_said_once_with_its_reason(members: Members, world: World) -> None:
    by, held = members.actor("northshire", Role.OWNER), kept(world, TODAY - DAY)
    until = TODAY + 400 * DAY
    for _twice in range(2):
        retentions.keep(
            by=by, reference=held.reference, version=held.version, until=until, reason="An inquiry"
        )
    assert Document.objects.get(pk=held.pk).retain_until == until
    entry = Entry.objects.get(action="register.documents.keep")
    assert (entry.reason, entry.is_public, entry.organisation) == ("An inquiry", False, "northshire")
    assert entry.detail == {"retain_until": [str(TODAY - DAY), str(until)]}


def test_one_that_everybody_reads_is_kept_longer_too_and_stays_public(members: Members, world: World) -> None:
    held = documents.published(CURATOR, world.record("dogs"), "Kennels")
    by = members.actor("northshire", Role.OWNER)
    retentions.keep(
        by=by, reference=held.reference, version=held.version, until=TODAY + DAY, reason="The schedule"
    )
    held.refresh_from_db()
    assert (held.is_public, held.retain_until) == (True, TODAY + DAY)


@pytest.mark.parametrize(
    ("until", "fault"),
    [
        (None, "Enter the day"),
        (TODAY, "in the future"),
        (TODAY + 5 * DAY, "already: enter a later day"),
        (TODAY + 40_000 * DAY, "within 100 years"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    members: Members, world: World, until: datetime.date | None, fault: str
) -> None:
    by, held = members.actor("northshire", Role.OWNER), kept(world, TODAY + 10 * DAY)
    with pytest.raises(Invalid, match=fault) as refused:
        retentions.keep(
            by=by, reference=held.reference, version=held.version, until=until, reason="An inquiry"
        )
    assert set(refused.value.fields) == {"until"}


def test_nothing_is_kept_or_disposed_of_without_a_reason(members: Members, world: World) -> None:
    by, held = members.actor("northshire", Role.OWNER), kept(world, TODAY - DAY)
    which = {"reference": held.reference, "version": held.version}
    with pytest.raises(Invalid, match="Enter a reason"):
        retentions.keep(by=by, **which, until=TODAY + DAY, reason=" ")  # type: ignore[arg-type]  # one dict
    with pytest.raises(Invalid, match="Enter a reason"):
        retentions.dispose(by=by, **which, reason=" ")  # type: ignore[arg-type]  # one dict for both


@pytest.mark.parametrize("until", [None, TODAY, TODAY + DAY])
def test_nothing_is_disposed_of_before_its_day_has_passed(
    members: Members, world: World, until: datetime.date | None
) -> None:
    by, held = members.actor("northshire", Role.OWNER), kept(world, until)
    with pytest.raises(Invalid, match=r"cannot be disposed of before|Nobody has said"):
        retentions.dispose(by=by, reference=held.reference, version=held.version, reason="Not needed")
    assert Document.objects.get(pk=held.pk).state == DocumentState.HELD


def test_disposing_takes_the_text_and_leaves_that_it_was_here(members: Members, world: World) -> None:
    by, held = members.actor("northshire", Role.OWNER), kept(world, TODAY - DAY)
    with pytest.raises(Stale):
        retentions.dispose(by=by, reference=held.reference, version=held.version + 1, reason="Not needed")
    _document, left = retentions.dispose(
        by=by, reference=held.reference, version=held.version, reason="Not needed"
    )
    assert left == (held.sha256,)
    gone = Document.objects.get(pk=held.pk)
    assert (gone.state, gone.state_reason, gone.title) == (
        DocumentState.REMOVED,
        "Not needed",
        "Signed agreement",
    )
    assert not DocumentPage.objects.filter(document=held).exists()
    assert queries.found(Rights.of(CURATOR), "kennels").total == 0
    with pytest.raises(Invalid, match="cannot be done now"):
        retentions.keep(
            by=by, reference=held.reference, version=gone.version, until=TODAY + DAY, reason="Again"
        )


def test_who_stands_in_is_named_with_whom(members: Members, world: World) -> None:
    by = standing_in(members)
    held = kept(world, TODAY - DAY)
    retentions.dispose(by=by, reference=held.reference, version=held.version, reason="Not needed")
    entry = Entry.objects.get(action="register.documents.dispose")
    assert entry.actor == "person: Reader of northshire, for Owner of northshire"


def test_a_day_that_is_near_or_past_is_a_task_of_those_who_decide(members: Members, world: World) -> None:
    near, past = kept(world, TODAY + 30 * DAY), kept(world, TODAY - DAY)
    kept(world, TODAY + 31 * DAY)
    kept(world, None)
    theirs = kept(world, TODAY, "records")
    for role, references in (
        (Role.OWNER, [past.reference, near.reference]),
        (Role.PUBLISHER, [past.reference, near.reference]),
        (Role.CONTRIBUTOR, []),
        (Role.READER, []),
    ):
        found = tasks_of(members.user("northshire", role)).tasks
        assert [task.key for task in found if task.kind is Kind.RETENTION] == references
    owner = members.actor("northshire", Role.OWNER)
    assert theirs not in due_by(TODAY, Rights.of(owner), most=9)
    retentions.dispose(by=owner, reference=past.reference, version=past.version, reason="Not needed")
    assert due_by(TODAY, Rights.of(owner), most=9) == []
