"""Benefits that were handed over or are offered, and those that nobody answers for."""

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.benefits.models import Handover, HandoverState, Profile, ProfileState, Workspace
from frankpledge.register.queries.keepers import keepers_of


@dataclass(frozen=True, slots=True)
class Owned:
    """One benefit, who answers for it, whether that body still takes part, and what is offered."""

    profile: Profile
    is_orphan: bool
    offer: Handover | None


@dataclass(frozen=True, slots=True)
class Ownership:
    """All benefits that are not dropped, and every offer there was, newest first."""

    benefits: Sequence[Owned]
    past: Sequence[Handover]

    @property
    def orphans(self) -> list[Owned]:
        return [each for each in self.benefits if each.is_orphan]


def ownership_of(workspace: Workspace) -> Ownership:
    """Three statements."""
    keepers = keepers_of(workspace.collaboration_id)
    held = Handover.objects.filter(profile__workspace=workspace)
    offers = list(held.select_related("profile", "to_organisation", "from_organisation").order_by("-id"))
    open_ = {each.profile_id: each for each in offers if each.state == HandoverState.OFFERED}
    profiles = Profile.objects.filter(workspace=workspace).exclude(state=ProfileState.DROPPED)
    benefits = [
        Owned(each, each.owner_id is None or each.owner_id not in keepers, open_.get(each.pk))
        for each in profiles.select_related("owner").order_by("id")
    ]
    return Ownership(benefits, [each for each in offers if each.state != HandoverState.OFFERED])
