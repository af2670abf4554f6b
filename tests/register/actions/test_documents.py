"""Who may do what to a document, in which state, and what an action leaves behind."""

import datetime
import uuid

import pytest
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.errors import FrankpledgeError, Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, POWERS, Power, Role
from frankpledge.people.rights import Rights
from frankpledge.register.actions import documents as actions
from frankpledge.register.actions import public_copies, retentions
from frankpledge.register.actions.public_copies import PublicCopy
from frankpledge.register.drafts.documents import FileFacts
from frankpledge.register.models import (
    Document,
    DocumentKind,
    DocumentPage,
    DocumentState,
    DocumentType,
    Marking,
)
from frankpledge.register.queries import documents as queries
from frankpledge.register.states.documents import RULES, Move, may
from tests import documents
from tests.documents import draft
from tests.members import NATIONAL, Members
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
PEOPLE = [
    *(("northshire", role) for role in ORGANISATION_ROLES),
    ("eastmarch", Role.OWNER),
    *((NATIONAL, role) for role in NATIONAL_ROLES),
]
COPY = PublicCopy("c" * 64, 1000)
TODAY, DAY = timezone.localdate(), datetime.timedelta(days=1)


def do(move: Move, by: object, world: World) -> None:
    """Makes the move on a document that is in the right state for it."""
    record = world.record("dogs")
    if move is Move.ADD:
        facts = FileFacts(sha256="f" * 64, size_bytes=9, media_type=DocumentType.PDF, pages=1, has_text=True)
        actions.add(by=by, collaboration=record, draft=draft(), file=facts, key=uuid.uuid4())  # type: ignore[arg-type]
        return
    make = documents.published if move is Move.WITHDRAW else documents.held
    until = TODAY - DAY if move is Move.DISPOSE else None
    held = make(CURATOR, record, "Kennels", summary="What it says.", retain_until=until)
    which = {"by": by, "reference": held.reference, "version": held.version}
    match move:
        case Move.DESCRIBE:
            actions.describe(**which, draft=draft(title="Another title"))  # type: ignore[arg-type]
        case Move.PUBLISH:
            public_copies.publish(**which, copy=COPY)  # type: ignore[arg-type]
        case Move.WITHDRAW:
            public_copies.withdraw(**which, reason="A name in it")  # type: ignore[arg-type]
        case Move.REMOVE:
            retentions.remove(**which, reason="The wrong file")  # type: ignore[arg-type]
        case Move.KEEP:
            retentions.keep(**which, until=TODAY + DAY, reason="An inquiry asked for it")  # type: ignore[arg-type]
        case Move.DISPOSE:
            retentions.dispose(**which, reason="Nobody needs it")  # type: ignore[arg-type]


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize(("organisation", "role"), PEOPLE)
def test_each_move_needs_its_power_over_the_record(
    members: Members, world: World, move: Move, organisation: str, role: Role
) -> None:
    by, before = members.actor(organisation, role), Entry.objects.count()
    if RULES[move].power in POWERS[role]:
        do(move, by, world)
        entry = Entry.objects.latest("id")
        assert (entry.action, entry.user_id) == (f"register.documents.{move}", by.user_id)
        assert not entry.is_public
    else:
        with pytest.raises((NotAllowed, NotFound)):
            do(move, by, world)
        assert Entry.objects.filter(user_id=by.user_id, id__gt=before).count() == 0


@pytest.mark.parametrize("move", Move)
def test_nobody_does_anything_without_a_second_step(members: Members, world: World, move: Move) -> None:
    with pytest.raises(NotAllowed):
        do(move, members.actor("northshire", Role.PUBLISHER, verified=False), world)


def test_those_of_another_record_do_not_learn_that_there_is_one(members: Members, world: World) -> None:
    held = documents.held(CURATOR, world.record("records"), "Kennels")
    with pytest.raises(NotFound):
        retentions.remove(
            by=members.actor("northshire", Role.PUBLISHER),
            reference=held.reference,
            version=1,
            reason="Mine now",
        )


def test_which_move_is_possible_in_which_state() -> None:
    possible = {
        (state, is_public): {move for move in Move if may(move, state, is_public=is_public)}
        for state in (None, *DocumentState)
        for is_public in (False, True)
    }
    assert possible[(None, False)] == {Move.ADD}
    always = {Move.REMOVE, Move.KEEP, Move.DISPOSE}
    assert possible[(DocumentState.CHECKING, False)] == {Move.DESCRIBE, *always}
    assert possible[(DocumentState.HELD, False)] == {Move.DESCRIBE, Move.PUBLISH, *always}
    assert possible[(DocumentState.HELD, True)] == {Move.WITHDRAW, *always}
    assert possible[(DocumentState.REFUSED, False)] == set()
    assert possible[(DocumentState.REMOVED, False)] == set()


@pytest.mark.parametrize("marking", [Marking.OFFICIAL_SENSITIVE, Marking.PROTECT, Marking.RESTRICTED])
def test_what_is_marked_higher_is_not_published(members: Members, world: World, marking: Marking) -> None:
    held = documents.held(CURATOR, world.record("dogs"), "Names", summary="What.", marking=marking)
    with pytest.raises(Invalid, match="cannot be published"):
        public_copies.publish(by=CURATOR, reference=held.reference, version=held.version, copy=COPY)


def test_one_without_a_summary_is_not_published(members: Members, world: World) -> None:
    held = documents.held(CURATOR, world.record("dogs"), "Kennels")
    with pytest.raises(Invalid, match="Write a summary first"):
        public_copies.publish(by=CURATOR, reference=held.reference, version=held.version, copy=COPY)


def test_one_that_is_still_being_read_is_not_published(members: Members, world: World) -> None:
    held = documents.held(CURATOR, world.record("dogs"), "Kennels", summary="What.")
    Document.objects.filter(pk=held.pk).update(state=DocumentState.CHECKING)
    with pytest.raises(Invalid, match="cannot be done now"):
        public_copies.publish(by=CURATOR, reference=held.reference, version=held.version, copy=COPY)


def test_the_second_of_two_is_told(members: Members, world: World) -> None:
    held = documents.held(CURATOR, world.record("dogs"), "Kennels")
    actions.describe(by=CURATOR, reference=held.reference, version=1, draft=draft(title="First"))
    with pytest.raises(Stale):
        actions.describe(by=CURATOR, reference=held.reference, version=1, draft=draft(title="Second"))
    # What changes nothing is no conflict.
    actions.describe(by=CURATOR, reference=held.reference, version=1, draft=draft(title="First"))


def test_removing_takes_its_text_out_of_every_search_and_leaves_the_reason(
    members: Members, world: World
) -> None:
    held = documents.held(CURATOR, world.record("dogs"), "Otterburn")
    rights = Rights.of(CURATOR)
    assert queries.found(rights, "otterburn").total == 1
    _document, left = retentions.remove(
        by=CURATOR, reference=held.reference, version=held.version, reason="The wrong file"
    )
    assert left == (held.sha256,)
    assert queries.found(rights, "otterburn").total == 0
    assert not DocumentPage.objects.filter(document=held).exists()
    assert Document.objects.get().state_reason == "The wrong file"


def test_a_newer_version_stands_for_one_alone(members: Members, world: World) -> None:
    record = world.record("dogs")
    held = documents.held(CURATOR, record, "First")
    facts = FileFacts(sha256="a" * 64, size_bytes=9, media_type=DocumentType.PDF, pages=1, has_text=True)
    which = {"by": CURATOR, "collaboration": record, "draft": draft(), "replaces": held.reference}
    actions.add(**which, file=facts, key=uuid.uuid4())  # type: ignore[arg-type]
    other = FileFacts(sha256="b" * 64, size_bytes=9, media_type=DocumentType.PDF, pages=1, has_text=True)
    with pytest.raises(Invalid, match="has a newer version already"):
        actions.add(**which, file=other, key=uuid.uuid4())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"summary": "x" * 4001}, "summary"),
        ({"agreement_id": 999_999}, "agreement"),
        ({"kind": DocumentKind.REDACTED_COPY, "full_copy": "D-2222-22"}, "full_copy"),
        ({"owner": "port-vale"}, "owner"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    members: Members, world: World, said: dict[str, object], field: str
) -> None:
    with pytest.raises(FrankpledgeError) as refused:
        documents.held(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), "Kennels", **said)
    assert isinstance(refused.value, Invalid)
    assert field in refused.value.fields


def test_powers_are_those_of_the_table() -> None:
    assert {move: RULES[move].power for move in Move} == {
        Move.ADD: Power.PROPOSE_CHANGE,
        Move.DESCRIBE: Power.PROPOSE_CHANGE,
        Move.PUBLISH: Power.PUBLISH,
        Move.WITHDRAW: Power.PUBLISH,
        Move.REMOVE: Power.PUBLISH,
        Move.KEEP: Power.DECIDE_CHANGE,
        Move.DISPOSE: Power.DECIDE_CHANGE,
    }
