"""What handing over asks: an answer to an offer, and an owner for benefits without one. Three statements."""

from collections.abc import Iterator

from frankpledge.benefits.models import Handover, HandoverState, Profile, ProfileState
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.asked import Kind, Task
from frankpledge.register.queries.keepers import keepers_of_many, kept_by

# Of each kind.
MOST = 20


def asked(rights: Rights) -> Iterator[Task]:
    """Offers to the bodies somebody speaks for, then the records they decide on that have orphans."""
    speaks_for = rights.organisations_with(Power.SPEAK_FOR)
    if speaks_for:
        yield from _offers(speaks_for)
    decides = rights.organisations_with(Power.DECIDE_CHANGE)
    if decides:
        yield from _orphans(decides)


def _offers(speaks_for: frozenset[int]) -> Iterator[Task]:
    held = Handover.objects.filter(to_organisation__in=speaks_for, state=HandoverState.OFFERED)
    for each in held.select_related("profile__workspace__collaboration").order_by("id")[:MOST]:
        record = each.profile.workspace.collaboration
        key = f"{record.reference}/benefits/ledger/owners/{each.pk}/answer"
        yield Task(kind=Kind.HANDOVER, key=key, about=record.title, asked_at=each.offered_at)


def _orphans(decides: frozenset[int]) -> Iterator[Task]:
    """One for each record of which a benefit has no owner, or one that takes no part now."""
    held = Profile.objects.filter(workspace__collaboration__in=kept_by(decides))
    open_ = held.exclude(state=ProfileState.DROPPED).exclude(handovers__state=HandoverState.OFFERED)
    owned = list(open_.values_list("workspace__collaboration", "owner").distinct())
    if not owned:
        return
    keepers = keepers_of_many({record for record, _owner in owned})
    alone = {record for record, owner in owned if owner is None or owner not in keepers[record]}
    records = Collaboration.objects.filter(pk__in=alone).order_by("reference") if alone else ()
    for each in list(records)[:MOST]:
        yield Task(kind=Kind.ORPHANS, key=each.reference, about=each.title)
