"""Benefits and drawbacks as planned, with all that hangs on them, in a constant number of statements."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from frankpledge.benefits.completeness import Whole
from frankpledge.benefits.models import Baseline, PlannedValue, Profile, Realiser, SignOff, Workspace
from frankpledge.benefits.queries.parties import parties_of
from frankpledge.errors import NotFound
from frankpledge.register import references


def profiles_of(workspace: Workspace) -> QuerySet[Profile]:
    """Every profile of a workspace, drawbacks last, with what `whole` needs. Five statements."""
    locked = Baseline.objects.filter(profile=OuterRef("pk"), locked_at__isnull=False)
    planned = PlannedValue.objects.filter(profile=OuterRef("pk"), vintage__locked_at__isnull=False)
    related = ("measure__organisation", "measure__varies", "owner", "beneficiary_party", "node", "counted_in")
    return (
        workspace.profiles.select_related(*related)
        .annotate(has_baseline=Exists(locked), has_plan=Exists(planned))
        .prefetch_related(
            Prefetch("realisers", Realiser.objects.select_related("organisation")),
            Prefetch("sign_offs", SignOff.objects.select_related("organisation")),
            "objectives",
            "drawbacks",
        )
        .order_by("id")
    )


def whole_of(workspace: Workspace, day: datetime.date) -> list[Whole]:
    """All of them, as the table of mandatory items asks. Six statements, for one profile or forty."""
    parties = frozenset(body.pk for body in parties_of(workspace.collaboration_id, day))
    return [_whole(profile, parties) for profile in profiles_of(workspace)]


def one_whole(workspace: Workspace, reference: str, day: datetime.date) -> Whole:
    """One of them. Raises NotFound."""
    wanted = references.written("B", reference)
    found = profiles_of(workspace).filter(reference=wanted).first()
    if found is None:
        raise NotFound(_("There is no such benefit."))
    return _whole(found, frozenset(body.pk for body in parties_of(workspace.collaboration_id, day)))


def _whole(profile: Profile, parties: Iterable[int]) -> Whole:
    signed = [each for each in profile.sign_offs.all() if each.version == profile.version]
    return Whole(
        profile=profile,
        parties=frozenset(parties),
        realisers=frozenset(each.organisation_id for each in profile.realisers.all()),
        signed=frozenset(each.signs_as for each in signed),
        has_objectives=bool(profile.objectives.all()),
        has_drawbacks=bool(profile.drawbacks.all()),
        has_baseline=profile.has_baseline,  # type: ignore[attr-defined] # annotated above
        has_plan=profile.has_plan,  # type: ignore[attr-defined] # annotated above
    )
