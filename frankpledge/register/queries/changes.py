"""Reading proposed changes: `visible_to` is the one way to reach any of them."""

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register import references
from frankpledge.register.changing import Owner
from frankpledge.register.models import (
    UNPROPOSED_STATES,
    Change,
    ChangeState,
    Collaboration,
)
from frankpledge.register.queries.authorship import is_own, own
from frankpledge.register.queries.keepers import keepers_of_change, kept_by, organisations_kept_by
from frankpledge.register.states.changes import Who


def visible_to(by: Actor, rights: Rights) -> QuerySet[Change]:
    """The changes that somebody may see: their own, and those proposed to what they may read all of.

    What was never proposed is its author's alone.
    """
    return Change.objects.filter(
        own(by) | (~Q(state__in=UNPROPOSED_STATES) & _within(rights, Power.READ_RESTRICTED))
    )


def visible(reference: str, *, by: Actor, rights: Rights | None = None) -> Change:
    """One change, with its record or body. Raises NotFound for what is not there or not theirs to see.

    Two statements; one where the rights were read before.
    """
    seen = visible_to(by, rights or Rights.of(by)).select_related("collaboration", "organisation")
    found = seen.filter(reference=references.written("P", reference)).first()
    if found is None:
        raise NotFound(_("There is no proposed change at this address that you may see."))
    return found


def get_for_deciding(reference: str, *, by: Actor) -> Change:
    """One change as `visible` gives it, locked until the transaction ends. Three statements."""
    found = visible(reference, by=by)
    Change.objects.select_for_update().filter(pk=found.pk).values_list("pk").get()
    return found


def mine(by: Actor) -> QuerySet[Change]:
    """What somebody began, the newest first; without what they threw away."""
    return (
        Change.objects.filter(own(by))
        .exclude(state=ChangeState.DISCARDED)
        .select_related("collaboration", "organisation")
        .order_by("-begun_at", "-id")
    )


def waiting_for(rights: Rights) -> QuerySet[Change]:
    """What somebody may decide and nobody has, the oldest first."""
    return (
        Change.objects.filter(_within(rights, Power.DECIDE_CHANGE), state=ChangeState.PROPOSED)
        .select_related("collaboration", "organisation")
        .order_by("proposed_at", "id")
    )


def open_on(owner: Owner, by: Actor, rights: Rights) -> QuerySet[Change]:
    """What somebody may see of what is under way on a record's or organisation's page, the newest first."""
    under_way = visible_to(by, rights).filter(state__in=[ChangeState.DRAFT, ChangeState.PROPOSED])
    if isinstance(owner, Collaboration):
        under_way = under_way.filter(collaboration=owner)
    else:
        under_way = under_way.filter(organisation=owner)
    return under_way.select_related("collaboration", "organisation").order_by("-begun_at", "-id")


def keepers_of(owner: Owner) -> frozenset[int]:
    """Who keeps a record, or an organisation's page. One statement."""
    if isinstance(owner, Collaboration):
        return keepers_of_change(Change(collaboration=owner))
    return keepers_of_change(Change(organisation=owner))


def draft_of(by: Actor, key: uuid.UUID) -> Change | None:
    """What somebody began with the form that has this key."""
    return Change.objects.filter(own(by), submission_key=key).first()


def standing(change: Change, by: Actor, keepers: frozenset[int]) -> frozenset[Who]:
    """As what somebody acts on it. One statement."""
    held = set()
    if is_own(change, by):
        held.add(Who.AUTHOR)
    if Rights.of(by).may(Power.DECIDE_CHANGE, keepers):
        held.add(Who.DECIDER)
    return frozenset(held)


def _within(rights: Rights, power: Power) -> Q:
    """Changes to what somebody has the power over."""
    if rights.may_nationally(power):
        return Q()
    held = rights.organisations_with(power)
    if not held:
        return Q(pk__in=[])
    return Q(collaboration__in=kept_by(held)) | Q(organisation__in=organisations_kept_by(held))
