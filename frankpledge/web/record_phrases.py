"""Sentences about one record: how many are in it, whether it was in being, what is not known of it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.models import Collaboration, PartiesCoverage, Provenance
from frankpledge.register.queries.as_at import Then
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.parties import Counts, Parties
from frankpledge.register.queries.standing import Reason
from frankpledge.register.queries.unknowns import Unknown, unknowns
from frankpledge.web import asat
from frankpledge.web.labels import labels
from frankpledge.web.phrases import listed, sentence, when


def on_date(date: PartialDate | None) -> str:
    """A date inside a sentence: `on 1 April 2025`, `in April 2025`."""
    if date is None:
        return _("on a date not known")
    return (_("on %(date)s") if date.day else _("in %(date)s")) % {"date": when(date)}


def counted(counts: Counts) -> str:
    """`3 areas and 1 other body`: an area counts once, though it is two legal persons."""
    said = []
    if counts.areas:
        said.append(ngettext("%d area", "%d areas", counts.areas) % counts.areas)
    if counts.others:
        said.append(ngettext("%d other body", "%d other bodies", counts.others) % counts.others)
    return listed(said) or _("none named")


def legal_persons(counts: Counts) -> str:
    """`7 legal persons`: a chief officer and a policing body are two."""
    return ngettext("%d legal person", "%d legal persons", counts.legal_persons) % counts.legal_persons


def members(counts: Counts) -> str:
    """The members in a sentence, and why an area is two."""
    if not counts.areas:
        return f"{sentence(counted(counts))}."
    why = _(
        "An area is two legal persons: its chief officer, who leads the force, and its policing body, the "
        "elected commissioner, mayor or authority that oversees it."
    )
    return f"{sentence(counted(counts))}: {legal_persons(counts)}. {why}"


def parties_in_short(parties: Parties) -> str:
    """Who is in it in one line: both counts, who left, who is no member, and how much is assumed."""
    said, present = [], parties.present
    if parties.members:
        said.append(counted(present))
    if present.areas:
        said = [f"{said[0]} ({legal_persons(present)})"]
    if parties.left:
        said.append(_("left before: %(names)s") % {"names": listed(area.name for area in parties.left)})
    if parties.not_members:
        said.append(_no_members(parties))
    if assumed := parties.assumed:
        entries = ngettext(
            "%d entry assumed, not stated by a source", "%d entries assumed, not stated by a source", assumed
        )
        said.append(entries % assumed)
    return "; ".join(said) or _("none named")


def _no_members(parties: Parties) -> str:
    named = (
        _("%(name)s (%(role)s)")
        % {"name": line.party.organisation.short_name, "role": labels()["role"][line.party.role]}
        for line in parties.not_members
    )
    return _("not as members: %(names)s") % {"names": listed(named)}


def parties_then_in_short(known: Counts, perhaps: Counts) -> str:
    """The same for a past day: how many were in it, and of how many that is not known."""
    someone = counted(known) if known.areas or known.others else _("none")
    said = [_("%(who)s known to be in it then") % {"who": someone}]
    if perhaps.areas or perhaps.others:
        said.append(_("%(who)s for which it is not known") % {"who": counted(perhaps)})
    return "; ".join(said)


def about_the_list(record: Record) -> Iterator[tuple[str, str]]:
    """What must be known before the list of parties is read, as (in bold, the rest)."""
    coverage, expected = record.collaboration.parties_coverage, record.collaboration.parties_expected
    named = record.parties.named
    if expected and expected != named and coverage != PartiesCoverage.COMPLETE:
        given = ngettext("The source gives %d party;", "The source gives %d parties;", expected) % expected
        here = ngettext("%d is named here.", "%d are named here.", named) % named
        yield f"{given} {here}", ""
    if coverage == PartiesCoverage.ASSUMED:
        yield _("This list is assumed."), _("No source lists who signed. Do not count or rank anybody by it.")
    elif coverage == PartiesCoverage.PARTIAL:
        yield "", _("Some parties are named; others are not.")
    elif coverage == PartiesCoverage.NOT_KNOWN:
        yield "", _("Whether this list is complete is not known.")


def stands(other: Collaboration) -> str:
    """How another record stands, for a link to it: `running, as at 2024`."""
    status = str(labels()["status"][other.status])
    if other.status_as_of is None:
        return status
    return _("%(status)s, as at %(date)s") % {"status": status, "date": when(other.status_as_of)}


def stood(in_being: Answer) -> str:
    """The same for a past day."""
    return {
        Answer.YES: _("in being then"),
        Answer.NO: _("not in being then"),
        Answer.NOT_KNOWN: _("whether it was in being then is not known"),
    }[in_being]


def was_in_being(then: Then) -> str:
    """The answer, in a line."""
    answers = {
        Answer.YES: _("In being on %(day)s: yes."),
        Answer.NO: _("In being on %(day)s: no."),
        Answer.NOT_KNOWN: _("In being on %(day)s: not known."),
    }
    return answers[then.in_being.answer] % {"day": when(then.day)}


def reasons(held: Collaboration, then: Then) -> list[str]:
    """Why it is known, or not, that it was in being then."""
    is_over = held.ends_on is not None and held.ends_on.on_or_before(asat.today()) is not Answer.NO
    words = {
        Reason.WITHIN_ITS_DATES: _("It started %(start)s and ended %(end)s.")
        if is_over
        else _("It started %(start)s and is due to end %(end)s."),
        Reason.AGREEMENT_IN_FORCE: _("An agreement that all its parties signed was in force."),
        Reason.REPORTED_RUNNING_LATER: _("It started %(start)s and was still reported running %(report)s."),
        Reason.NOT_YET_STARTED: _("It started %(start)s."),
        Reason.HAD_ENDED: _("It ended %(end)s."),
        Reason.REPORTED_ENDED: _("It was reported ended %(report)s."),
        Reason.START_NOT_KNOWN: _("No start date is on record."),
        Reason.START_NOT_PRECISE: _("It started %(start)s; the exact day is not on record."),
        Reason.END_NOT_PRECISE: _("It ended %(end)s; the exact day is not on record."),
        Reason.END_NOT_KNOWN: _("It has ended, but no end date is on record."),
        Reason.NO_LATER_REPORT: _("It was last reported running %(report)s; nothing later is on record."),
        Reason.STATUS_NOT_KNOWN: _("Whether it still ran is not on record."),
    }
    dates = {
        "start": on_date(held.starts_on),
        "end": on_date(held.ends_on),
        "report": on_date(held.status_as_of),
    }
    return [words[reason] % dates for reason in then.in_being.reasons]


def not_known(record: Record) -> Sequence[tuple[str, str]]:
    """What is not known, as (the word to tell us by, the same for a reader)."""
    held, missing = record.collaboration, record.parties_not_named
    words = {
        Unknown.STATUS: _("Whether it still runs"),
        Unknown.STATUS_DATE: _("When it was last reported as %(status)s")
        % {"status": labels()["status"][held.status]},
        Unknown.START: _("When it started"),
        Unknown.END: _("When it ended"),
        Unknown.NEXT_DATE: _("When it ends or is next reviewed"),
        Unknown.LEGAL_BASIS: _("Its legal basis"),
        Unknown.AGREEMENT: _("The signed agreement"),
        Unknown.PARTIES: _("Whether other bodies are parties"),
        Unknown.PARTIES_ASSUMED: _("Which of the assumed parties really are in it"),
        Unknown.JOINING_DATES: _("When each party joined"),
        Unknown.LEAD: _("Which party, if any, leads or hosts it"),
        Unknown.PURPOSE: _("Its purpose in the parties’ own words, and who accepts it"),
        Unknown.OBJECTIVES: _("Its objectives, and how they are measured"),
        Unknown.FIGURES: _("What it costs and what it brings"),
    }
    if held.status_as_of:
        last = {"date": when(held.status_as_of)}
        words[Unknown.STATUS] = _("Whether it still runs (last reported %(date)s)") % last
    if missing:
        which = ngettext("Which is the %d party not named", "Which are the %d parties not named", missing)
        words[Unknown.PARTIES] = which % missing
    return [(unknown.value, words[unknown]) for unknown in unknowns(record)]


def provenance(record: Record) -> str:
    """On whose word the record stands, where it is not from public sources alone; "" where it is."""
    filing = record.registered
    if filing is None:
        # Of a record that is published in part, who registered it is not told.
        return {
            Provenance.BY_PARTY: _("Registered by one of its parties; not yet confirmed by the others."),
            Provenance.BY_CURATOR: _("Registered by a curator; not confirmed by its parties."),
        }.get(record.provenance, "")
    told = {"day": when(filing.on), "name": filing.name}
    if record.provenance == Provenance.CONFIRMED:
        name = filing.name or _("a curator")
        return _("Registered by %(name)s on %(day)s, and confirmed by a party since.") % {
            **told,
            "name": name,
        }
    if not filing.slug:
        return _("Registered by a curator on %(day)s; not confirmed by its parties.") % told
    return _("Registered by %(name)s on %(day)s; not yet confirmed by other parties.") % told


def ending_rests_on(record: Record) -> str:
    """`one source, an encyclopaedia`, where the ending rests on one publisher alone, and is not sure."""
    if not record.ending_is_weakly_supported:
        return ""
    kind, publisher = record.ending_publisher_kind, record.ending_sources[0].publisher
    return _("one source, %(publisher)s") % {"publisher": kind.label if kind else publisher}
