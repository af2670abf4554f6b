"""What a record says, fact by fact in words, and who confirms or disputes it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.register.models import Confirmation, Fact, WordGiven
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.confirmations import BodysWord, Said, Word
from frankpledge.register.queries.parties import PartyLine
from frankpledge.web.labels import labels
from frankpledge.web.phrases import listed, sentence, span, when

WHOLE = "record"


def key(fact: Fact | None) -> str:
    """What a form calls a fact, or the record as a whole."""
    return fact.value if fact else WHOLE


def name(fact: Fact | None) -> str:
    """What a reader calls it."""
    return str(fact.label) if fact else _("The record as a whole")


def facts(record: Record) -> Mapping[Fact, Sequence[str]]:
    """Every fact as lines of words."""
    held, words = record.collaboration, labels()
    nothing = [_("not known")]
    also = [_("Also called: %(names)s") % {"names": "; ".join(record.names)}] if record.names else []
    ending = f" ({words['ending'][held.ending_kind]})" if held.ending_kind else ""
    status = _("%(status)s, as at %(day)s") % {
        "status": words["status"][held.status],
        "day": when(held.status_as_of),
    }
    start = f" ({words['start'][held.start_kind]})" if held.starts_on else ""
    return {
        Fact.TITLE: [held.title, *([held.title_cy] if held.title_cy else []), *also],
        Fact.PURPOSE: [record.purpose.statement] if record.purpose else nothing,
        Fact.FUNCTIONS: [function.name for function in record.functions] or nothing,
        Fact.MODEL: [words["model"][held.model]],
        Fact.LEGAL_BASIS: [
            words["legal_basis"][held.legal_basis],
            *([held.legal_basis_note] if held.legal_basis_note else []),
        ],
        Fact.PARTIES: [_party(line) for line in record.parties.lines] or [_("No member is named.")],
        Fact.STATUS: [sentence(f"{status}{ending}")],
        Fact.START: [f"{when(held.starts_on)}{start}"],
        Fact.END: [when(held.ends_on) if held.ends_on else _("no end on record")],
        Fact.PART_OF: [record.parent.title] if record.parent else [_("nothing on record")],
    }


def _party(line: PartyLine) -> str:
    party, words = line.party, labels()
    joined = party.joined_on or party.left_on
    dates = f", {span(party.joined_on, party.left_on)}" if joined else ""
    assumed = f" ({words['basis'][party.basis]})" if party.is_assumed else ""
    return f"{party.organisation.name}: {words['role'][party.role]}{dates}{assumed}"


def confirmed(said: Said) -> str:
    """`Confirmed by 3 of 14 legal persons (1 of 7 areas), last on 3 May 2026.`; "" where nobody has."""
    if not said.is_confirmed:
        return ""
    counts = {
        "persons": said.confirmed_persons,
        "of_persons": said.persons,
        "areas": said.confirmed_areas,
        "of_areas": said.areas,
        "day": when(said.last_on),
    }
    if not said.confirmed_persons:
        return _("Confirmed on %(day)s by a body that is no longer one of its legal persons.") % counts
    return (
        _(
            "Confirmed by %(persons)s of %(of_persons)s legal persons"
            " (%(areas)s of %(of_areas)s areas), last on %(day)s."
        )
        % counts
    )


def in_short(said: Said) -> str:
    """Who confirms it and what is disputed, in a line; "" where nobody said anything."""
    return " ".join(part for part in (confirmed(said), disputed(said)) if part)


def name_of_row(row: Confirmation) -> str:
    """What an answer is about."""
    return name(Fact(row.fact) if row.fact else None)


def disputed(said: Said) -> str:
    """`Disputed by a party: status, start.`; "" where nothing is."""
    names = dict.fromkeys(name(word.fact).lower() for word in said.disputes)
    bodies = len({word.organisation.pk for word in said.disputes})
    if not names:
        return ""
    words = ngettext(
        "A party disputes something: %(names)s.", "%(count)s parties dispute something: %(names)s.", bodies
    )
    return words % {"names": listed(names), "count": bodies}


def body_says(each: BodysWord) -> str:
    """What one body says of the whole, in a line."""
    disputes = [name(word.fact).lower() for word in each.disputes if word.fact]
    confirms = [name(word.fact).lower() for word in each.words if word.fact and not word.is_dispute]
    if each.whole and each.whole.is_dispute:
        return _("disputes the record as a whole")
    if each.whole and disputes:
        return _("confirms all but: %(names)s") % {"names": listed(disputes)}
    if each.whole:
        return _("confirms all of it")
    parts = [_("confirms: %(names)s") % {"names": listed(confirms)}] if confirms else []
    parts += [_("disputes: %(names)s") % {"names": listed(disputes)}] if disputes else []
    return "; ".join(parts)


def changed(word: Word) -> str:
    """What is other than when the body said it; "" where nothing is."""
    if not word.changed:
        return ""
    if word.fact:
        return _("The record has changed since.")
    return _("Changed since: %(names)s.") % {"names": listed(name(fact).lower() for fact in word.changed)}


def given(word: Word) -> str:
    """How the word came in, where it was not by an account."""
    return _("by link") if word.given == WordGiven.LINK else ""
