"""What bears a benefit out: worked out by the engine from its own figures, or found by a study elsewhere."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import findings as actions
from frankpledge.benefits.actions.findings import Found
from frankpledge.benefits.models import Profile
from frankpledge.benefits.queries import baselines
from frankpledge.benefits.queries import findings as queries
from frankpledge.benefits.queries.findings import Study
from frankpledge.people.permissions import Power
from frankpledge.web import findings as words
from frankpledge.web import members, tracking
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Values, day_of, key_of, new_key
from frankpledge.web.steps import Rows, Steps, gone_to, walk
from frankpledge.web.workspaces import Desk


@needs(Power.PROPOSE_CHANGE)
def work_out(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Have the evidence graded by a design, from the baseline and the returns; its answer is shown first."""
    profile, desk = tracking.benefit_at(request, reference, Power.PROPOSE_CHANGE)

    def check(values: Values) -> Rows:
        made = queries.worked(profile, _study(values))
        return words.answered(made, baselines.capped(made.grade, baselines.counting(profile)))

    def do(values: Values) -> HttpResponseBase:
        by, study = members.actor(request), _study(values)
        actions.work_out(by=by, reference=profile.reference, study=study, key=key_of(values))
        return gone_to(f"{_address(profile)}?done=evidence#evidence")

    steps = _steps(
        desk,
        profile,
        _("Work out the evidence for %(benefit)s") % {"benefit": profile.title},
        _("Keep this as the finding"),
        do=do,
        check=check,
        questions=words.asked(),
        lead=(
            _("The locked baseline and returns are put to the design that you choose."),
            _("A baseline that was locked late, or none, caps what it comes to at E1."),
        ),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def elsewhere(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Record what a study found that was made elsewhere."""
    profile, desk = tracking.benefit_at(request, reference, Power.DECIDE_CHANGE)

    def check(values: Values) -> Rows:
        found = _found(values)
        actions.check(found)
        grade = actions.grade_of(found)
        return words.said(found, grade, baselines.capped(grade, baselines.counting(profile)))

    def do(values: Values) -> HttpResponseBase:
        by, found = members.actor(request), _found(values)
        actions.record(by=by, reference=profile.reference, found=found, key=key_of(values))
        return gone_to(f"{_address(profile)}?done=study#evidence")

    steps = _steps(
        desk,
        profile,
        _("Record what a study found of %(benefit)s") % {"benefit": profile.title},
        _("Record it"),
        do=do,
        check=check,
        questions=words.asked_elsewhere(),
        lead=(
            _("What was found elsewhere is graded by its design and by what that left unmet."),
            _("The conditions of each design stand in the method, under its name."),
        ),
    )
    return walk(request, steps)


def _steps(desk: Desk, profile: Profile, title: str, button: str, **more: Any) -> Steps:
    back = (_("Cancel"), _address(profile))
    above = desk.above((profile.title, _address(profile)))
    return desk.steps(title, button, initial={"key": new_key()}, back=back, breadcrumbs=above, **more)


def _address(profile: Profile) -> str:
    return reverse("benefit", args=[profile.reference])


def _study(values: Values) -> Study:
    return Study(design=values["design"], others=values["others"], bodies=values["bodies"])


def _found(values: Values) -> Found:
    unmet = values["unmet"]
    return Found(
        design=values["design"],
        words=values["words"],
        source=values["source"],
        found_on=day_of(values, "found_on"),
        unmet=int(unmet) if unmet in words.UNMET else -1,
        is_borne_out=values["borne_out"] == "yes",
        is_independent=values["independent"] == "yes",
    )
