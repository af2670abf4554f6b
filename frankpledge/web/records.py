"""What the page of one record needs beside the record: its parts in order, and phrases from several facts."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.models import ClaimKind, Collaboration, Supports
from frankpledge.register.queries import as_at
from frankpledge.register.queries.as_at import Then
from frankpledge.register.queries.belonging import OVER
from frankpledge.register.queries.citations import Cited
from frankpledge.register.queries.claims import ClaimLine, OtherClaim, side_by_side
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.corrections import PublicCorrection
from frankpledge.register.queries.parties import Counts
from frankpledge.register.queries.publications import WithheldPart
from frankpledge.register.queries.unknowns import Unknown
from frankpledge.web import asat, confirmation_words, glosses, navigation, purposes, record_phrases
from frankpledge.web.addresses import stems
from frankpledge.web.labels import labels
from frankpledge.web.phrases import when

DATES = ("status_as_of", "starts_on", "ends_on")
# A source that supports more than this many parties or events is said to support so many, unnamed.
MOST_NAMED = 6
# A longer list of members is folded: what it says as a whole stands above it.
MOST_UNFOLDED = 20
# A note that stands under so many entries is said once above them.
SHARED_BY = 4
# Kinds of claims are headed only where there are enough to look through.
HEADED_FROM = 6
SECTION_OF: Mapping[str, str] = {
    Unknown.STATUS: "standing",
    Unknown.STATUS_DATE: "standing",
    Unknown.START: "standing",
    Unknown.END: "standing",
    Unknown.NEXT_DATE: "standing",
    Unknown.LEGAL_BASIS: "standing",
    Unknown.AGREEMENT: "standing",
    Unknown.PARTIES: "who",
    Unknown.PARTIES_ASSUMED: "who",
    Unknown.JOINING_DATES: "who",
    Unknown.LEAD: "who",
    Unknown.PURPOSE: "why",
    Unknown.OBJECTIVES: "why",
    Unknown.FIGURES: "figures",
}


def context(record: Record, day: datetime.date | None) -> dict[str, Any]:
    """Everything that the page's templates read."""
    then = as_at.then(record, day) if day else None
    return {
        "record": record,
        "held": record.collaboration,
        "then": then,
        "labels": labels(),
        "purpose_words": purposes,
        "contents": _contents(record),
        "is_over": record.collaboration.status in OVER,
        "family": _family(record, then),
        "not_known": record_phrases.not_known(record),
        "ending_rests_on": record_phrases.ending_rests_on(record),
        "events": then.events if then else record.events,
        "why_not_published": _why_not_published(record, day),
        "agreements": [
            each for each in record.agreements if not day or as_at.may_have_come(each.signed_on, day)
        ],
        "supported": _supported(record),
        "provenance_told": record_phrases.provenance(record),
        **_about_what_is_withheld(record),
        "model_gloss": glosses.MODELS.get(record.collaboration.model, ""),
        **_about_parties(record, then),
        **_about_claims(record, then),
        **_about_disputes(record.disputes),
        **_about_what_is_said(record),
        **_addresses(record, day),
    }


def _why_not_published(record: Record, day: datetime.date | None) -> str:
    """On a past day, only if it had been said by then."""
    said_later = day is not None and record.registered is not None and record.registered.on > day
    return "" if said_later else record.why_not_published


def _contents(record: Record) -> Sequence[tuple[str, str]]:
    return (
        ("in-short", _("In short")),
        ("why", _("Why")),
        *([("said", _("What its parties say"))] if record.said.is_anything else ()),
        ("who", _("Who")),
        ("standing", _("Standing")),
        ("unknown", _("What we do not know")),
        ("figures", _("Cost and benefit")),
        ("timeline", _("Timeline")),
        ("sources", _("Sources")),
    )


def _about_parties(record: Record, then: Then | None) -> dict[str, Any]:
    parties = record.parties
    notes = Counter(line.party.note for line in parties.lines if line.party.note)
    most = notes.most_common(1)
    return {
        "parties": parties,
        "parties_in_short": record_phrases.parties_in_short(parties),
        "members_in_words": record_phrases.members(parties.present),
        "about_the_list": list(record_phrases.about_the_list(record)),
        "leads": parties.leads,
        "not_members": parties.not_members,
        "most_unfolded": MOST_UNFOLDED,
        "shared_note": most[0][0] if most and most[0][1] >= SHARED_BY else "",
        "ends": _ends(record),
        **(_about_parties_then(record, then) if then else {}),
    }


def _ends(record: Record) -> str:
    held = record.collaboration
    return when(held.ends_on) if held.ends_on or held.status in OVER else _("no end on record")


def _family(record: Record, then: Then | None) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What it is part of and what it includes: (heading, [(address, title, how it stands or stood)])."""

    def relative(other: Collaboration) -> tuple[str, str, str]:
        address = reverse("collaboration", args=[other.address])
        if then:
            return address, other.title, record_phrases.stood(then.family[other.reference])
        return address, other.title, record_phrases.stands(other)

    of_which = [(_("Part of"), [record.parent] if record.parent else []), (_("Includes"), [*record.children])]
    return [(title, [relative(other) for other in held]) for title, held in of_which if held]


def _about_parties_then(record: Record, then: Then) -> dict[str, Any]:
    day = {"day": when(then.day)}
    members = then.members[Answer.YES]
    known = {area.slug for area in members}
    perhaps = [area for area in then.members[Answer.NOT_KNOWN] if area.slug not in known]
    return {
        "parties_in_short": record_phrases.parties_then_in_short(Counts.of(members), Counts.of(perhaps)),
        "was_in_being": record_phrases.was_in_being(then),
        "reasons": record_phrases.reasons(record.collaboration, then),
        "then_titles": (
            (Answer.YES, _("Members on %(day)s") % day),
            (Answer.NOT_KNOWN, _("Not known whether they were members on %(day)s") % day),
            (Answer.NO, _("Not members on %(day)s") % day),
        ),
        "leads": [line for area in members for line in area.lines if line.leads],
        "not_members": then.not_members[Answer.YES] + then.not_members[Answer.NOT_KNOWN],
    }


def _about_claims(record: Record, then: Then | None) -> dict[str, Any]:
    lines = then.claims if then else record.claims
    return {
        "claim_groups": _by_kind(side_by_side(lines)),
        "joined": {line.claim.key: list(_joined(line, record, then)) for line in lines if line.joined_to},
    }


def _joined(
    line: ClaimLine, record: Record, then: Then | None
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What a claim must be read with: (how it is joined, [(address, sentence)])."""
    for how, others in (
        (_("Does not agree with:"), line.contradicts),
        (_("Replaces:"), line.replaced),
        (_("Replaced by:"), line.superseded_by),
    ):
        said = [other for other in others if not then or as_at.may_have_come(other.said_on, then.day)]
        if said:
            yield how, [(_address(other, record), other.sentence) for other in said]


def _address(other: OtherClaim, record: Record) -> str:
    if not other.reference:
        return reverse("said")
    is_here = other.reference == record.collaboration.reference
    return f"{'' if is_here else reverse('collaboration', args=[other.reference])}#claim-{other.key}"


def _by_kind(
    groups: Sequence[tuple[ClaimLine, ...]],
) -> list[tuple[str, Sequence[tuple[ClaimLine, ...]]]]:
    """The groups under the kind of their first claim, in the order of the code list."""
    if len(groups) < HEADED_FROM:
        return [("", groups)] if groups else []
    order = list(ClaimKind)

    def place(group: tuple[ClaimLine, ...]) -> int:
        return order.index(ClaimKind(group[0].claim.kind))

    ordered = sorted(groups, key=place)
    return [(str(order[kind].label), list(held)) for kind, held in groupby(ordered, place)]


def _about_what_is_withheld(record: Record) -> dict[str, Any]:
    """Each part with its ground, once; who may see its value sees that too."""
    said = (
        (str(each.part.label), each.ground_words or str(each.ground.label), withheld_value(each))
        for each in record.withheld
    )
    return {
        "withheld": list(dict.fromkeys(said)),
        "withheld_parts": {each.part.value for each in record.withheld},
    }


def withheld_value(each: WithheldPart) -> str:
    """What a withheld fact is, in words; "" for who may not see it, and for what is no fact of the record."""
    lists = {
        "legal_basis": "legal_basis",
        "model": "model",
        "status": "status",
        "ending_kind": "ending",
        "start_kind": "start",
    }
    words = []
    for name, value in each.value.items():
        if not value or name == "parent_id":
            continue
        if name in lists:
            words.append(str(labels()[lists[name]][value]))
        else:
            words.append(when(PartialDate.parse(value)) if name in DATES else str(value))
    return ", ".join(words)


def _about_disputes(disputes: Iterable[PublicCorrection]) -> dict[str, Any]:
    """Each dispute beside its claim, in the part of the page that its field belongs to, or at the top."""
    by_claim: dict[str, list[PublicCorrection]] = defaultdict(list)
    by_section: dict[str, list[PublicCorrection]] = {section: [] for section in ("", *SECTION_OF.values())}
    for dispute in disputes:
        if dispute.claim_key:
            by_claim[dispute.claim_key].append(dispute)
        else:
            by_section[SECTION_OF.get(dispute.field, "")].append(dispute)
    return {"disputes": by_section, "claim_disputes": by_claim}


def _about_what_is_said(record: Record) -> dict[str, Any]:
    """Who confirms it, and both views of what is disputed."""
    if not record.said.is_anything:
        return {"said_bodies": [], "views": [], "said_in_short": ""}
    facts = confirmation_words.facts(record)
    return {
        "said_in_short": confirmation_words.in_short(record.said),
        "said_bodies": [
            (each, confirmation_words.body_says(each), each.words[-1].on) for each in record.said.bodies
        ],
        "views": [
            (confirmation_words.name(word.fact), facts[word.fact] if word.fact else [], word)
            for word in record.said.disputes
        ],
        "said_words": confirmation_words,
    }


def _addresses(record: Record, day: datetime.date | None) -> dict[str, str]:
    return {
        **stems(day),
        "path": reverse("collaboration", args=[record.collaboration.address]),
        "published_address": reverse(
            "costs-and-benefits",
            args=[record.collaboration.address],
            query={asat.PARAMETER: day} if day else None,
            fragment="published",
        ),
        "tell_us_address": navigation.tell_us(record.collaboration.reference),
        "tell_us_about": navigation.tell_us("-").removesuffix("-"),
    }


def _supported(record: Record) -> dict[int, list[str]]:
    """What each source supports, in words: `parties: Cheshire, Merseyside`."""
    parties = {line.party.pk: line.party.organisation.short_name for line in record.parties.lines}
    dates = {line.event.pk: when(line.event.on) for line in record.events}

    def of(source: Cited) -> Iterator[str]:
        for supports in (Supports.RECORD, Supports.FURTHER):
            if supports in source.facts:
                yield str(supports.label)
        if names := [parties[fact] for fact in source.facts.get(Supports.PARTY, ())]:
            yield _listed(
                names,
                ngettext("party", "parties", len(names)),
                ngettext("%d party", "%d parties", len(names)),
            )
        if events := [dates[fact] for fact in source.facts.get(Supports.EVENT, ())]:
            yield _listed(
                events,
                ngettext("event", "events", len(events)),
                ngettext("%d event", "%d events", len(events)),
            )
        if claims := len(source.facts.get(Supports.CLAIM, ())):
            yield ngettext("%d figure or view", "%d figures or views", claims) % claims

    return {source.number: list(of(source)) for source in record.citations.sources}


def _listed(names: Sequence[str], what: str, counted: str) -> str:
    return f"{what}: {', '.join(names)}" if len(names) <= MOST_NAMED else counted % len(names)
