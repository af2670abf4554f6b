"""A return as it is pasted from a spreadsheet: a benefit, a party if there are several, and its value."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from frankpledge.benefits.actions.returns import Cell
from frankpledge.benefits.drafts.rows import split
from frankpledge.benefits.models import Said
from frankpledge.benefits.queries.returns import ALL_TOGETHER, Line
from frankpledge.errors import Invalid

FIELD = "pasted"
# Words for what is no number, in any case.
WORDS = {"not known": Said.NOT_KNOWN, "unknown": Said.NOT_KNOWN, "no change": Said.UNCHANGED}


def read(text: str, lines: Sequence[Line]) -> dict[str, Cell]:
    """The rows of a text by the line that each is about. A first line that names no benefit is a heading.

    A benefit is named by its reference or its title. Raises Invalid, naming each line that is wrong.
    """
    named = names_of(lines)
    cells: dict[str, Cell] = {}
    faults = []
    for place, row in enumerate(split(text), 1):
        try:
            cell = _cell(row, named)
            if cell.key in cells:
                raise Invalid(_("this row is there twice"))
            cells[cell.key] = cell
        except Invalid as refused:
            if place > 1 or row[0].casefold() in named:
                faults.append(_("Line %(place)s: %(fault)s") % {"place": place, "fault": refused})
    if not cells and not faults:
        faults.append(_("Paste a row for each benefit"))
    if faults:
        raise Invalid(_("Some rows cannot be read."), {FIELD: "; ".join(faults[:10])})
    return cells


def _cell(row: Sequence[str], named: Mapping[str, Mapping[str, Line]]) -> Cell:
    lines = named.get(row[0].casefold())
    if lines is None:
        raise Invalid(_("“%(word)s” is no benefit that is asked for") % {"word": row[0][:60]})
    rest = list(row[1:])
    line = lines.get(rest[0].casefold()) if rest else None
    if line is not None:
        rest = rest[1:]
    elif ALL_TOGETHER in lines:
        line = lines[ALL_TOGETHER]
    else:
        raise Invalid(_("name the party after the benefit"))
    return _said(line, rest)


def _said(line: Line, rest: Sequence[str]) -> Cell:
    words = [each for each in rest if each]
    if not words:
        return Cell(key=line.key)
    if said := WORDS.get(words[0].casefold()):
        return Cell(key=line.key, said=said, explanation=" ".join(words[1:]))
    if not line.is_ratio:
        return Cell(key=line.key, value=words[0], explanation=" ".join(words[1:]))
    if len(words) < 2:
        raise Invalid(_("enter both parts of the ratio"))
    return Cell(key=line.key, numerator=words[0], denominator=words[1], explanation=" ".join(words[2:]))


def names_of(lines: Sequence[Line]) -> dict[str, dict[str, Line]]:
    """By a benefit's reference and title, then by the names of its parties."""
    named: dict[str, dict[str, Line]] = {}
    for line in lines:
        body = line.organisation
        parties = [body.slug, body.name, body.short_name] if body else [ALL_TOGETHER]
        for benefit in (line.profile.reference, line.profile.title):
            rows = named.setdefault(benefit.casefold(), {})
            rows.update({party.casefold(): line for party in parties if party})
    return named
