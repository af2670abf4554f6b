"""What each party pays and would pay alone, in words and as rows of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from frankpledge.benefits.queries.shares import Beside, Shares
from frankpledge.exchange.benefit_cases.shares import Made
from frankpledge.web.ledgers import pence
from frankpledge.web.phrases import pounds


@dataclass(frozen=True, slots=True)
class Row:
    """One party, with its part of the whole and its band as a page shows them."""

    beside: Beside
    part: str
    band: str


def lines(shares: Shares) -> list[str]:
    """A sentence for each party, those that would be better off alone first."""
    in_order = sorted(shares.rows, key=lambda each: each not in shares.failing)
    return [_line(each) for each in in_order]


def rows(shares: Shares, made: Made | None) -> list[Row]:
    """Party by party."""
    return list(_rows(shares, made))


def _rows(shares: Shares, made: Made | None) -> Iterator[Row]:
    whole = shares.whole_pence
    for each in shares.rows:
        part = f"{Decimal(each.pays_pence) / whole:.1%}" if whole > 0 else _("not known")
        band = made.band_of(each) if made else None
        yield Row(each, part, _("not known") if band is None else _between(*band))


def _between(low: float, high: float) -> str:
    ends = {"low": _to_the_penny(low), "high": _to_the_penny(high)}
    return ends["low"] if ends["low"] == ends["high"] else _("%(low)s to %(high)s") % ends


def _to_the_penny(amount: float) -> str:
    return pounds(Decimal(repr(round(amount, 2))).quantize(Decimal("0.01")))


def _line(row: Beside) -> str:
    told = {"body": row.body.name, "pays": pence(row.pays_pence)}
    if row.alone is None or row.saves_pence is None:
        return _("%(body)s pays %(pays)s. What it would pay alone is not known.") % told
    told |= {"alone": pence(row.alone.amount_pence), "by": pence(abs(row.saves_pence))}
    if row.saves_pence < 0:
        return (
            _("%(body)s pays %(pays)s; alone it would pay %(alone)s: it would be better off alone by %(by)s.")
            % told
        )
    if row.saves_pence == 0:
        return _("%(body)s pays %(pays)s, and would pay the same alone.") % told
    return _("%(body)s pays %(pays)s; alone it would pay %(alone)s: better off together by %(by)s.") % told
