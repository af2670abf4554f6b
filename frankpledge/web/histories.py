"""A history in a reader's words: what was done, by whom, and each field before and after."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.audit.queries import FieldChange, Happening
from frankpledge.people.models import Organisation
from frankpledge.register.changing import KINDS
from frankpledge.register.queries.histories import Told

DONE: Mapping[str, Promise] = {
    "register.collaborations.put": gettext_lazy("The record was changed"),
    "register.collaborations.rename": gettext_lazy("The record was given another name"),
    "register.claims.put": gettext_lazy("A figure or view was changed"),
    "register.claims.remove": gettext_lazy("A figure or view was taken away"),
    "register.parties.remove": gettext_lazy("A party was taken away"),
    "register.events.remove": gettext_lazy("An event was taken away"),
    "register.agreements.remove": gettext_lazy("The text of an agreement was taken away"),
    "register.confirmation_links.ask": gettext_lazy("Somebody was asked by a link"),
    "register.confirmation_links.withdraw": gettext_lazy("A question by a link was withdrawn"),
    "register.mergers.merge": gettext_lazy("Two records were merged into one"),
    "register.agreements.begin": gettext_lazy("An agreement was drafted"),
    "register.agreements.save": gettext_lazy("The draft of an agreement was changed"),
    "register.agreements.send": gettext_lazy("An agreement was sent out for signature"),
    "register.agreements.recall": gettext_lazy("An agreement was made a draft again"),
    "register.agreements.withdraw": gettext_lazy("An agreement was withdrawn before it was signed"),
    "register.agreements.sign": gettext_lazy("An agreement was signed"),
    "register.agreements.sign_from_copy": gettext_lazy("Signatures were entered from a signed copy"),
    "register.agreements.give_notice": gettext_lazy("Notice was given"),
    "register.agreements.take_notice_back": gettext_lazy("A notice was taken back"),
    "register.agreements.settle_notice": gettext_lazy("It was said what followed a notice"),
    "register.agreements.oblige": gettext_lazy("An obligation was changed"),
    "register.agreements.reserve": gettext_lazy("A reservation was changed"),
    "register.agreements.check": gettext_lazy("The checklist of an agreement was answered"),
    "register.endings.plan": gettext_lazy("It was entered how the collaboration ends"),
    "register.endings.carry_out": gettext_lazy("It was said that the collaboration ended as planned"),
    "register.endings.withdraw": gettext_lazy("A planned ending was given up"),
    "register.confirmations.say": gettext_lazy("A party said whether it is as it should be"),
    "register.confirmations.settle": gettext_lazy("Whether a party has confirmed the record changed"),
    "register.attestations.state": gettext_lazy("The body stated whether its list is complete"),
    "people.organisations.put": gettext_lazy("The organisation was changed"),
    "people.aliases.put": gettext_lazy("Another name was changed"),
    "people.aliases.remove": gettext_lazy("Another name was taken away"),
    "register.changes.begin": gettext_lazy("A change was begun"),
    "register.changes.save": gettext_lazy("A change was saved"),
    "register.changes.choose": gettext_lazy("Between two versions one was chosen"),
    "register.changes.propose": gettext_lazy("A change was proposed"),
    "register.changes.approve": gettext_lazy("A proposed change was approved"),
    "register.changes.refuse": gettext_lazy("A proposed change was refused"),
    "register.changes.withdraw": gettext_lazy("A proposed change was withdrawn"),
    "register.purposes.save": gettext_lazy("The draft of the purpose was saved"),
    "register.purposes.discard": gettext_lazy("The draft of the purpose was thrown away"),
    "register.purposes.publish": gettext_lazy("A version of the purpose was published"),
    "register.acceptances.answer": gettext_lazy("A body answered whether it accepts the purpose"),
    "register.acceptances.accept_by_signature": gettext_lazy(
        "A body accepted the purpose by signing an agreement that states it"
    ),
}
# When nothing was there before.
ADDED: Mapping[str, Promise] = {
    "register.collaborations.put": gettext_lazy("The record was added"),
    "register.claims.put": gettext_lazy("A figure or view was added"),
    "people.organisations.put": gettext_lazy("The organisation was added"),
    "people.aliases.put": gettext_lazy("Another name was added"),
}
IS_NEW = ("reference", "key", "slug", "text")
BY_SQL: Mapping[str, Promise] = {
    "insert": gettext_lazy("A row was added directly in the database"),
    "update": gettext_lazy("A row was changed directly in the database"),
    "delete": gettext_lazy("A row was taken away directly in the database"),
}
WORDS: Mapping[str, Promise] = {
    "parties": gettext_lazy("Party"),
    "events": gettext_lazy("Event"),
    "agreements": gettext_lazy("Text of the agreement"),
    "sources": gettext_lazy("Sources"),
    "reference": gettext_lazy("Reference"),
    "slug": gettext_lazy("Name in addresses"),
    "confirmation": gettext_lazy("What a party says"),
    "merged": gettext_lazy("Reference"),
    "purpose.kept": gettext_lazy("Purpose that is kept in the record of the merger, and no longer counts"),
    "purpose.carried": gettext_lazy("Purpose that was carried over"),
    "asked": gettext_lazy("For"),
    "attestation": gettext_lazy("What was stated"),
    "provenance": gettext_lazy("Where it comes from"),
}
# What approving a change without a reason says.
ONLY_A_REFERENCE = re.compile(r"^\(P-\w{4}-\w{2}\)$")
# A row that is new says all that it holds: that is folded away.
MOST_UNFOLDED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened."""

    at: datetime.datetime
    done: str
    who: str
    about: str
    reason: str
    is_known: bool
    is_public: bool
    changes: Sequence[tuple[str, str, str]]
    held_back: int

    @property
    def is_long(self) -> bool:
        return len(self.changes) > MOST_UNFOLDED


def lines(told: Told) -> list[Line]:
    """The page's lines, newest first. One statement, for the names of organisations."""
    slugs = {each.organisation for each in told.history.happenings if each.organisation}
    names = dict(Organisation.objects.filter(slug__in=slugs).order_by().values_list("slug", "name"))
    return [_line(each, names, told) for each in told.history.happenings]


def _line(each: Happening, names: Mapping[str, str], told: Told) -> Line:
    return Line(
        at=timezone.localtime(each.at),
        done=_done(each),
        who=_who(each, names, told),
        about=each.subject_key if each.subject_kind in {"claim", "change"} else "",
        reason=ONLY_A_REFERENCE.sub("", each.reason),
        is_known=each.is_known,
        is_public=each.is_public,
        changes=list(_changes(each)),
        held_back=each.held_back if told.sees_restricted and each.subject_kind != "change" else 0,
    )


def _done(each: Happening) -> str:
    if any(change.field in IS_NEW and change.before is None for change in each.changes):
        return str(ADDED.get(each.action) or DONE.get(each.action) or _("It was added"))
    return str(DONE.get(each.action) or BY_SQL.get(each.action) or _("It was changed"))


def _who(each: Happening, names: Mapping[str, str], told: Told) -> str:
    if not each.is_known:
        return _("unknown (direct SQL)")
    body = names.get(each.organisation, "")
    if told.sees_persons and each.who:
        return _("%(name)s, for %(body)s") % {"name": each.who, "body": body} if body else each.who
    return body or _("the register’s keepers")


def _changes(each: Happening) -> Iterator[tuple[str, str, str]]:
    for change in each.changes:
        yield _label(each.subject_kind, change), _said(change.before), _said(change.after)


def _label(kind: str, change: FieldChange) -> str:
    """`parties.norfolk (member).joined_on` is "Party: norfolk (member), Joined"."""
    first, _dot, rest = change.field.partition(".")
    if first in {"parties", "events", "agreements"} and rest:
        part = {"parties": "party", "events": "event", "agreements": "agreement"}[first]
        named, _dot, last = rest.rpartition(".")
        field = KINDS[part].fields.get(last) if named else None
        whole = f"{WORDS[first]}: {named if field else rest}"
        return f"{whole}, {field.label}" if field else whole
    if change.field in WORDS:
        return str(WORDS[change.field])
    fields = KINDS[kind].fields if kind in KINDS else {}
    return str(fields[first].label if first in fields else WORDS.get(first, first))


def _said(value: Any) -> str:
    if value is None or value in ("", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_said(held)}" for name, held in value.items())
    if isinstance(value, list):
        return "; ".join(_said(held) for held in value)
    return str(value)
