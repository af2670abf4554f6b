"""What a benefit is worth in pounds, as a page says it: net, with gross beside it, and what of it is cash."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import gettext as _

from frankpledge.benefits.models import Profile, Standing
from frankpledge.web.phrases import pounds

PENNY = Decimal("0.01")


def rows(profile: Profile, standing: Standing | None) -> list[tuple[str, str]]:
    """What each is, and how much; nothing where it is not worth pounds."""
    return [] if standing is None else list(_rows(profile, standing))


def _rows(profile: Profile, standing: Standing) -> Iterator[tuple[str, str]]:
    if standing.actual_gross_pence is None:
        return
    net, gross = standing.actual_pence, standing.actual_gross_pence
    yield _("Worth of the change, in prices of the plan"), _both(net, gross)
    yield (
        _("Worth that was planned for the same periods"),
        _both(standing.planned_pence, standing.planned_gross_pence),
    )
    if profile.cashable is not None and net is not None:
        cash = (Decimal(net) / 100 * profile.cashable).quantize(PENNY, ROUND_HALF_EVEN)
        yield _("Of that worth, what could leave budgets"), pounds(cash)


def _both(net: int | None, gross: int | None) -> str:
    told = {"net": _in_pounds(net), "gross": _in_pounds(gross)}
    if net is None:
        return _("not known: gross %(gross)s, of which it is not said what would have come anyway") % told
    return _("%(net)s net; gross %(gross)s, before what would have come anyway or elsewhere") % told


def _in_pounds(pence: int | None) -> str:
    return pounds(None if pence is None else Decimal(pence) / 100)
