"""Reading registrations: `visible_to` is the one way to reach any of them."""

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.people.rights import Rights
from frankpledge.register import references
from frankpledge.register.models import (
    UNSENT_STATES,
    Provenance,
    Registration,
    RegistrationState,
)
from frankpledge.register.queries.authorship import is_own, own
from frankpledge.register.queries.persons import persons_among
from frankpledge.register.registering.questions import Answers, parties_in
from frankpledge.register.states.registrations import Who


def visible_to(by: Actor, rights: Rights) -> QuerySet[Registration]:
    """Those that somebody may see: of their own organisations, and those sent to the parties they read for.

    What was never sent is seen by its author and the people of the author's organisation alone.
    """
    readers = rights.organisations_with(Power.READ_RESTRICTED)
    seen = own(by) | Q(organisation__in=readers)
    if rights.may_nationally(Power.READ_RESTRICTED):
        seen |= ~Q(state__in=UNSENT_STATES)
    elif readers:
        seen |= ~Q(state__in=UNSENT_STATES) & Q(asked__overlap=sorted(readers))
    return Registration.objects.filter(seen)


def visible(reference: str, *, by: Actor, rights: Rights | None = None) -> Registration:
    """One of them. Raises NotFound for what is not there or not theirs to see.

    Two statements; one where the rights were read before.
    """
    seen = visible_to(by, rights or Rights.of(by)).select_related("organisation", "collaboration")
    found = seen.filter(reference=references.written("F", reference)).first()
    if found is None:
        raise NotFound(_("There is no registration at this address that you may see."))
    return found


def get_for_writing(reference: str, *, by: Actor) -> Registration:
    """One as `visible` gives it, locked until the transaction ends. Three statements."""
    found = visible(reference, by=by)
    Registration.objects.select_for_update().filter(pk=found.pk).values_list("pk").get()
    return found


def begun_with(by: Actor, key: uuid.UUID) -> Registration | None:
    """What somebody began with the form that has this key."""
    return Registration.objects.filter(own(by), submission_key=key).first()


def open_to(by: Actor, rights: Rights) -> QuerySet[Registration]:
    """What somebody may go on with, the newest first."""
    return (
        Registration.objects.filter(
            own(by) | Q(organisation__in=rights.organisations_with(Power.PROPOSE_CHANGE)),
            state=RegistrationState.DRAFT,
        )
        .select_related("organisation")
        .order_by("-begun_at", "-id")
    )


def of_interest(by: Actor, refused_since: datetime.datetime) -> QuerySet[Registration]:
    """What somebody began and nobody has decided, or refused lately; the newest first."""
    undecided = Q(state__in=[RegistrationState.DRAFT, RegistrationState.WAITING])
    lately = Q(state=RegistrationState.REFUSED, decided_at__gte=refused_since)
    return Registration.objects.filter(own(by), undecided | lately).order_by("-begun_at", "-id")


def began_as(collaboration_id: int) -> Provenance:
    """On whose word a record stands until a party confirms it. One statement."""
    filing = Registration.objects.filter(collaboration=collaboration_id).order_by("decided_at").first()
    if filing is None:
        return Provenance.PUBLIC_SOURCES
    return Provenance.BY_CURATOR if filing.organisation_id is None else Provenance.BY_PARTY


def waiting_for(rights: Rights) -> QuerySet[Registration]:
    """What somebody may approve and nobody has decided, the oldest first."""
    waiting = Registration.objects.filter(state=RegistrationState.WAITING)
    if not rights.may_nationally(Power.DECIDE_CHANGE):
        waiting = waiting.filter(asked__overlap=sorted(rights.organisations_with(Power.DECIDE_CHANGE)))
    return waiting.select_related("organisation").order_by("sent_at", "id")


def with_unlisted_parties(rights: Rights) -> QuerySet[Registration]:
    """What was registered with parties that are not on the register, for curators; the oldest first."""
    if not rights.may_nationally(Power.PROPOSE_CHANGE):
        return Registration.objects.none()
    asked = Registration.objects.filter(state=RegistrationState.REGISTERED, settled_at__isnull=True)
    return asked.exclude(unlisted=[]).select_related("collaboration").order_by("decided_at", "id")


def persons_ids(answers: Answers) -> frozenset[int]:
    """The ids of those who would keep the record: its parties, a force with its policing body.

    Two statements.
    """
    slugs, _others = parties_in(answers)
    parties = Organisation.objects.filter(slug__in=slugs)
    return persons_among(parties, timezone.localdate()).ids


def standing(
    registration: Registration, by: Actor, rights: Rights, asked: Iterable[int] | None = None
) -> frozenset[Who]:
    """As what somebody acts on it. `asked` are those who would keep the record, where they were read anew."""
    held = set()
    if is_writer(registration, by, rights):
        held.add(Who.WRITER)
    if rights.may(Power.DECIDE_CHANGE, registration.asked if asked is None else asked):
        held.add(Who.DECIDER)
    if rights.may_nationally(Power.PROPOSE_CHANGE):
        held.add(Who.CURATOR)
    return frozenset(held)


def is_writer(registration: Registration, by: Actor, rights: Rights) -> bool:
    """Whether somebody may fill it in: whoever proposes for its organisation; for none, its author alone."""
    if registration.organisation_id is None:
        return rights.may_nationally(Power.PROPOSE_CHANGE) and is_own(registration, by)
    return registration.organisation_id in rights.organisations_with(Power.PROPOSE_CHANGE)
