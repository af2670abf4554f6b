"""What grades the evidence of a benefit: worked out from its returns, or found by a study."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.profiles import held as held_profile
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Design, Finding, Grade, Profile
from frankpledge.benefits.queries import baselines
from frankpledge.benefits.queries.findings import LEAST_AFTER, LEAST_BEFORE, before_and_after
from frankpledge.errors import Invalid
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import checked_words

# The best grade that a design reaches with every gate passed.
BEST = {
    Design.BEFORE_AFTER: Grade.E2,
    Design.INTERRUPTED: Grade.E3,
    Design.CONTROLLED: Grade.E4,
    Design.DIFFERENCES: Grade.E4,
    Design.SYNTHETIC: Grade.E4,
    Design.RANDOMISED: Grade.E5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a study found: by which design, what grade it comes to, in words, on which day, by whom."""

    design: str
    grade: str
    words: str
    found_on: datetime.date
    is_independent: bool = False


@transaction.atomic
def record(*, by: Actor, reference: str, found: Found, key: uuid.UUID) -> Finding:
    """Record what a study found. A late baseline, or none, caps its grade. Recorded twice, it is one."""
    profile, work = held_profile(by, reference, Power.DECIDE_CHANGE)
    if before := Finding.objects.filter(submission_key=key, profile=profile).first():
        return before
    best = BEST.get(Design(found.design)) if found.design in Design.values else None
    faults = {}
    if best is None:
        faults["design"] = _("Choose a design")
    elif found.grade not in Grade.values or found.grade > best:
        faults["grade"] = _("This design reaches %(best)s at best") % {"best": best}
    if found.found_on > timezone.localdate():
        faults["found_on"] = _("Enter the day, not one to come")
    if faults:
        raise Invalid(_("Something is missing or wrong."), faults)
    return _kept(work, profile, found, key)


@transaction.atomic
def work_out(*, by: Actor, reference: str, key: uuid.UUID) -> Finding:
    """Grade the evidence by the least design, before and after, from the baseline and the locked returns."""
    profile, work = held_profile(by, reference, Power.PROPOSE_CHANGE)
    if before := Finding.objects.filter(submission_key=key, profile=profile).first():
        return before
    made = before_and_after(profile)
    if made is None:
        raise Invalid(
            _("It needs %(before)s known periods before and %(after)s after, without a gap, that vary.")
            % {"before": LEAST_BEFORE, "after": LEAST_AFTER}
        )
    found = Found(
        design=Design.BEFORE_AFTER, grade=made.grade, words=made.words, found_on=timezone.localdate()
    )
    return _kept(work, profile, found, key, case=made.case, result=made.result)


def _kept(
    work: Work,
    profile: Profile,
    found: Found,
    key: uuid.UUID,
    *,
    case: object = None,
    result: object = None,
) -> Finding:
    grade = baselines.capped(found.grade, baselines.counting(profile))
    finding = Finding.objects.create(
        profile=profile,
        design=found.design,
        grade=grade,
        is_capped=grade != found.grade,
        words=checked_words("words", found.words, _("Enter what was found")),
        case=case,
        result=result,
        is_independent=found.is_independent,
        found_on=found.found_on,
        submission_key=key,
    )
    before, profile.evidence = profile.evidence, grade
    profile.save(update_fields=["evidence"])
    standings.refresh(work.workspace, [profile.pk])
    work.record("findings.record", {f"{profile.reference}.evidence": [before, grade]})
    return finding
