"""What registrations ask: of whoever began them, of owners who may approve them, and of curators."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register.models import Registration, RegistrationState
from frankpledge.register.queries import registrations
from frankpledge.register.queries.asked import MOST_LISTED, REFUSED_SINCE, Kind, Task
from frankpledge.register.registering import Question, value_of

_OWN: Mapping[str, Kind] = {
    RegistrationState.DRAFT: Kind.REGISTRATION_BEGUN,
    RegistrationState.REFUSED: Kind.REGISTRATION_REFUSED,
}


def own_registrations(actor: Actor) -> list[Registration]:
    """Those that somebody began and that still matter to them, the newest first. One statement."""
    return list(registrations.of_interest(actor, timezone.now() - REFUSED_SINCE)[:MOST_LISTED])


def of_own_registrations(own: Iterable[Registration]) -> Iterator[Task]:
    """What they ask of whoever began them."""
    return (_of_registration(_OWN[each.state], each) for each in own if each.state in _OWN)


def undecided(own: Iterable[Registration]) -> Iterator[Task]:
    """What others are to approve."""
    for each in own:
        if each.state == RegistrationState.WAITING:
            yield _of_registration(Kind.REGISTRATION_UNDECIDED, each)


def registrations_asked(rights: Rights) -> Iterator[Task]:
    """What somebody may approve, and, for curators, parties that are not on the register. Two statements."""
    for each in registrations.waiting_for(rights)[:MOST_LISTED]:
        yield _of_registration(Kind.APPROVE_REGISTRATION, each)
    if rights.may_nationally(Power.PROPOSE_CHANGE):
        for each in registrations.with_unlisted_parties(rights)[:MOST_LISTED]:
            yield _of_registration(Kind.UNLISTED_PARTIES, each)


def _of_registration(kind: Kind, held: Registration) -> Task:
    asked_at = held.begun_at if kind is Kind.REGISTRATION_BEGUN else held.decided_at or held.sent_at
    title = value_of(held.answers, Question.TITLE) or ""
    return Task(kind=kind, key=held.reference, about=title, asked_at=asked_at)
