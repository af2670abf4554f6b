"""What a record that was given up said, as its page says it: only what is named here is ever shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate
from frankpledge.register.models import AcceptanceAnswer, Merger, PurposeState
from frankpledge.register.queries.mergers import Left, Row
from frankpledge.web.labels import labels
from frankpledge.web.phrases import sentence, when


@dataclass(frozen=True, slots=True)
class Said:
    """Everything of one kind that was not carried over, a line each."""

    title: str
    lines: tuple[str, ...]


def said(left: Left, merger: Merger, *, to_its_people: bool) -> list[Said]:
    """What the record given up said; who answered what is for the people of the record that stays."""
    kinds = (
        (_("The record"), _own(left, merger)),
        (_("Other names"), (str(row["text"]) for row in left.rows(merger, "register.CollaborationName"))),
        (_("Functions"), (left.name(row, "function") for row in left.rows(merger, _FUNCTIONS))),
        (_("Parties"), (_party(left, row) for row in left.rows(merger, "register.Party"))),
        (_("Events"), (_event(row) for row in left.rows(merger, "register.Event"))),
        (_("Texts of agreements"), (_text(row) for row in left.rows(merger, "register.Agreement"))),
        (_("Sources"), (_source(left, row) for row in left.rows(merger, "register.Citation"))),
        (_("Purpose"), _purposes(left, merger)),
        (_("What was answered to its purpose"), _answers(left, merger, to_its_people=to_its_people)),
    )
    found = [Said(title, tuple(line for line in dict.fromkeys(lines) if line)) for title, lines in kinds]
    return [each for each in found if each.lines]


_FUNCTIONS = "register.CollaborationFunction"


def _own(left: Left, merger: Merger) -> Iterator[str]:
    names = labels()
    for row in left.rows(merger, "register.Collaboration"):
        yield _("Title: %(words)s") % {"words": row["title"]}
        yield _("Model: %(words)s") % {"words": names["model"].get(row["model"], "")}
        yield _("Legal basis: %(words)s") % {"words": names["legal_basis"].get(row["legal_basis"], "")}
        yield str(row["legal_basis_note"])
        told = {"words": names["status"].get(row["status"], ""), "day": _day(row, "status_as_of")}
        yield _("Status: %(words)s, as at %(day)s") % told
        yield _("Started: %(day)s") % {"day": _day(row, "starts_on")}
        yield _("Ends: %(day)s") % {"day": _day(row, "ends_on")}
        yield str(row["notes"])


def _party(left: Left, row: Row) -> str:
    role = labels()["role"].get(row["role"], "")
    told = {"name": left.name(row, "organisation"), "role": role, "note": row["note"]}
    told |= {"joined": _day(row, "joined_on"), "left": _day(row, "left_on")}
    return (_("%(name)s (%(role)s): joined %(joined)s; left %(left)s. %(note)s") % told).strip()


def _event(row: Row) -> str:
    return f"{_day(row, 'on')}: {row['what']}"


def _text(row: Row) -> str:
    return " ".join(word for word in (row["note"], row["url"]) if word)


def _source(left: Left, row: Row) -> str:
    return str(row["title"] or left.name(row, "source"))


def _purposes(left: Left, merger: Merger) -> Iterator[str]:
    for row in left.rows(merger, "register.Purpose"):
        if row["state"] == PurposeState.PUBLISHED:
            yield _("Version %(number)s: %(words)s") % {"number": row["version"], "words": row["statement"]}
    for row in left.rows(merger, "register.Objective"):
        yield _("Objective: %(words)s") % {"words": row["what"]}


def _answers(left: Left, merger: Merger, *, to_its_people: bool) -> Iterator[str]:
    rows = left.rows(merger, "register.Acceptance")
    if not to_its_people:
        if rows:
            yield _("%(count)s answers, which its people can read.") % {"count": f"{len(rows):,}"}
        return
    for row in rows:
        answer = str(dict(AcceptanceAnswer.choices).get(row["answer"], ""))
        words = (left.name(row, "organisation"), sentence(answer), _day(row, "answered_on"))
        yield ". ".join(word for word in (*words, row.get("reading"), row.get("reason")) if word)


def _day(row: Row, column: str) -> str:
    written = row.get(column)
    return when(PartialDate.parse(written)) if written else _("not known")
