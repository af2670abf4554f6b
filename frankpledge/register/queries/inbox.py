"""The messages of readers, for those who answer for what they are about. Everybody else finds none."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.permissions import Power, Rights
from frankpledge.register import references
from frankpledge.register.models import OPEN_STATES, Correction, CorrectionState
from frankpledge.register.queries.keepers import keepers_of_message, kept_by, organisations_kept_by
from frankpledge.register.states.corrections import Who

PER_PAGE = 25


class Chosen(StrEnum):
    """Which messages of the list are asked for; beside these, any state by its own name."""

    OPEN = "open"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of messages, the one due first on top, and how many each choice finds."""

    messages: tuple[Correction, ...]
    counts: Mapping[str, int]


def with_power(rights: Rights, power: Power) -> QuerySet[Correction]:
    """The messages over which the power is held. No statement is run yet."""
    if rights.may_nationally(power):
        return Correction.objects.all()
    held = rights.organisations_with(power)
    if not held:
        return Correction.objects.none()
    return Correction.objects.filter(
        Q(collaboration__in=kept_by(held)) | Q(organisation__in=organisations_kept_by(held))
    )


def readable(rights: Rights) -> QuerySet[Correction]:
    """Those that may be read, without who sent them."""
    return with_power(rights, Power.READ_RESTRICTED)


def choices(today: datetime.date) -> dict[str, Q]:
    """Every choice, and the messages that it finds."""
    waiting = Q(state__in=OPEN_STATES)
    by_state: dict[str, Q] = {state.value: Q(state=state) for state in CorrectionState}
    return {
        Chosen.OPEN.value: waiting,
        Chosen.OVERDUE.value: waiting & Q(due_on__lt=today),
        **by_state,
        Chosen.ALL.value: ~Q(reference=""),
    }


def listed(rights: Rights, chosen: str, number: int, today: datetime.date) -> Inbox:
    """Page `number` of what was chosen. Two statements."""
    readables, found = readable(rights), choices(today)
    counts = readables.aggregate(**{name: Count("pk", filter=each) for name, each in found.items()})
    rows = readables.filter(found[chosen]).select_related("collaboration", "organisation", "claim")
    start = (number - 1) * PER_PAGE
    return Inbox(tuple(rows.order_by("due_on", "id")[start : start + PER_PAGE]), counts)


def message(rights: Rights, reference: str) -> Correction:
    """One message, for those who may read it. Raises NotFound for others, as if there were none."""
    related = readable(rights).select_related("collaboration", "organisation", "claim")
    found = related.filter(reference=references.written("T", reference)).first()
    if found is None:
        raise NotFound(_("There is no message %(reference)s among yours.") % {"reference": reference[:30]})
    return found


def who(rights: Rights, correction: Correction) -> Who:
    """As what somebody acts on a message."""
    if rights.may_nationally(Power.ANSWER_MESSAGES):
        return Who.CURATOR
    is_keeper = rights.may(Power.ANSWER_MESSAGES, keepers_of_message(correction))
    return Who.KEEPER if is_keeper else Who.READER
