"""What a case says of itself, for its page and for the last sheet of its workbook."""

import datetime
from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.benefits import packs, years
from frankpledge.benefits.models import Vintage
from frankpledge.benefits.queries.cases import Why
from frankpledge.exchange.benefit_cases.case import Made
from frankpledge.exchange.benefit_cases.lines import price_year_of
from frankpledge.exchange.benefit_cases.values import Valued

WHY: Mapping[Why, str | Promise] = {
    Why.BALANCE: gettext_lazy("A balance is held, not spent: counting it would count the money twice."),
    Why.COUNTED_ELSEWHERE: gettext_lazy("Its benefit is counted elsewhere, or is not counted."),
    Why.DROPPED: gettext_lazy("Its benefit was dropped."),
    Why.NO_PRICES: gettext_lazy("There is no published price index for its year or the base year."),
}


def of_values(each: Valued) -> str:
    """How a benefit without lines in the ledger is in it."""
    told = {"title": each.profile.title, "reference": each.profile.reference, "grade": each.profile.evidence}
    words = _("%(title)s (%(reference)s, evidence %(grade)s): it has no line in the ledger, so its values are"
              " taken, beyond what it was before, times what one is worth.")  # fmt: skip
    said = words % told
    return said + " " + _("Net is not known: gross.") if each.is_whole else said


def of_year(year: int, vintage: Vintage) -> str:
    """From where one year's lines are: `2024/25: outturn 1`."""
    said = {
        "year": years.in_words(year),
        "kind": vintage.get_kind_display(),
        "number": vintage.number,
    }
    return _("%(year)s: %(kind)s %(number)s") % said


def prices(made: Made) -> str:
    """In whose prices it is, and how amounts came to be in them."""
    said = {"year": years.in_words(made.engine_case.prices_of)}
    if made.index is None:
        return _("All amounts are in prices of %(year)s.") % said
    return (
        _(
            "Outturns are in the money of their own year, and were put in prices of %(year)s by the GDP "
            "deflator. Its calendar years were turned into financial years, which is an approximation."
        )
        % said
    )


def grown(made: Made) -> str:
    """By how much prices are assumed to rise, where a line depends on it; else ""."""
    if made.asked.growth is None or made.index is None:
        return ""
    last = max(packs_years(made))
    base = made.engine_case.prices_of
    asked = {price_year_of(each, base) for each in made.chosen.entries}
    if not any(year > last for year in (*asked, base)):
        return ""
    said = {"year": years.in_words(last), "rise": f"{made.asked.growth * 100:g}"}
    return (
        _("After %(year)s, prices are assumed to rise by %(rise)s%% a year, as this page was asked.") % said
    )


def packs_years(made: Made) -> list[int]:
    """The financial years that the index of prices holds."""
    return sorted(made.index.index) if made.index else []


def notes(made: Made, method_version: str, made_on: datetime.date) -> Iterator[list[str]]:
    """Rows for the sheet of sources: two columns of words."""
    yield [_("Case"), made.engine_case.title]
    yield [_("Made on"), str(made_on)]
    yield [_("Method"), f"Collaboration Benefits Method {method_version}"]
    yield [_("Case digest"), made.digest]
    for year, vintage in made.chosen.by_year.items():
        yield [_("Lines of"), of_year(year, vintage)]
    for each in filter(None, (prices(made), grown(made))):
        yield [_("Prices"), each]
    for name in (made.case.packs.discount, made.case.packs.deflator):
        pack = packs.pack(name)
        yield [_("Parameters"), f"{pack.names}: {pack.title}. {pack.rows[0].source}"]
    yield [_("Formula"), _("factor of a year = factor of the year before / (1 + rate); 1 in the first year")]
    yield [_("Formula"), _("real amount = amount × share that is additional × price factor")]
    yield [_("Formula"), _("net present value = savings + benefits + received − costs − drawbacks − paid")]
    yield [_("Formula"), _("benefit-cost ratio = (net present value + costs + paid) / (costs + paid)")]
    yield [_("Years"), _("A year is a financial year, called by its first: 2024 is 2024/25.")]
    yield [
        _("Pence"),
        _("On the page, parties’ pence are rounded so that they add up to the whole."),
    ]
    for by_values in made.valued:
        yield [_("By values"), of_values(by_values)]
    for left in made.left_out:
        entry = left.entry
        yield [_("Left out"), f"{entry.what}, {years.in_words(entry.year)}: {WHY[left.why]}"]
