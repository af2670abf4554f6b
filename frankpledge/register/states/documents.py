"""What may become of a document, from where, and with which power over its record.

    (new) --add--> being read --read--> held --publish--> held, for everybody --withdraw--> held
                       |---refuse--> refused     |---remove--> removed
                       |---remove--> removed     |--dispose--> removed, once it was kept long enough

What was found in the file refuses it, while the worker reads it. Removing and disposing take the bytes and
the text; the row and the reason stay. Until when it is kept may be said anew as long as it is here.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.people.models import Power
from frankpledge.register.models.documents import (
    KEPT_STATES,
    PUBLISHABLE,
    Document,
    DocumentState,
    Marking,
)


class Move(StrEnum):
    """What somebody may do."""

    ADD = "add"
    DESCRIBE = "describe"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    REMOVE = "remove"
    KEEP = "keep"
    DISPOSE = "dispose"


@dataclass(frozen=True, slots=True)
class Rule:
    """From these states (None is before it was sent), of documents for everybody or not, with this power."""

    before: tuple[DocumentState | None, ...]
    power: Power
    is_public: bool | None = None


RULES: dict[Move, Rule] = {
    Move.ADD: Rule((None,), Power.PROPOSE_CHANGE),
    Move.DESCRIBE: Rule(KEPT_STATES, Power.PROPOSE_CHANGE, is_public=False),
    Move.PUBLISH: Rule((DocumentState.HELD,), Power.PUBLISH, is_public=False),
    Move.WITHDRAW: Rule((DocumentState.HELD,), Power.PUBLISH, is_public=True),
    Move.REMOVE: Rule(KEPT_STATES, Power.PUBLISH),
    Move.KEEP: Rule(KEPT_STATES, Power.DECIDE_CHANGE),
    Move.DISPOSE: Rule(KEPT_STATES, Power.DECIDE_CHANGE),
}


def may(move: Move, state: DocumentState | None, *, is_public: bool) -> bool:
    """Whether the state allows it. Who may is asked apart."""
    rule = RULES[move]
    return state in rule.before and rule.is_public in (None, is_public)


def check(move: Move, document: Document) -> None:
    """Raises Invalid in the wrong state."""
    if not may(move, DocumentState(document.state), is_public=document.is_public):
        raise Invalid(
            _("%(reference)s is “%(state)s”, for %(audience)s: that cannot be done now.")
            % {
                "reference": document.reference,
                "state": document.get_state_display(),
                "audience": document.get_audience_display(),
            }
        )


def was_kept(document: Document, today: datetime.date) -> bool:
    """Whether the last day on which it had to be kept has passed."""
    return document.retain_until is not None and document.retain_until < today


def check_was_kept(document: Document, today: datetime.date) -> None:
    """Raises Invalid for one that must still be kept, or of which nobody said how long."""
    if document.retain_until is None:
        raise Invalid(_("Nobody has said until when it is kept. Say that first."))
    if not was_kept(document, today):
        raise Invalid(
            _("It is kept until %(day)s and cannot be disposed of before that day has passed.")
            % {"day": date_format(document.retain_until, "j F Y")}
        )


def what_keeps_from_publishing(document: Document) -> dict[str, str]:
    """By field, in plain words; what stands in the file itself is found when the copy is made."""
    wrong = {}
    if document.marking not in PUBLISHABLE or document.says == Marking.OFFICIAL_SENSITIVE:
        marking = Marking.OFFICIAL_SENSITIVE if document.marking in PUBLISHABLE else Marking(document.marking)
        wrong["marking"] = _(
            "It is marked %(marking)s, so it cannot be published. Add a redacted copy marked OFFICIAL."
        ) % {"marking": marking.label}
    if not document.summary:
        wrong["summary"] = _(
            "Write a summary first: not everybody can read a file, so a page must say what is in it."
        )
    return wrong
