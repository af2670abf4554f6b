from dataclasses import replace

import pytest
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.register.actions import collaborations
from frankpledge.register.models import Status
from frankpledge.register.queries import latest
from tests.database import owner
from tests.world import CURATOR, World, crossings, dogs, forensics, marches


@pytest.mark.django_db
def test_after_a_load_nothing_is_called_a_change_and_the_day_of_the_load_is_given() -> None:
    recent = latest.recent()
    newest = Entry.objects.filter(subject_kind="collaboration").latest("id")
    assert recent.changes == ()
    assert recent.nothing_since == timezone.localdate(newest.at)


def test_changed_records_come_newest_first_each_once(world: World) -> None:
    for draft in (marches(), dogs(), forensics(), crossings()):
        collaborations.put(by=CURATOR, draft=replace(draft, notes="Looked at again."))
    collaborations.put(by=CURATOR, draft=replace(dogs(), status=Status.NOT_KNOWN))
    recent = latest.recent(3)
    assert [change.title for change in recent.changes] == [
        "Northern Marches Dog Unit",
        "National Crossings Service",
        "Northern Marches Forensics",
    ]
    assert recent.nothing_since is None
    assert recent.changes[0].address == world.record("dogs").address


def test_a_change_is_shown_under_the_name_the_record_has_now(world: World) -> None:
    collaborations.rename(
        by=CURATOR, collaboration=world.record("dogs"), slug="hounds", title="Hounds", reason="It changed."
    )
    assert [change.title for change in latest.recent().changes] == ["Hounds"]


@pytest.mark.django_db(transaction=True)
def test_without_any_entry_nothing_is_said() -> None:
    with owner() as database:
        database.execute("TRUNCATE audit_entry")
    assert latest.recent() == latest.Recent((), None)
