"""Released figures in words: what was promised, what has happened, how sure it is. Facts, and no lights."""

import datetime
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.benefits import periods, years
from frankpledge.benefits.drafts.rows import plain
from frankpledge.benefits.models import Aggregation, BenefitClass, Grade, Quality, Unit, VintageKind
from frankpledge.benefits.queries.editions import Shown
from frankpledge.benefits.queries.ledgers import BEST_FIRST
from frankpledge.web import courses, phrases, tracking
from frankpledge.web.phrases import when

Text = str | Promise
PENCE = 100
REVIEWED = ("agreed", "disputed", "open", "not_reviewed")
WHY_NO_SHARE: Mapping[str, str | Promise] = {
    **tracking.WHY_NONE,
    "its evidence is below E2": gettext_lazy(
        "That the collaboration brought it about is not shown: it is reported, not counted as come about."
    ),
}
LESSON: Mapping[str, Text] = {
    "effect": gettext_lazy("What came of it?"),
    "mechanism": gettext_lazy("How did that come about?"),
    "moderators": gettext_lazy("For whom, and where, did it work or not?"),
    "implementation": gettext_lazy("How was it done, and what made it hard or easy?"),
    "economic_cost": gettext_lazy("What did it cost, all in all?"),
}
VIEWS: Mapping[str, str | Promise] = {
    "agrees": gettext_lazy("agrees"),
    "contests": gettext_lazy("contests it"),
    "changed": gettext_lazy("the lines changed after it last said something"),
    "not said": gettext_lazy("has not said"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """One benefit as it is read: three answers in words, its course, its periods."""

    reference: str
    title: str
    kind: str
    promised: Sequence[str]
    happened: Sequence[str]
    sure: Sequence[str]
    course: courses.Course | None
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A whole edition in words."""

    lead: Sequence[str]
    benefits: Sequence[Benefit]
    costs: Sequence[Sequence[str]]
    other_costs: Sequence[Sequence[str]]
    contested_costs: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    disputes: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    reviewers: Sequence[Sequence[str]]
    reviews: Sequence[Sequence[str]]
    lessons: Sequence[tuple[str, Sequence[tuple[Text, str]]]]
    method: str
    prices: str


def told(figures: Mapping[str, Any]) -> Told:
    """An edition, or what could become one, as its page says it."""
    length, best = figures["period_length"], _best(figures["costs"])
    return Told(
        lead=_lead(figures),
        benefits=[_benefit(each, length, figures["prices_of"]) for each in figures["benefits"]],
        costs=[row for each in best for row in _cost(each)],
        other_costs=[row for each in figures["costs"] if each not in best for row in _cost(each)],
        contested_costs=[_contested(each) for each in figures["contested_costs"]],
        disputes=[_dispute(each, length) for each in figures["disputes"]],
        reviewers=_reviewers(figures["returns"]),
        reviews=[_review(each, length) for each in reversed(figures["returns"])],
        lessons=[_lesson(each) for each in figures.get("lessons", ())],
        method=figures["method"],
        prices=years.in_words(figures["prices_of"]),
    )


def why_none(shown: Shown, day: datetime.date | None) -> str:
    """Why there is nothing to read, of this register's holdings."""
    if shown.edition is not None:
        return ""
    if shown.taken_back is not None and shown.taken_back.taken_back_at is not None:
        said = {
            "released": when(timezone.localdate(shown.taken_back.released_at)),
            "back": when(timezone.localdate(shown.taken_back.taken_back_at)),
            "reason": shown.taken_back.taken_back_because,
        }
        return (
            _("Figures were released on %(released)s and taken back on %(back)s. The reason: %(reason)s")
            % said
        )
    if day is not None and shown.first_on is not None:
        said = {"day": when(day), "first": when(shown.first_on)}
        return _("No figures had been released here by %(day)s. The first were released on %(first)s.") % said
    return _("No figures of this collaboration’s costs and benefits are released here: they are not known.")


def _lead(figures: Mapping[str, Any]) -> list[str]:
    promised = [each for each in figures["benefits"] if each["kind"] != BenefitClass.DISBENEFIT]
    drawbacks = len(figures["benefits"]) - len(promised)
    known = sum(each["periods_known"] > 0 for each in figures["benefits"])
    before = sum(each["baseline"] is not None for each in figures["benefits"])
    shown = sum(each["evidence"] >= Grade.E2 for each in figures["benefits"])
    every = {"all": len(figures["benefits"])}
    return [
        ngettext(
            "On record as agreed: %(count)d benefit", "On record as agreed: %(count)d benefits", len(promised)
        )
        % {"count": len(promised)}
        + ngettext(" and %(count)d drawback.", " and %(count)d drawbacks.", drawbacks) % {"count": drawbacks},
        _("Figures were returned for %(known)d of %(all)d; what it was before is on record for %(before)d.")
        % {"known": known, "before": before, **every},
        _("For %(shown)d of %(all)d there is evidence of a change that chance does not explain.")
        % {"shown": shown, **every},
        *([_("Some of the figures are contested. Both views are shown.")] if _is_contested(figures) else []),
    ]


def _is_contested(figures: Mapping[str, Any]) -> bool:
    return bool(figures["disputes"] or figures["contested_costs"])


def _benefit(held: Mapping[str, Any], length: str, prices_of: int) -> Benefit:
    unit = held["measure"]["unit"] if held["measure"] else ""
    named = [periods.named(_day(each["starts_on"]), length) for each in held["periods"]]
    return Benefit(
        reference=held["reference"],
        title=held["title"],
        kind=str(BenefitClass(held["kind"]).label),
        promised=_promised(held, unit),
        happened=_happened(held, unit, length, prices_of),
        sure=_sure(held),
        course=_course(held),
        rows=[
            (name, _number(each["planned"]), _returned(each))
            for name, each in reversed(list(zip(named, held["periods"], strict=True)))
        ],
    )


def _promised(held: Mapping[str, Any], unit: str) -> list[str]:
    measure, before = held["measure"], held["baseline"]
    if measure is None:
        return [_("How it is measured is not known.")]
    target = {"measure": measure["name"], "target": quantity(held["target"], unit)}
    day = _day(held["target_on"]) if held["target_on"] else None
    level = before["level"] if before else None
    return [
        _("%(measure)s. The target is %(target)s by %(day)s.") % {**target, "day": when(day)}
        if held["target"] is not None and day
        else _("%(measure)s. The target: %(target)s.") % target,
        _("Before, it was %(level)s in a period.") % {"level": quantity(level, unit)}
        if level is not None
        else _("What it was before is not known."),
    ]


def _happened(held: Mapping[str, Any], unit: str, length: str, prices_of: int) -> list[str]:
    if not held["periods_known"]:
        return [_("No figures have been returned and locked: what happened is not known.")]
    last = periods.named(_day(held["last_period_on"]), length)
    count = {"known": held["periods_known"], "due": held["periods_due"], "last": last}
    said = [
        _("%(known)s of %(due)s periods are known, the last one %(last)s.") % count,
        _together(held) % {"actual": actual(held, unit), "planned": quantity(held["planned"], unit)},
    ]
    if held["realised"] is not None:
        said.append(tracking.come_about(held["realised"]))
    else:
        said.append(str(WHY_NO_SHARE.get(held["why_no_share"], held["why_no_share"])))
    return [*said, *_money(held, prices_of)]


def _money(held: Mapping[str, Any], prices_of: int) -> list[str]:
    said = []
    year = {"year": years.in_words(prices_of)}
    gross = {
        "worth": pounds(held.get("actual_gross_pence")),
        "planned": pounds(held.get("planned_gross_pence")),
    }
    is_shown, is_gross = held["evidence"] >= Grade.E2, held.get("actual_gross_pence") is not None
    if held["actual_pence"] is not None and is_shown:
        net = {"worth": pounds(held["actual_pence"]), "planned": pounds(held["planned_pence"])}
        told = _("The change is worth %(worth)s, of %(planned)s planned to date, in prices of %(year)s.")
        said.append(told % (net | year))
        if is_gross:
            told = _(
                "Before what would have come anyway or elsewhere was taken off: %(worth)s of %(planned)s."
            )
            said.append(told % gross)
    elif is_gross and is_shown:
        told = _("What of its worth would have come anyway is not known: gross %(worth)s of %(planned)s, in"
                 " prices of %(year)s.")  # fmt: skip
        said.append(told % (gross | year))
    if held["banked_pence"] is not None:
        said.append(_("%(amount)s was taken out of budgets.") % {"amount": pounds(held["banked_pence"])})
    return said


def _sure(held: Mapping[str, Any]) -> list[str]:
    said = [_("Evidence: %(grade)s.") % {"grade": Grade(held["evidence"]).label}]
    if held["realised_low"] is not None:
        said.append(
            _("The 80%% range of that share is %(low)s to %(high)s.")
            % {"low": tracking.share(held["realised_low"]), "high": tracking.share(held["realised_high"])}
        )
    before = held["baseline"]
    if before is not None:
        said.append(
            _("The figures of the time before are %(quality)s.")
            % {"quality": Quality(before["quality"]).label}
        )
        if before["is_late"]:
            said.append(_("They were locked after the work began."))
        if before["is_reconstructed"]:
            said.append(_("They were put together afterwards."))
    if held["counted_in"]:
        said.append(
            _("It is part of %(other)s, so no total counts it again.") % {"other": held["counted_in"]}
        )
    elif not held["counts"]:
        said.append(_("It is counted elsewhere, so no total counts it again."))
    return said


def _course(held: Mapping[str, Any]) -> courses.Course | None:
    rows = held["periods"]
    returned = [_float(each["returned"], each["out_of"]) for each in rows]
    short = [date_format(_day(each["starts_on"]), "M Y") for each in rows]
    return courses.of_series(returned, [_float(each["planned"]) for each in rows], short)


def _float(value: str | None, out_of: str | None = None) -> float:
    if value is None:
        return math.nan
    return float(value) if out_of is None else float(Decimal(value) / Decimal(out_of))


def _best(costs: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of each year what is nearest to what happened: its outturn, else forecast, budget or plan."""
    found: dict[int, Mapping[str, Any]] = {}
    for each in sorted(costs, key=lambda cost: BEST_FIRST.index(VintageKind(cost["kind"]))):
        found.setdefault(each["year"], each)
    return [found[year] for year in sorted(found)]


def _cost(held: Mapping[str, Any]) -> list[Sequence[str]]:
    kind = str(VintageKind(held["kind"]).label)
    if held["is_final"]:
        kind = _("%(kind)s, final") % {"kind": kind}
    year = years.in_words(held["year"])
    whole = (year, kind, _("All parties together"), pounds(held["pence"]), _("does not apply"))
    parties = [
        (year, kind, each["name"], pounds(each["pence"]), str(VIEWS.get(each["view"], each["view"])))
        for each in held["parties"]
    ]
    return [whole, *parties]


def _contested(held: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    year = {"what": held["what"], "year": years.in_words(held["year"])}
    views = [
        (
            each["said_by"],
            _("Its part stands at %(stood)s; it says %(says)s. In its words: %(words)s")
            % {
                "stood": pounds(each["stood_pence"]),
                "says": pounds(each["says_pence"]),
                "words": each["words"],
            },
        )
        for each in held["views"]
    ]
    return _("%(what)s, %(year)s") % year, views


def _dispute(held: Mapping[str, Any], length: str) -> tuple[str, list[tuple[str, str]]]:
    period = periods.named(_day(held["starts_on"]), length)
    about = held["benefit"] or _("the return as a whole")
    explained = " ".join(held["explanations"]) or _("no explanation is given")
    title = _("%(about)s, %(period)s") % {"about": about, "period": period}
    return title, [(held["said_by"], held["words"]), (_("The return"), explained)]


def _lesson(held: Mapping[str, str]) -> tuple[str, list[tuple[Text, str]]]:
    return held["title"], [(label, held[name]) for name, label in LESSON.items()]


def _review(held: Mapping[str, Any], length: str) -> Sequence[str]:
    nobody = _("nobody")
    said = [", ".join(held[name]) or nobody for name in REVIEWED]
    return (periods.named(_day(held["starts_on"]), length), *said)


def _reviewers(returns: Sequence[Mapping[str, Any]]) -> list[Sequence[str]]:
    """Each body, with of how many returns it said what."""
    said = {name: Counter(body for held in returns for body in held[name]) for name in REVIEWED}
    bodies = sorted({body for counts in said.values() for body in counts})
    return [(body, *(str(said[name][body]) for name in REVIEWED)) for body in bodies]


def _returned(held: Mapping[str, Any]) -> str:
    if held["returned"] is None or held["out_of"] is None:
        return _number(held["returned"])
    return _("%(part)s of %(whole)s") % {"part": _number(held["returned"]), "whole": _number(held["out_of"])}


def _together(held: Mapping[str, Any]) -> str:
    """By the measure's rule, the periods are added, averaged or seen as the last one."""
    if held["measure"] and held["measure"]["aggregation"] == Aggregation.LAST:
        return _("At the last return: %(actual)s. Planned for then: %(planned)s.")
    return _("Returned in all: %(actual)s. Planned for the same periods: %(planned)s.")


def actual(held: Mapping[str, Any], unit: str) -> str:
    """What came about to date; of a ratio, what it comes to with both of its parts."""
    if held["numerator"] is None:
        return quantity(held["actual"], unit)
    parts = {"part": _number(held["numerator"]), "whole": _number(held["denominator"])}
    if unit == Unit.PER_CENT:
        return _("%(part)s of %(whole)s") % parts
    average = Decimal(held["numerator"]) / Decimal(held["denominator"])
    return _("%(average)s (%(part)s for %(whole)s)") % {**parts, "average": tracking.amount(average, unit)}


def quantity(value: str | None, unit: str) -> str:
    """An amount in its unit."""
    return tracking.amount(None if value is None else Decimal(value), unit)


def _number(value: str | None) -> str:
    return _("not known") if value is None else phrases.number(Decimal(plain(Decimal(value))))


def pounds(pence: int | None) -> str:
    """Pence as pounds, to the penny."""
    return _("not known") if pence is None else phrases.pounds(Decimal(pence) / PENCE)


def _day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)
