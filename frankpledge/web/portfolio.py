"""The roll-ups of many collaborations as rows of words and numbers."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from frankpledge.benefits import years
from frankpledge.benefits.drafts.rows import plain
from frankpledge.benefits.models import Aggregation
from frankpledge.benefits.queries.portfolio import Coverage, Money, Together
from frankpledge.web import phrases, tracking
from frankpledge.web.editions import pounds

PLACES = Decimal("0.0001")


def coverage(lines: Sequence[Coverage]) -> list[Sequence[str]]:
    """One row for each force or function, by name: no order of merit."""
    return [
        (
            each.name,
            *map(phrases.number, (each.tracked, each.benefits, each.with_baseline, each.with_figures)),
        )
        for each in lines
    ]


def measures(lines: Sequence[Together]) -> list[Sequence[str]]:
    """One row for each measure: how many are known, what they come to by its rule, what was planned."""
    return [
        (
            _named(each),
            str(Aggregation(each.aggregation).label),
            _("%(known)s of %(all)s") % {"known": each.known, "all": each.benefits - each.left_out},
            phrases.number(each.left_out),
            _returned(each),
            _planned(each),
        )
        for each in lines
    ]


def money(lines: Sequence[Money]) -> list[Sequence[str]]:
    """One row for each price year and base year, never added to each other."""
    return [
        (
            _("Prices of %(prices)s, discounted to %(base)s")
            % {"prices": years.in_words(each.prices_of), "base": years.in_words(each.base)},
            _("drawbacks") if each.is_drawback else _("benefits"),
            phrases.number(each.benefits),
            pounds(each.actual_pence),
            pounds(each.planned_pence),
        )
        for each in lines
    ]


def _named(each: Together) -> str:
    name = (
        each.name
        if each.version == 1
        else _("%(name)s, definition %(version)s")
        % {
            "name": each.name,
            "version": each.version,
        }
    )
    if each.of_body:
        name = _("%(name)s, as %(body)s measures it") % {"name": name, "body": each.of_body}
    return _("%(name)s (drawbacks)") % {"name": name} if each.is_drawback else name


def _returned(each: Together) -> str:
    if each.aggregation == Aggregation.NEVER:
        return _("never put together")
    if each.parts is not None and each.returned is not None:
        above, below = map(_number, each.parts)
        said = {"above": above, "below": below, "value": tracking.amount(each.returned, each.unit)}
        return _("%(above)s of %(below)s, which is %(value)s") % said
    return tracking.amount(each.returned, each.unit)


def _planned(each: Together) -> str:
    if each.aggregation == Aggregation.NEVER:
        return _("never put together")
    if each.planned is None:
        return _("not known")
    if each.planned_of == each.known:
        return tracking.amount(each.planned, each.unit)
    said = {"value": tracking.amount(each.planned, each.unit), "count": each.planned_of}
    return _("%(value)s (of %(count)s)") % said


def _number(value: Decimal) -> str:
    return phrases.number(Decimal(plain(value.quantize(PLACES))))
