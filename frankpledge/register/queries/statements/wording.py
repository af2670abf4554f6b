"""One sentence that may be quoted, with everything needed to check it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.register.queries.statements.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence about what this register holds, which stands by itself.

    `reasons` are further sentences that belong to it; `counts` are its numbers by name. `records` or
    `figures` is the condition of the rows that it counts.
    """

    slug: str
    sentence: str
    how_counted: str
    does_not_mean: str
    counts: Mapping[str, int]
    reasons: tuple[str, ...] = ()
    records: Q | Exists | None = None
    figures: Q | None = None


def in_words(tally: Tally, counts: Mapping[str, int]) -> dict[str, str]:
    """The counts as they stand in a sentence, and what they are out of.

    `whole` is the records in scope. `all_` before a name is the count in figures even when it is nought.
    """
    in_figures = {f"all_{name}": f"{count:,}" for name, count in counts.items()}
    spoken = {name: number(count) for name, count in counts.items()}
    return {"whole": _whole(tally), "day": _day(tally), **in_figures, **spoken}


def number(count: int) -> str:
    """A count in a sentence: none, 59, 1,204."""
    return f"{count:,}" if count else _("none")


def _whole(tally: Tally) -> str:
    if tally.day is None:
        text = ngettext(
            "the %(count)s police collaboration on the Frankpledge register",
            "the %(count)s police collaborations on the Frankpledge register",
            tally.records,
        )
    else:
        text = ngettext(
            "the %(count)s police collaboration on the Frankpledge register that was, or may have been, in"
            " being on %(day)s",
            "the %(count)s police collaborations on the Frankpledge register that were, or may have been, in"
            " being on %(day)s",
            tally.records,
        )
    return text % {"count": f"{tally.records:,}", "day": _day(tally)}


def _day(tally: Tally) -> str:
    return date_format(tally.day, "j F Y") if tally.day else ""
