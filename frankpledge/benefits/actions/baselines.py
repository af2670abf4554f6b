"""Baselines: written as a draft by those who know the figures, locked with a seal by an owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.profiles import held
from frankpledge.benefits.drafts.rows import FIELD, Row
from frankpledge.benefits.models import Aggregation, Baseline, BaselinePoint, Length, Profile, Quality
from frankpledge.benefits.periods import is_start
from frankpledge.benefits.queries import baselines as queries
from frankpledge.errors import Invalid, Stale
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import checked_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a baseline says of itself, beside its points."""

    period_length: str
    quality: str
    source: str
    recording_changes: str = ""
    is_reconstructed: bool = False
    reason: str = ""


@transaction.atomic
def write(*, by: Actor, reference: str, version: int, said: Said, rows: Sequence[Row]) -> Baseline:
    """Write the draft of a baseline, with all its points. `version` is the draft's, 0 where there is none.

    A baseline made again, after one was locked, says why.
    """
    profile, work = held(by, reference, Power.PROPOSE_CHANGE)
    before = queries.draft(profile)
    _check_version(before, version)
    locked = queries.counting(profile)
    number = locked.number + 1 if locked else 1
    values = _checked(said, is_made_again=locked is not None)
    _check_rows(rows, profile, values["period_length"])
    if before is None:
        definition = profile.measure.definition_version if profile.measure else 1
        baseline = Baseline.objects.create(
            profile=profile, number=number, definition_version=definition, **values
        )
    else:
        baseline = before
        for name, value in values.items():
            setattr(baseline, name, value)
        baseline.version += 1
        baseline.save(update_fields=[*values, "version"])
        baseline.points.all().delete()
    BaselinePoint.objects.bulk_create(_points(baseline, rows))
    work.record("baselines.write", {f"{reference}.baseline.{number}": [None, len(rows)]})
    return baseline


@transaction.atomic
def lock(*, by: Actor, reference: str, version: int) -> Baseline:
    """Lock the draft with its seal: from now on nobody changes it. Late, it caps what evidence may reach."""
    profile, work = held(by, reference, Power.DECIDE_CHANGE)
    baseline = queries.draft(profile)
    if baseline is None:
        raise Invalid(_("There is no baseline to lock. Write its figures first."))
    _check_version(baseline, version)
    if profile.measure is None:
        raise Invalid(_("Say first how the benefit is measured."))
    points = list(baseline.points.select_related("organisation"))
    now = clock.now()
    baseline.seal = queries.sealed(profile, baseline, points)
    baseline.is_late = timezone.localdate(now) >= queries.live_on(profile)
    baseline.locked_at = now
    baseline.save(update_fields=["seal", "is_late", "locked_at"])
    # A late one caps what was found before it, too.
    grade = queries.capped(profile.evidence, baseline)
    if grade != profile.evidence:
        profile.evidence = grade
        profile.save(update_fields=["evidence"])
    standings.refresh(work.workspace, [profile.pk])
    detail = {f"{reference}.baseline.{baseline.number}.seal": [None, baseline.seal]}
    work.record("baselines.lock", detail, reason=baseline.reason)
    return baseline


@transaction.atomic
def discard(*, by: Actor, reference: str, version: int) -> None:
    """Let a draft go. What is locked stays."""
    profile, work = held(by, reference, Power.PROPOSE_CHANGE)
    baseline = queries.draft(profile)
    if baseline is None:
        return
    _check_version(baseline, version)
    baseline.delete()
    work.record("baselines.discard", {f"{reference}.baseline.{baseline.number}": [baseline.version, None]})


def _check_version(baseline: Baseline | None, version: int) -> None:
    if version != (baseline.version if baseline else 0):
        raise Stale(_("Somebody changed this baseline after you opened it. See how it stands now."))


def _checked(said: Said, *, is_made_again: bool) -> dict[str, object]:
    faults = {}
    if said.period_length not in Length.values:
        faults["period_length"] = _("Choose how long each period is")
    if said.quality not in Quality.values:
        faults["quality"] = _("Choose how good the figures are")
    if faults:
        raise Invalid(_("Something is missing."), faults)
    why = _("Enter why the baseline is made again") if is_made_again else ""
    return {
        "period_length": said.period_length,
        "quality": said.quality,
        "source": checked_words("source", said.source, _("Enter where the figures come from")),
        "recording_changes": checked_words("recording_changes", said.recording_changes),
        "is_reconstructed": said.is_reconstructed,
        "reason": checked_words("reason", said.reason, why),
    }


def _check_rows(rows: Sequence[Row], profile: Profile, length: object) -> None:
    fault = _fault_of_numbers(rows, profile) or _fault_of_periods(rows, profile, str(length))
    if fault:
        raise Invalid(fault, {FIELD: fault})


def _fault_of_numbers(rows: Sequence[Row], profile: Profile) -> str:
    if not rows:
        return _("Enter a row for each period")
    is_ratio = profile.measure is not None and profile.measure.aggregation == Aggregation.RATIO
    if any(len(row.numbers) != (2 if is_ratio else 1) or None in row.numbers for row in rows):
        return _("Enter both parts of the ratio in each row") if is_ratio else _("Enter one number a row")
    if is_ratio and any((row.numbers[1] or 0) <= 0 for row in rows):
        return _("The second part of a ratio is more than nought")
    return ""


def _fault_of_periods(rows: Sequence[Row], profile: Profile, length: str) -> str:
    parties = {each.organisation_id for each in profile.realisers.all()} | {None}
    by_period: dict[object, set[int | None]] = {}
    for row in rows:
        by_period.setdefault(row.starts_on, set()).add(row.key[1])
    if any(not is_start(rows[0].starts_on, length, row.starts_on) for row in rows):
        return _("The periods are not as long as you said")
    if len({frozenset(each) for each in by_period.values()}) > 1:
        return _("Give each period for the same parties")
    if any(row.key[1] not in parties for row in rows):
        return _("Name only parties that make the benefit come about")
    return ""


def _points(baseline: Baseline, rows: Sequence[Row]) -> list[BaselinePoint]:
    made = []
    for row in rows:
        numbers = row.numbers
        is_ratio = len(numbers) == 2
        made.append(
            BaselinePoint(
                baseline=baseline,
                organisation=row.organisation,
                starts_on=row.starts_on,
                value=None if is_ratio else numbers[0],
                numerator=numbers[0] if is_ratio else None,
                denominator=numbers[1] if is_ratio else None,
            )
        )
    return made
