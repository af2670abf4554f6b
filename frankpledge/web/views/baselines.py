"""What it was before: the draft of a baseline, and its locking with a seal."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import baselines as actions
from frankpledge.benefits.actions.baselines import Said
from frankpledge.benefits.drafts import rows
from frankpledge.benefits.drafts.rows import Row
from frankpledge.benefits.models import Aggregation, Baseline, Length, Profile, Quality
from frankpledge.benefits.queries import baselines as queries
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.web import members, tracking
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Question, Values
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, Steps, gone_to, walk
from frankpledge.web.workspaces import number_of, version_question


@needs(Power.PROPOSE_CHANGE)
def write(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Write or change the draft of a benefit's baseline."""
    profile, desk = tracking.benefit_at(request, reference, Power.PROPOSE_CHANGE)
    draft, locked = queries.draft(profile), queries.counting(profile)
    address = reverse("benefit", args=[profile.reference])
    parties = realisers(profile)
    counts = (2,) if is_ratio(profile) else (1,)

    def do(values: Values) -> HttpResponseBase:
        said = Said(
            period_length=values["period_length"],
            quality=values["quality"],
            source=values["source"],
            recording_changes=values["recording_changes"],
            is_reconstructed=asked.is_yes(values, "is_reconstructed"),
            reason=values.get("reason", ""),
        )
        actions.write(
            by=members.actor(request),
            reference=profile.reference,
            version=number_of(values),
            said=said,
            rows=rows.read(values["rows"], parties, counts),
        )
        return gone_to(f"{address}?done=baseline#baseline")

    steps = Steps(
        title=_("What was it before? %(benefit)s") % {"benefit": profile.title},
        button=_("Save the draft"),
        do=do,
        lead=_lead(profile, parties),
        questions=_questions(profile, is_made_again=locked is not None),
        initial=_initial(profile, draft or locked, draft.version if draft else 0),
        back=(_("Cancel"), address),
        breadcrumbs=desk.above((profile.title, address)),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def lock(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Lock the draft: from now on nobody changes it."""
    profile, desk = tracking.benefit_at(request, reference, Power.DECIDE_CHANGE)
    draft = queries.draft(profile)
    if draft is None:
        raise NotFound(_("No baseline of this benefit waits to be locked."))
    address = reverse("benefit", args=[profile.reference])

    def do(values: Values) -> HttpResponseBase:
        actions.lock(by=members.actor(request), reference=profile.reference, version=number_of(values))
        return gone_to(f"{address}?done=baseline-locked#baseline")

    is_late = timezone.localdate() >= queries.live_on(profile)
    late = _("The work began on %(day)s, or before: this baseline is late, and caps the evidence at E1.")
    steps = Steps(
        title=_("Lock the baseline of %(benefit)s") % {"benefit": profile.title},
        button=_("Lock it with a seal"),
        do=do,
        lead=(
            _("Once it is locked, nobody can change it: not here, not by a program, not in the database."),
            *([late % {"day": when(queries.live_on(profile))}] if is_late else []),
        ),
        facts=_facts(profile, draft),
        questions=(version_question(),),
        initial={"version": str(draft.version)},
        back=(_("Cancel"), address),
        breadcrumbs=desk.above((profile.title, address)),
        is_a_warning=True,
    )
    return walk(request, steps)


def realisers(profile: Profile) -> list[Organisation]:
    """The parties that make a benefit come about."""
    return [each.organisation for each in profile.realisers.select_related("organisation")]


def is_ratio(profile: Profile) -> bool:
    """Whether its values have two parts."""
    return profile.measure is not None and profile.measure.aggregation == Aggregation.RATIO


def rows_of(baseline: Baseline) -> list[Row]:
    """The points of a baseline as rows."""
    return [
        Row(
            starts_on=point.starts_on,
            organisation=point.organisation,
            numbers=(point.value,) if point.numerator is None else (point.numerator, point.denominator),
        )
        for point in baseline.points.select_related("organisation")
    ]


def _lead(profile: Profile, parties: list[Organisation]) -> list[str]:
    said = [_("Give the figures of the time before, two years or more if you can: a row for each period.")]
    if profile.measure is not None:
        said.append(
            _("Measured by: %(measure)s (%(unit)s).")
            % {"measure": profile.measure.name, "unit": profile.measure.get_unit_display()}
        )
    if parties:
        named = ", ".join(each.slug for each in parties)
        said.append(
            _("Name a party after the period where figures are its own: %(named)s.") % {"named": named}
        )
    return said


def _questions(profile: Profile, *, is_made_again: bool) -> list[Question]:
    numbers = (
        _("2023-04, then the first and the second part") if is_ratio(profile) else _("2023-04, then 120.5")
    )
    hint = _("Type or paste from a spreadsheet, a row a line: %(example)s.") % {"example": numbers}
    again = [asked.long("reason", _("Why is the baseline made again?"))] if is_made_again else []
    return [
        asked.long(rows.FIELD, _("Figures"), hint=hint),
        asked.one_of_question("period_length", _("How long is each period?"), asked.choices_of(Length)),
        asked.one_of_question("quality", _("How good are the figures?"), asked.choices_of(Quality)),
        Question(name="source", label=_("Where do they come from?")),
        asked.long("recording_changes", _("Did the way of recording change in that time? (optional)")),
        asked.yes_or_no("is_reconstructed", _("Were they put together afterwards?")),
        *again,
        version_question(),
    ]


def _initial(profile: Profile, held: Baseline | None, version: int) -> dict[str, str]:
    if held is None:
        length = profile.workspace.period_length
        return {"version": str(version), "period_length": length, "is_reconstructed": asked.NO}
    return {
        "version": str(version),
        rows.FIELD: rows.written(rows_of(held)),
        "period_length": held.period_length,
        "quality": held.quality,
        "source": held.source,
        "recording_changes": held.recording_changes,
        "is_reconstructed": asked.YES if held.is_reconstructed else asked.NO,
        "reason": held.reason,
    }


def _facts(profile: Profile, draft: Baseline) -> Rows:
    points = rows_of(draft)
    return (
        (_("Periods"), str(len({row.starts_on for row in points}))),
        (_("From"), tracking.period(profile.workspace, points[0].starts_on) if points else _("not known")),
        (_("How good"), draft.get_quality_display()),
        (_("Source"), draft.source),
        (_("Put together afterwards"), _("Yes") if draft.is_reconstructed else _("No")),
    )
