"""How single published figures are read, in `data/published`: our reading, where their kind does not tell."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from frankpledge.register.models import ClaimKind

FOLDER = Path(__file__).resolve().parents[2] / "data" / "published"


class Sort(models.TextChoices):
    """What a published figure is, for who asks what a collaboration is worth."""

    BENEFIT = "benefit", _("saving or other benefit")
    DRAWBACK = "drawback", _("drawback")
    COST = "cost", _("cost")
    BEFORE = "before", _("what it cost before")
    MONEY_IN = "money_in", _("grant or income")
    SHARE = "share", _("share of cost, staff or votes")
    NEITHER = "neither", _("size, work or use")
    NOT_SORTED = "not_sorted", _("not sorted")


class Line(models.TextChoices):
    """A column of a table that a source gives as one."""

    TARGET = "target", _("target")
    ACHIEVED = "achieved", _("reported as achieved")
    PUT_BACK = "put_back", _("put back into the service")
    LEFT = "left", _("left after money put back")
    CARRIED_FORWARD = "carried_forward", _("carried forward")


OF_KIND: Mapping[str, Sort] = {
    ClaimKind.SAVING: Sort.BENEFIT,
    ClaimKind.COST: Sort.COST,
    ClaimKind.EXIT_COST: Sort.COST,
    ClaimKind.INCOME: Sort.MONEY_IN,
    ClaimKind.GRANT: Sort.MONEY_IN,
    ClaimKind.CONTRIBUTION_SHARE: Sort.SHARE,
    ClaimKind.STAFF_SHARE: Sort.SHARE,
    ClaimKind.VOTE_SHARE: Sort.SHARE,
    ClaimKind.STAFF_NUMBER: Sort.NEITHER,
    ClaimKind.CONTRACT_VALUE: Sort.NEITHER,
    ClaimKind.OTHER: Sort.NEITHER,
    ClaimKind.PERFORMANCE: Sort.NOT_SORTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one claim is read as, why, and its place in a table of its source."""

    claim_id: str
    collaboration_slug: str
    kind: str
    reads_as: str
    account: str
    subject: str
    line: str
    reason: str


@cache
def readings() -> Mapping[str, Reading]:
    """Every reading that ships, by the key of its claim."""
    with (FOLDER / "readings.csv").open(encoding="utf-8", newline="") as file:
        return {row["claim_id"]: Reading(**row) for row in csv.DictReader(file)}


def reading_of(key: str, kind: str) -> Reading:
    """How a claim is read: as we wrote down of a claim of this kind, else by its kind alone."""
    held = readings().get(key)
    if held is not None and held.kind == kind:
        return held
    return Reading(
        claim_id=key,
        collaboration_slug="",
        kind=kind,
        reads_as=OF_KIND[kind].value,
        account="",
        subject="",
        line="",
        reason="",
    )
