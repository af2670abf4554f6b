"""What grades the evidence of a benefit: worked out from its returns, or found by a study elsewhere."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.profiles import found as found_profile
from frankpledge.benefits.actions.profiles import held as held_profile
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Design, Finding, Profile
from frankpledge.benefits.queries import baselines, findings
from frankpledge.benefits.queries.findings import Study, Worked
from frankpledge.engine.attribution import Gate, graded
from frankpledge.errors import Invalid
from frankpledge.people.permissions import Power, require
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import LONGEST_TEXT
from frankpledge.register.queries.keepers import keepers_of

LONGEST_SOURCE = 300
# What the engine calls the designs of studies.
DESIGNS: Mapping[str, str] = {
    Design.BEFORE_AFTER: "before and after",
    Design.INTERRUPTED: "interrupted time series",
    Design.CONTROLLED: "controlled interrupted time series",
    Design.DIFFERENCES: "difference-in-differences",
    Design.SYNTHETIC: "synthetic control",
    Design.RANDOMISED: "randomised trial",
}
MOST_UNMET = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a study found: by which design, in words, where it is published, on which day.

    `unmet` is how many of the conditions of its design were not met or cannot be judged (two stand for more),
    `is_borne_out` whether it found a change that chance does not explain.
    """

    design: str
    words: str
    source: str
    found_on: datetime.date | None
    unmet: int = MOST_UNMET
    is_borne_out: bool = False
    is_independent: bool = False


@transaction.atomic
def record(*, by: Actor, reference: str, found: Found, key: uuid.UUID) -> Finding:
    """Record what a study found elsewhere, graded by its design and what it left unmet.

    A late baseline, or none, caps its grade. Recorded twice, it is one.
    """
    profile, work = held_profile(by, reference, Power.DECIDE_CHANGE)
    if before := Finding.objects.filter(submission_key=key, profile=profile).first():
        return before
    check(found)
    return _kept(
        work,
        Finding(
            profile=profile,
            design=found.design,
            grade=grade_of(found),
            words=checked_words("words", found.words),
            source=checked_words("source", found.source),
            is_independent=found.is_independent,
            found_on=found.found_on or clock.today(),
            submission_key=key,
        ),
    )


def check(found: Found) -> None:
    """Raises Invalid, field by field, for what is missing or wrong."""
    faults = {}
    if found.design not in DESIGNS:
        faults["design"] = _("Choose a design")
    if not 0 <= found.unmet <= MOST_UNMET:
        faults["unmet"] = _("Choose how many were not met")
    if found.found_on is None or found.found_on > clock.today():
        faults["found_on"] = _("Enter the day, not one to come")
    for name, missing, longest in (
        ("words", _("Enter what was found"), LONGEST_TEXT),
        ("source", _("Enter where it is published"), LONGEST_SOURCE),
    ):
        try:
            checked_words(name, getattr(found, name), missing, longest)
        except Invalid as refused:
            faults |= refused.fields
    if faults:
        raise Invalid(_("Something is missing or wrong."), faults)


def grade_of(found: Found) -> str:
    """What a study comes to by the engine's scale, before any cap."""
    unmet = [Gate(_("a condition"), None, "")] * found.unmet
    return graded(DESIGNS[found.design], unmet, borne_out=found.is_borne_out)[0]


def work_out(*, by: Actor, reference: str, study: Study, key: uuid.UUID) -> Finding:
    """Grade the evidence by a design, from the baseline and the locked returns. Worked out twice, it is one.

    Nobody waits for it: what the engine needs its time for happens before anything is written.
    """
    profile = found_profile(reference)
    require(by, Power.PROPOSE_CHANGE, keepers_of(profile.workspace.collaboration_id))
    if before := Finding.objects.filter(submission_key=key, profile=profile).first():
        return before
    return _worked_out(by, reference, study, findings.worked(profile, study), key)


@transaction.atomic
def _worked_out(by: Actor, reference: str, study: Study, made: Worked, key: uuid.UUID) -> Finding:
    profile, work = held_profile(by, reference, Power.PROPOSE_CHANGE)
    if before := Finding.objects.filter(submission_key=key, profile=profile).first():
        return before
    return _kept(
        work,
        Finding(
            profile=profile,
            design=study.design,
            grade=made.grade,
            words=made.words,
            case=made.case,
            result=made.result,
            is_independent=_is_independent(work, profile),
            found_on=clock.today(),
            submission_key=key,
        ),
    )


def _is_independent(work: Work, profile: Profile) -> bool:
    """Whether who works it out is not of the body that owns the benefit; nobody is, where none does."""
    own = work.rights.organisations_with(Power.PROPOSE_CHANGE)
    return profile.owner_id is not None and profile.owner_id not in own


def _kept(work: Work, finding: Finding) -> Finding:
    """The newest finding, which counts from now on."""
    profile, before = finding.profile, finding.profile.evidence
    grade = baselines.capped(finding.grade, baselines.counting(profile))
    finding.is_capped, finding.grade = grade != finding.grade, grade
    finding.save(force_insert=True)
    profile.evidence = grade
    profile.save(update_fields=["evidence"])
    standings.refresh(work.workspace, [profile.pk])
    work.record("findings.record", {f"{profile.reference}.evidence": [before, grade]})
    return finding
