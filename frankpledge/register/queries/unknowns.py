"""What the register does not know about one record: a list, so that whoever knows can tell us."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from frankpledge.register.models import LegalBasis, Level, Part, PartiesCoverage, PurposeOrigin, Status
from frankpledge.register.queries.collaborations import Record


class Unknown(StrEnum):
    """One thing not known. The word is also what a reader who tells us is writing about."""

    STATUS = "status"
    STATUS_DATE = "status-date"
    START = "start"
    END = "end"
    NEXT_DATE = "next-date"
    LEGAL_BASIS = "legal-basis"
    AGREEMENT = "agreement"
    PARTIES = "parties"
    PARTIES_ASSUMED = "parties-assumed"
    JOINING_DATES = "joining-dates"
    LEAD = "lead"
    PURPOSE = "purpose"
    OBJECTIVES = "objectives"
    FIGURES = "figures"


# With what is withheld, nothing is said of whether it is known.
WITHHELD: Mapping[Part, tuple[Unknown, ...]] = {
    Part.STATUS: (Unknown.STATUS, Unknown.STATUS_DATE),
    Part.DATES: (Unknown.START, Unknown.END, Unknown.NEXT_DATE),
    Part.LEGAL_BASIS: (Unknown.LEGAL_BASIS,),
    Part.PURPOSE: (Unknown.PURPOSE, Unknown.OBJECTIVES),
    Part.PARTY: (Unknown.PARTIES, Unknown.LEAD),
    Part.CLAIM: (Unknown.FIGURES,),
    Part.AGREEMENT: (Unknown.AGREEMENT,),
}
BESIDES_THE_FACT = (Unknown.PURPOSE, Unknown.OBJECTIVES, Unknown.FIGURES, Unknown.AGREEMENT)


def unknowns(record: Record) -> tuple[Unknown, ...]:
    """What is not known, in the order in which a page asks."""
    every = (*_about_standing(record), *_about_parties(record), *_about_purpose_and_figures(record))
    withheld = _withheld(record)
    return tuple(each for each in every if each not in withheld)


def _withheld(record: Record) -> set[Unknown]:
    """What may well be known, but is not public."""
    only_its_fact = record.release is not None and record.release.level == Level.FACT
    parts = (WITHHELD.get(each.part, ()) for each in record.withheld)
    return {*(each for part in parts for each in part), *(BESIDES_THE_FACT if only_its_fact else ())}


def _about_standing(record: Record) -> Iterator[Unknown]:
    collaboration = record.collaboration
    is_over = collaboration.status in {Status.ENDED, Status.DROPPED}
    if collaboration.status == Status.NOT_KNOWN:
        yield Unknown.STATUS
    elif collaboration.status_as_of is None:
        yield Unknown.STATUS_DATE
    if collaboration.starts_on is None:
        yield Unknown.START
    if collaboration.ends_on is None:
        yield Unknown.END if is_over else Unknown.NEXT_DATE
    if collaboration.legal_basis == LegalBasis.NOT_STATED:
        yield Unknown.LEGAL_BASIS
    has_signed_copy = any(agreement.is_signed_copy for agreement in record.agreements)
    if not has_signed_copy and not record.has_agreements:
        yield Unknown.AGREEMENT


def _about_parties(record: Record) -> Iterator[Unknown]:
    collaboration, parties = record.collaboration, record.parties
    if record.parties_not_named or collaboration.parties_coverage in {
        PartiesCoverage.PARTIAL,
        PartiesCoverage.NOT_KNOWN,
    }:
        yield Unknown.PARTIES
    if parties.assumed:
        yield Unknown.PARTIES_ASSUMED
    if any(line.party.joined_on is None for line in parties.lines):
        yield Unknown.JOINING_DATES
    if not parties.leads:
        yield Unknown.LEAD


def _about_purpose_and_figures(record: Record) -> Iterator[Unknown]:
    if record.purpose is None or record.purpose.origin != PurposeOrigin.PARTIES:
        yield Unknown.PURPOSE
    if record.standing is None or not record.standing.version.objectives:
        yield Unknown.OBJECTIVES
    if not record.claims:
        yield Unknown.FIGURES
