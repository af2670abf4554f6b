"""What bodies have said of their own lines: who agrees, who contests and what they say, who has not said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from frankpledge.benefits.models import ContestedLine, LedgerEntry, LedgerWord
from frankpledge.benefits.queries.ledgers import Ledger, seal_of
from frankpledge.people.models import Organisation


class View(StrEnum):
    """How a body stands to its own lines."""

    AGREES = "agrees"
    CONTESTS = "contests"
    CHANGED = "changed"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class BodyView:
    """One body that has lines: how it stands to them as they are now, and what it said last."""

    body: Organisation
    view: View
    seal: str
    word: LedgerWord | None
    yearly: LedgerWord | None
    pence: int

    @property
    def has_accepted(self) -> bool:
        """Whether it accepted these very lines formally, with the accounts."""
        return self.yearly is not None and self.yearly.agrees and self.yearly.seal == self.seal


@dataclass(frozen=True, slots=True)
class Contested:
    """One line with both views: what the ledger has, and what each body that contests its share says."""

    entry: LedgerEntry
    views: Sequence[tuple[Organisation, ContestedLine, str]]


def views_of(ledger: Ledger) -> list[BodyView]:
    """Every body that has lines, in the order of the ledger. One statement."""
    words = LedgerWord.objects.filter(vintage=ledger.vintage).order_by("id").prefetch_related("lines")
    said = list(words)
    found = []
    for body in ledger.bodies:
        lines = ledger.lines_of(body)
        if lines:
            own = [word for word in said if word.organisation_id == body.pk]
            pence = sum(share.amount_pence for _entry, share in lines)
            found.append(_view(body, seal_of(lines), own, pence))
    return found


def contested_lines(ledger: Ledger, views: Iterable[BodyView]) -> list[Contested]:
    """The lines of which some body says another amount now, with what each says."""
    by_entry: dict[int, list[tuple[Organisation, ContestedLine, str]]] = {}
    for each in views:
        if each.view is View.CONTESTS and each.word is not None:
            for line in each.word.lines.all():
                if line.entry_id is not None:
                    by_entry.setdefault(line.entry_id, []).append((each.body, line, each.word.words))
    return [Contested(entry, by_entry[entry.pk]) for entry in ledger.entries if entry.pk in by_entry]


def _view(body: Organisation, seal: str, own: list[LedgerWord], pence: int) -> BodyView:
    """A word counts while the lines are as they stood when it was said."""
    newest = own[-1] if own else None
    yearly = next((word for word in reversed(own) if word.is_yearly), None)
    if newest is None:
        view = View.NOT_SAID
    elif newest.seal != seal:
        view = View.CHANGED
    else:
        view = View.AGREES if newest.agrees else View.CONTESTS
    return BodyView(body, view, seal, newest, yearly, pence)
