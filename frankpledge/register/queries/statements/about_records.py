"""Sentences about records: how many were found, how they stood, and what is on record of them."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.register.models import Status
from frankpledge.register.queries.coverage import EVERYWHERE, HAS_STATUS, Field, is_known
from frankpledge.register.queries.statements.tally import Tally
from frankpledge.register.queries.statements.wording import Statement, in_words, number


def about_records(tally: Tally) -> Iterator[Statement]:
    """In the order of a page."""
    yield _found(tally)
    yield _status(tally)
    yield _dates(tally)
    yield _parties(tally)
    yield _every_force(tally)
    yield _legal_basis(tally)
    yield _agreements(tally)
    yield _confirmed(tally)


def _found(tally: Tally) -> Statement:
    counts = {"found": tally.records, "everything": tally.everything, "parts": tally.parts_of_another}
    if tally.day is None:
        sentence = ngettext(
            "The Frankpledge register holds %(found)s police collaboration in England and Wales, found in"
            " public sources; how many there are is not known.",
            "The Frankpledge register holds %(found)s police collaborations in England and Wales, found in"
            " public sources; how many there are is not known.",
            tally.records,
        )
    else:
        sentence = _(
            "Of the %(everything)s police collaborations on the Frankpledge register, %(found)s were, or may"
            " have been, in being on %(day)s."
        )
    how_counted = _(
        "Each record counts once. Of them %(parts)s are part of another: an umbrella and each of its parts"
        " are separate records."
    )
    words = in_words(tally, counts)
    return Statement(
        slug="found",
        sentence=sentence % words,
        how_counted=how_counted % words,
        does_not_mean=_("It is not the number of collaborations that exist, and not a complete list."),
        counts=counts,
        records=Q(),
    )


def _status(tally: Tally) -> Statement:
    described = [
        _("%(count)s as %(status)s") % {"count": number(count), "status": status.label}
        for status, count in tally.by_status.items()
        if count and status is not Status.NOT_KNOWN
    ]
    counts = {status.value: count for status, count in tally.by_status.items()}
    words = {**in_words(tally, counts), "described": _listed(described) or number(0)}
    dated = number(tally.known[Field.STATUS])
    return Statement(
        slug="status",
        sentence=_("Of %(whole)s, the last report describes %(described)s; for %(not_known)s there is none.")
        % words,
        how_counted=_("When that was reported is known for %(dated)s; the other reports are undated.")
        % {"dated": dated},
        does_not_mean=_("One described as running years ago may have ended without our finding it."),
        counts=counts,
        records=HAS_STATUS,
    )


def _dates(tally: Tally) -> Statement:
    counts = {"start": tally.known[Field.START], "end": tally.known[Field.END]}
    return Statement(
        slug="dates",
        sentence=_("Of %(whole)s, a start date is on record for %(start)s and an end date for %(end)s.")
        % in_words(tally, counts),
        how_counted=_("A year alone counts as a date. An end date may be past or agreed for later."),
        does_not_mean=_("A collaboration without an end date here may have one that we have not found."),
        counts=counts,
        records=Q(starts_on__isnull=False) | Q(ends_on__isnull=False),
    )


def _parties(tally: Tally) -> Statement:
    counts = {"complete": tally.known[Field.PARTIES], "assumed": tally.membership_assumed}
    sentence = _(
        "Of %(whole)s, a source lists all the parties of %(complete)s; who signed is assumed for %(assumed)s."
    )
    return Statement(
        slug="parties",
        sentence=sentence % in_words(tally, counts),
        how_counted=_(
            "A list is complete when its source gives it as the whole list. Who signed is assumed where a"
            " source says “all forces” and names none."
        ),
        does_not_mean=_("A list was complete at the time of its source; parties may have joined or left."),
        counts=counts,
        records=Q(is_known()[Field.PARTIES]),
    )


def _every_force(tally: Tally) -> Statement:
    counts = {"every_force": tally.everywhere, "assumed": tally.everywhere_assumed}
    sentence = _(
        "Of %(whole)s, %(every_force)s take in every police force in England and Wales; for %(assumed)s of"
        " these that is assumed, because no source lists who signed."
    )
    return Statement(
        slug="every-force",
        sentence=sentence % in_words(tally, counts),
        how_counted=_("A record counts when every present force is among its members, stated or assumed."),
        does_not_mean=_("A force that is assumed to be in one may have stayed out or left."),
        counts=counts,
        records=EVERYWHERE,
    )


def _legal_basis(tally: Tally) -> Statement:
    counts = {"stated": tally.known[Field.LEGAL_BASIS], "section_22a": tally.section_22a}
    sentence = _(
        "Of %(whole)s, sources state the legal basis of %(stated)s; for %(section_22a)s it is section 22A of"
        " the Police Act 1996."
    )
    return Statement(
        slug="legal-basis",
        sentence=sentence % in_words(tally, counts),
        how_counted=_("Only what a source says counts. Section 22A is never assumed."),
        does_not_mean=_("A collaboration whose legal basis we have not found is not without one."),
        counts=counts,
        records=Q(is_known()[Field.LEGAL_BASIS]),
    )


def _agreements(tally: Tally) -> Statement:
    counts = {"texts": tally.known[Field.AGREEMENT], "signed_copies": tally.signed_copies}
    sentence = _(
        "Of %(whole)s, the text of an agreement has been found for %(texts)s, and a confirmed signed copy for"
        " %(signed_copies)s."
    )
    return Statement(
        slug="agreements",
        sentence=sentence % in_words(tally, counts),
        how_counted=_("A text counts when it can be read in public, whatever its state."),
        does_not_mean=_("An agreement that we have not found may have been published all the same."),
        counts=counts,
        records=Q(is_known()[Field.AGREEMENT]),
    )


def _confirmed(tally: Tally) -> Statement:
    counts = {"confirmed": tally.known[Field.CONFIRMED]}
    return Statement(
        slug="confirmed",
        sentence=_("Of %(whole)s, %(confirmed)s have been confirmed by a party.") % in_words(tally, counts),
        how_counted=_("A record is confirmed when one of its parties has told us that it is right."),
        does_not_mean=_("A record that is not confirmed is not thereby disputed."),
        counts=counts,
        records=Q(is_known()[Field.CONFIRMED]),
    )


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}
