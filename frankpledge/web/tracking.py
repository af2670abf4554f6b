"""What the pages about returns and benefits share: which one it is, and how it is said."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.benefits import periods
from frankpledge.benefits.drafts.rows import plain
from frankpledge.benefits.models import Light, Measure, Observation, Profile, Said, Unit, Workspace
from frankpledge.benefits.queries.reviews import Reviewed
from frankpledge.errors import NotFound
from frankpledge.exchange.cases.plain import fitting
from frankpledge.people.permissions import Power
from frankpledge.register import references
from frankpledge.web import phrases
from frankpledge.web.workspaces import Desk

# The colour of a tag; its words say the same.
COLOURS: Mapping[str, str] = {
    Light.GREEN: "govuk-tag--green",
    Light.AMBER_GREEN: "govuk-tag--yellow",
    Light.AMBER: "govuk-tag--yellow",
    Light.AMBER_RED: "govuk-tag--orange",
    Light.RED: "govuk-tag--red",
    Light.NOT_KNOWN: "govuk-tag--grey",
}
RULES: Mapping[str, str | Promise] = {
    Light.GREEN: gettext_lazy("even the lower end of the range is within its tolerance of the plan"),
    Light.AMBER_GREEN: gettext_lazy(
        "it is within its tolerance of the plan; the lower end of the range is not, or is not known"
    ),
    Light.AMBER: gettext_lazy("it is within twice its tolerance of the plan"),
    Light.AMBER_RED: gettext_lazy("it is within three times its tolerance of the plan"),
    Light.RED: gettext_lazy(
        "it is further from the plan than three times its tolerance, or has no owner or no baseline here"
    ),
    Light.NOT_KNOWN: gettext_lazy(
        "there are no figures that count yet: a return, a plan or the evidence is missing. It is never green"
    ),
}
OVERDUE = gettext_lazy("a return is overdue, so nothing is known of the time since the last one")
WHY_NONE: Mapping[str, str | Promise] = {
    "a drawback or a benefit in words has no share of plan": gettext_lazy(
        "A drawback, or a benefit in words, is shown by its figures, without a share of its plan."
    ),
    "no period has a baseline, a plan and a figure": gettext_lazy(
        "No period has a locked baseline, plan and return, so no share of the plan can be given."
    ),
    "its evidence is below E2": gettext_lazy(
        "What was returned is reported here. It does not count as having come about until the evidence is E2."
    ),
    "nothing was due by this date": gettext_lazy("By the plan, no change was due yet."),
}
REVIEWED: Mapping[Reviewed, str | Promise] = {
    Reviewed.AGREED: gettext_lazy("agrees"),
    Reviewed.DISPUTED: gettext_lazy("disputes it"),
    Reviewed.OPEN: gettext_lazy("has not said yet"),
    Reviewed.NOT_REVIEWED: gettext_lazy("not reviewed"),
}


def day_at(written: str) -> datetime.date:
    """The first day of the period that an address names (`2024-04`). Raises NotFound."""
    try:
        return datetime.datetime.strptime(written, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError as error:
        raise NotFound(_("There is no return at this address.")) from error


def period(workspace: Workspace, starts_on: datetime.date) -> str:
    """A period in words."""
    return periods.named(starts_on, workspace.period_length)


def benefit_at(
    request: HttpRequest, reference: str, power: Power = Power.READ_RESTRICTED
) -> tuple[Profile, Desk]:
    """One benefit, and the desk of its record. Raises NotFound, or NotAllowed without the power over it."""
    related = Profile.objects.select_related(
        "workspace__collaboration", "measure__organisation", "measure__varies", "owner"
    )
    profile = related.filter(reference=references.written("B", reference)).first()
    if profile is None:
        raise NotFound(_("There is no such benefit."))
    return profile, Desk.of(request, profile.workspace.collaboration.reference, power)


def quantity(value: Decimal | float | None, measure: Measure | None) -> str:
    """A value with its unit."""
    return amount(value, measure.unit if measure else Unit.COUNT)


def amount(value: Decimal | float | None, unit: str) -> str:
    """A value in a unit, with as many decimals as a reader needs; money to the penny."""
    if value is None:
        return _("not known")
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if unit == Unit.POUNDS:
        return phrases.pounds(round(exact, 2))
    written = phrases.number(Decimal(plain(round(exact, fitting([float(exact)])))))
    return written if unit == Unit.COUNT else f"{written} {Unit(unit).label}"


def observed(seen: Observation | None) -> str:
    """What was said of one row, without its unit."""
    if seen is None:
        return _("not answered yet")
    if seen.said == Said.NOT_KNOWN:
        return _("not known")
    if seen.numerator is not None and seen.denominator is not None:
        parts = {"part": phrases.number(seen.numerator), "whole": phrases.number(seen.denominator)}
        return _("%(part)s of %(whole)s") % parts
    return phrases.number(seen.value)


def share(value: float | None) -> str:
    """A share as a percentage: `95%`."""
    if value is None:
        return _("not known")
    return f"{value * 100:.0f}%".replace("-", "\N{MINUS SIGN}")


def come_about(value: float) -> str:
    """How much of a plan has come about, or that it went the other way."""
    if value < 0:
        return _(
            "It went the other way than planned, by %(share)s of the change that was planned to date."
        ) % {"share": share(-value)}
    return _("%(share)s of the change that was planned to date has come about.") % {"share": share(value)}
