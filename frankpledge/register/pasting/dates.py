"""The dates that a text gives for its being agreed, starting and ending."""

import re
from collections.abc import Iterator

from frankpledge.dates import PartialDate
from frankpledge.register.pasting.quotes import Quote, Text

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = "|".join((*MONTHS, *(month[:3] for month in MONTHS if month != "may"), "sept"))
WRITTEN = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<only_month>{_MONTH})\.?,?\s+(?P<of_year>\d{{4}})"
    r"|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))\b",
    re.IGNORECASE | re.ASCII,
)
AGREED = re.compile(
    r"\b(?:this (?:agreement|deed|memorandum) is (?:dated|made)|(?:agreement|deed) (?:is )?dated|dated|"
    r"made (?:on|this)|date of (?:this )?(?:agreement|decision)|decision date|date signed|signed on|"
    r"agreed on|entered into on)\b",
    re.IGNORECASE,
)
STARTED = re.compile(
    r"\b(?:commenc(?:es?|ed|ing|ement)(?: date)?|with effect from|effective (?:from|date)|takes? effect|"
    r"took effect|(?:comes?|came|shall come) into (?:force|effect)|start(?:s|ed)? on|start date|"
    r"(?:goes|went) live)\b",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:until|expir(?:es?|y)(?: date)?|terminat(?:es|ion date)|ends? (?:on|date)|"
    r"(?:shall )?continue (?:in force )?(?:until|to))\b",
    re.IGNORECASE,
)
# How far behind the words that announce it a date may stand, in the same sentence.
REACH = 60
EARLIEST, LATEST = 1829, 2200


def first(text: Text, cue: re.Pattern[str]) -> tuple[str, Quote] | None:
    """The first date that stands behind such words."""
    return next(_after(text, cue), None)


def _after(text: Text, cue: re.Pattern[str]) -> Iterator[tuple[str, Quote]]:
    for said in cue.finditer(text.text):
        clause = text.clause_after(said.end(), REACH + 30)
        written = WRITTEN.search(clause)
        if written is None or written.start() > REACH:
            continue
        # Another announcement in between has the date for itself.
        if any(other.search(clause, 0, written.start()) for other in (AGREED, STARTED, ENDS)):
            continue
        date = _date(written)
        if date is not None:
            yield str(date), Quote(said.start(), said.end() + written.end())


def _date(written: re.Match[str]) -> PartialDate | None:
    try:
        if written["iso"]:
            date = PartialDate.parse(written["iso"])
        elif written["year"]:
            date = PartialDate(int(written["year"]), _month(written["month"]), int(written["day"]))
        elif written["of_year"]:
            date = PartialDate(int(written["of_year"]), _month(written["only_month"]))
        else:
            date = PartialDate(int(written["y"]), int(written["m"]), int(written["d"]))
    except ValueError:
        return None
    return date if EARLIEST <= date.year <= LATEST else None


def _month(word: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(word.lower()[:3]))
