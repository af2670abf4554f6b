"""Which lines of the ledger an appraisal takes, year by year, and which it leaves out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch

from frankpledge.benefits.models import (
    EntryKind,
    LedgerEntry,
    LedgerShare,
    Profile,
    ProfileState,
    Vintage,
    VintageKind,
    Workspace,
)

# A budget allows what may be spent: an appraisal takes what is planned, expected or has happened.
TAKEN_NOW = (VintageKind.OUTTURN, VintageKind.FORECAST, VintageKind.PLAN)


class Basis(StrEnum):
    """What is appraised: the newest plan as it was locked, or what is known now."""

    NOW = "now"
    PLAN = "plan"


class Why(StrEnum):
    """Why a line is not in an appraisal."""

    BALANCE = "balance"
    COUNTED_ELSEWHERE = "counted elsewhere"
    DROPPED = "dropped"
    NO_PRICES = "no prices"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One line that is not in it, and why."""

    entry: LedgerEntry
    why: Why


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lines taken, in the order of years. `by_year` is from which plan, forecast or outturn each year is.

    `still_open` are those that nobody locked yet: nothing of them is taken.
    """

    workspace: Workspace
    basis: Basis
    by_year: Mapping[int, Vintage]
    entries: Sequence[LedgerEntry]
    left_out: Sequence[LeftOut]
    still_open: Sequence[Vintage]


def chosen(workspace: Workspace, basis: Basis) -> Chosen:
    """Of each year the newest outturn, else forecast, else plan, that is locked; or the plan alone.

    Three statements, for two parties or for forty.
    """
    kinds = (VintageKind.PLAN,) if basis is Basis.PLAN else TAKEN_NOW
    held = Vintage.objects.filter(workspace=workspace, kind__in=kinds)
    # One that only plans values by period says nothing of money.
    with_lines = held.filter(Exists(LedgerEntry.objects.filter(vintage=OuterRef("pk"))))
    vintages = list(with_lines.order_by("kind", "number"))
    newest = _newest(vintages)
    entries = _entries(newest)
    by_year = _by_year(newest, kinds, entries)
    taken = [each for each in entries if by_year[each.year].pk == each.vintage_id]
    reasons = [(entry, _why(entry)) for entry in taken]
    return Chosen(
        workspace=workspace,
        basis=basis,
        by_year=by_year,
        entries=[entry for entry, why in reasons if why is None],
        left_out=[LeftOut(entry, why) for entry, why in reasons if why is not None],
        still_open=[each for each in vintages if each.locked_at is None],
    )


def _newest(vintages: Sequence[Vintage]) -> list[Vintage]:
    """The newest locked plan and forecast, and the newest outturn of each year."""
    found = {(each.kind, each.year): each for each in vintages if each.locked_at is not None}
    return list(found.values())


def _entries(vintages: Sequence[Vintage]) -> list[LedgerEntry]:
    """Their lines with all shares."""
    shares = LedgerShare.objects.select_related("organisation").order_by("organisation__name", "id")
    held = LedgerEntry.objects.filter(vintage__in=[each.pk for each in vintages])
    held = held.select_related("profile", "profile__counted_in", "vintage")
    return list(held.prefetch_related(Prefetch("shares", shares)).order_by("year", "id"))


def _by_year(
    vintages: Sequence[Vintage], kinds: Sequence[str], entries: Sequence[LedgerEntry]
) -> dict[int, Vintage]:
    """Which of them each year is taken from: the best that says anything of it."""
    speak: dict[int, set[int]] = defaultdict(set)
    for entry in entries:
        speak[entry.year].add(entry.vintage_id)
    best_first = sorted(vintages, key=lambda each: kinds.index(VintageKind(each.kind)))
    return {year: next(each for each in best_first if each.pk in who) for year, who in sorted(speak.items())}


def _why(entry: LedgerEntry) -> Why | None:
    profile = entry.profile
    if entry.kind == EntryKind.BALANCE:
        return Why.BALANCE
    if profile is not None and profile.state == ProfileState.DROPPED:
        return Why.DROPPED
    if profile is not None and not profile.is_counted:
        return Why.COUNTED_ELSEWHERE
    return None


def not_in_pounds(workspace: Workspace) -> list[Profile]:
    """Benefits that count and have no line in the ledger, so no worth in any case. One statement."""
    held = Profile.objects.filter(
        workspace=workspace,
        state__in=(ProfileState.AGREED, ProfileState.CLOSED),
        is_counted=True,
        entries__isnull=True,
    )
    return list(held.order_by("id"))
