"""Reads what is on record of many benefits, in a constant number of statements."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.db.models import QuerySet, Sum

from frankpledge.benefits.models import (
    Banking,
    Baseline,
    BaselinePoint,
    Observation,
    PlannedValue,
    Profile,
    Realiser,
    Return,
    ReturnState,
    Vintage,
    VintageKind,
)
from frankpledge.benefits.queries.series import Held, Place

AT_A_TIME = 500


def held(profiles: QuerySet[Profile]) -> Iterator[Held]:
    """What is on record of each, so many at a time: eight statements for each lot."""
    chosen = profiles.select_related("workspace", "measure").order_by("pk")
    lot: list[Profile] = []
    for profile in chosen.iterator(AT_A_TIME):
        lot.append(profile)
        if len(lot) == AT_A_TIME:
            yield from _of(lot)
            lot = []
    yield from _of(lot)


def _of(profiles: Sequence[Profile]) -> Iterator[Held]:
    if not profiles:
        return
    ids = [each.pk for each in profiles]
    workspaces = {each.workspace_id for each in profiles}
    parties: dict[int, list[int]] = defaultdict(list)
    for realiser in Realiser.objects.filter(profile__in=ids):
        parties[realiser.profile_id].append(realiser.organisation_id)
    baselines = {each.profile_id: each for each in _counting_baselines(ids)}
    points = defaultdict(list)
    for point in BaselinePoint.objects.filter(baseline__in=[each.pk for each in baselines.values()]):
        points[point.baseline_id].append(point)
    planned: dict[int, dict[Place, Decimal]] = defaultdict(dict)
    for value in _planned(ids, workspaces):
        planned[value.profile_id][value.organisation_id, value.starts_on] = value.value
    seen: dict[int, dict[Place, Observation]] = defaultdict(dict)
    locked_only = Observation.objects.filter(profile__in=ids, of_return__state=ReturnState.LOCKED)
    for each in locked_only.order_by():
        seen[each.profile_id][each.organisation_id, each.starts_on] = each
    locked = _locked(workspaces)
    banked = _banked(ids)
    for profile in profiles:
        baseline = baselines.get(profile.pk)
        yield Held(
            profile=profile,
            parties=tuple(parties[profile.pk]) or (None,),
            baseline=baseline,
            before=tuple(points[baseline.pk]) if baseline else (),
            planned=planned[profile.pk],
            seen=seen[profile.pk],
            locked=tuple(locked[profile.workspace_id]),
            banked_pence=banked.get(profile.pk),
        )


def _counting_baselines(ids: Sequence[int]) -> QuerySet[Baseline]:
    found = Baseline.objects.filter(profile__in=ids, locked_at__isnull=False)
    return found.order_by("profile_id", "-number").distinct("profile_id")


def _planned(ids: Sequence[int], workspaces: Iterable[int]) -> QuerySet[PlannedValue]:
    plans = Vintage.objects.filter(workspace__in=workspaces, kind=VintageKind.PLAN, locked_at__isnull=False)
    newest = plans.order_by("workspace_id", "-number").distinct("workspace_id").values("pk")
    return PlannedValue.objects.filter(profile__in=ids, vintage__in=newest).order_by()


def _locked(workspaces: Iterable[int]) -> dict[int, list[datetime.date]]:
    locked: dict[int, list[datetime.date]] = defaultdict(list)
    found = Return.objects.filter(workspace__in=workspaces, state=ReturnState.LOCKED)
    for workspace, day in found.order_by("starts_on").values_list("workspace_id", "starts_on"):
        locked[workspace].append(day)
    return locked


def _banked(ids: Sequence[int]) -> dict[int, int]:
    found = Banking.objects.filter(profile__in=ids, withdrawn_because="", amount_pence__isnull=False)
    return dict(found.order_by().values_list("profile_id").annotate(together=Sum("amount_pence")))
