"""One record as data: an allow-list of what may leave, as a document and as rows of single facts.

Amounts of money stand only inside a claim, beside its sentence.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from frankpledge.dates import PartialDate
from frankpledge.exchange import purposes
from frankpledge.people.models import Capacity
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.as_at import Then
from frankpledge.register.queries.citations import Cited
from frankpledge.register.queries.claims import ClaimLine
from frankpledge.register.queries.collaborations import AgreementText, EventLine, Record
from frankpledge.register.queries.confirmations import Word
from frankpledge.register.queries.corrections import PublicCorrection
from frankpledge.register.queries.parties import PartyLine
from frankpledge.register.queries.publications import PublicationLine
from frankpledge.register.queries.unknowns import unknowns

COLUMNS = ("section", "field", "value", "who", "as_of", "sources")
SINGLE_FACTS = (
    "reference", "title", "title_cy", "names", "functions", "purpose", "model", "legal_basis",
    "legal_basis_note", "starts_on", "start_kind", "ends_on", "ending_kind", "part_of", "includes",
    "parties_coverage", "parties_expected", "inspection_role", "provenance",
    "registered_by", "registered_on", "notes",
)  # fmt: skip

Row = tuple[str, str, str, str, str, str]


def document(record: Record, then: Then | None = None) -> dict[str, Any]:
    """Everything public about a record; with `then`, as at that past day. Dates keep their precision."""
    day = then.day if then else None
    return {
        **_itself(record),
        **_standing(record.collaboration),
        "as_at": _as_at(then) if then else None,
        "part_of": _relative(record.parent, day) if record.parent else None,
        "includes": [_relative(child, day) for child in record.children],
        "parties": [_party(line, day) for line in record.parties.lines],
        "parties_now": _counts(record),
        "events": [_event(line) for line in (then.events if then else record.events)],
        "claims": [claim_document(line) for line in (then.claims if then else record.claims)],
        "agreements": [_agreement(each) for each in record.agreements],
        "not_known": [str(each) for each in unknowns(record)],
        "withheld": _withheld(record),
        "published": [_published(line) for line in record.publications],
        "disputes": [_dispute(each) for each in record.disputes],
        "confirmed": _confirmed(record),
        "merged": [{"reference": given_up, "on": str(day)} for given_up, day in record.merged],
        "sources": [_source(source) for source in record.citations.sources],
    }


def rows(document: Mapping[str, Any]) -> Iterator[Row]:
    """The same document as one row for each fact: what it is, who said so, as of when, on what sources."""
    yield from _record_rows(document)
    for party in document["parties"]:
        yield from _party_rows(party)
    for event in document["events"]:
        yield ("event", event["kind"], event["what"], "", event["on"], _listed(event["sources"]))
    for claim in document["claims"]:
        who, on = f"{claim['said_by']} ({claim['said_as']})", claim["said_on"] or ""
        yield ("claim", claim["key"], claim["sentence"], who, on, _listed(claim["sources"]))
    for text in document["agreements"]:
        yield ("agreement", text["kind"], text["note"], "", text["signed_on"] or "", text["url"])
    yield from _said_rows(document)
    for held in document["withheld"]:
        yield ("withheld", held["part"], held["ground"], "", "", "")
    for line in document["published"]:
        yield ("published", line["form"], line["url"] or "", line["organisation"], line["decided_on"], "")
    for field in document["not_known"]:
        yield ("not known", field, "", "", "", "")


def _said_rows(document: Mapping[str, Any]) -> Iterator[Row]:
    for dispute in document["disputes"]:
        about = dispute["claim"] or dispute["field"] or "record"
        yield ("dispute", about, dispute["words"], dispute["body"], dispute["displayed_on"], "")
    for said in document["confirmed"]["said"]:
        words = said["should_be"] or said["answer"]
        yield ("confirmation", said["about"], words, said["organisation"], said["on"], "")


def _itself(record: Record) -> dict[str, Any]:
    held, purpose = record.collaboration, record.purpose
    return {
        "reference": held.reference,
        "address": held.address,
        "title": held.title,
        "title_cy": held.title_cy,
        "names": list(record.names),
        "functions": [function.slug for function in record.functions],
        "purpose": purpose.statement if purpose else None,
        "purpose_origin": str(purpose.origin) if purpose else None,
        "purpose_version": purposes.counted(record.standing) if record.standing else None,
        "model": held.model,
        "legal_basis": held.legal_basis,
        "legal_basis_note": held.legal_basis_note,
        "inspection_role": held.inspection_role or None,
        "parties_coverage": held.parties_coverage,
        "parties_expected": held.parties_expected,
        "provenance": str(record.provenance),
        "registered_by": (record.registered.slug or None) if record.registered else None,
        "registered_on": str(record.registered.on) if record.registered else None,
        "notes": held.notes,
    }


def _standing(held: Collaboration) -> dict[str, Any]:
    return {
        "status": held.status,
        "status_as_of": _date(held.status_as_of),
        "starts_on": _date(held.starts_on),
        "start_kind": held.start_kind,
        "ends_on": _date(held.ends_on),
        "ending_kind": held.ending_kind or None,
        "confidence": {
            "existence": held.existence_confidence,
            "parties": held.parties_confidence,
            "dates": held.dates_confidence,
            "status": held.status_confidence,
        },
    }


def _as_at(then: Then) -> dict[str, Any]:
    return {
        "day": str(then.day),
        "in_being": str(then.in_being.answer),
        "reasons": [str(reason) for reason in then.in_being.reasons],
        "events_left_out_as_later": then.later_events,
        "claims_left_out_as_later": then.later_claims,
        "claims_undated": then.undated_claims,
    }


def _relative(other: Collaboration, day: datetime.date | None) -> dict[str, Any]:
    about = {"reference": other.reference, "title": other.title, "status": other.status}
    return {**about, "in_being": str(other.in_being_on(day))} if day else about


def _party(line: PartyLine, day: datetime.date | None) -> dict[str, Any]:
    party = line.party
    about = {
        "organisation": party.organisation.slug,
        "name": party.organisation.name,
        "capacity": str(Capacity(party.organisation.capacity)),
        "role": party.role,
        "joined_on": _date(party.joined_on),
        "left_on": _date(party.left_on),
        "basis": party.basis,
        "note": party.note,
        "policing_bodies": [
            {
                "organisation": body.slug,
                "name": body.name,
                "from": _date(body.starts_on),
                "to": _date(body.ends_on),
            }
            for body in line.overseers
        ],
        "sources": _urls(line.sources),
    }
    return {**about, "belonged": str(party.belonged_on(day))} if day else about


def _counts(record: Record) -> dict[str, int]:
    present = record.parties.present
    return {
        "areas": present.areas,
        "other_bodies": present.others,
        "legal_persons": present.legal_persons,
        "left": len(record.parties.left),
        "entries_assumed": record.parties.assumed,
    }


def _event(line: EventLine) -> dict[str, Any]:
    event = line.event
    return {"on": str(event.on), "kind": event.kind, "what": event.what, "sources": _urls(line.sources)}


def claim_document(line: ClaimLine) -> dict[str, Any]:
    """One claim with its sentence, whom it covers and what it must be read with."""
    claim = line.claim
    return {
        "key": claim.key,
        "sentence": claim.sentence,
        "kind": claim.kind,
        "amount": _number(claim.amount),
        "amount_upper": _number(claim.amount_upper),
        "qualifier": claim.qualifier or None,
        "unit": claim.unit,
        "period_starts_on": _date(claim.period_starts_on),
        "period_ends_on": _date(claim.period_ends_on),
        "period_kind": claim.period_kind,
        "covers": claim.covers,
        "covers_organisations": [body.slug for body in line.covers],
        "state": claim.state,
        "said_by": claim.said_by,
        "said_as": claim.said_as,
        "said_on": _date(claim.said_on),
        "assurance": claim.assurance,
        "contradicts": [other.key for other in line.contradicts],
        "supersedes": next((other.key for other in line.replaced), None),
        "note": claim.note,
        "sources": _urls(line.sources),
    }


def _agreement(text: AgreementText) -> dict[str, Any]:
    return {
        "kind": str(text.kind),
        "signed_on": _date(text.signed_on),
        "url": text.url,
        "note": text.note,
        "is_signed_copy": text.is_signed_copy,
    }


def _dispute(dispute: PublicCorrection) -> dict[str, Any]:
    return {
        "reference": dispute.reference,
        "claim": dispute.claim_key,
        "field": dispute.field,
        "being_checked": dispute.is_being_checked,
        "body": dispute.display_body,
        "words": dispute.display_words,
        "displayed_on": str(dispute.displayed_on),
        "answer": dispute.answer,
    }


def _withheld(record: Record) -> list[dict[str, str]]:
    """What is not public, and on what ground: never what it is, not even for who may see it."""
    whole = record.release
    rows = [("record", str(whole.level), whole.ground, whole.ground_words)] if whole else []
    rows += [(str(each.part), "withheld", each.ground, each.ground_words) for each in record.withheld]
    return [
        {"part": part, "how": how, "ground": ground.value, "ground_words": words}
        for part, how, ground, words in dict.fromkeys(rows)
    ]


def _published(line: PublicationLine) -> dict[str, Any]:
    return {
        "organisation": line.organisation.slug,
        "form": line.form.value,
        "url": line.url or None,
        "ground": line.ground.value if line.ground else None,
        "ground_words": line.ground_words,
        "decided_on": str(line.decided_on),
    }


def _confirmed(record: Record) -> dict[str, Any]:
    """Who confirms it: counts of legal persons and areas, and each body's answer that counts."""
    said = record.said
    return {
        "legal_persons": said.confirmed_persons,
        "of_legal_persons": said.persons or None,
        "areas": said.confirmed_areas,
        "of_areas": said.areas or None,
        "last_on": str(said.last_on) if said.last_on else None,
        "said": [_word(word) for each in said.bodies for word in each.words],
    }


def _word(word: Word) -> dict[str, Any]:
    return {
        "organisation": word.organisation.slug,
        "about": word.fact.value if word.fact else "record",
        "answer": str(word.verdict),
        "should_be": word.view or None,
        "on": str(word.on),
        "office": word.office,
        "given": str(word.given),
        "changed_since": [fact.value for fact in word.changed],
    }


def _source(source: Cited) -> dict[str, Any]:
    return {
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "of_the_record": source.supports_the_record,
    }


def _record_rows(document: Mapping[str, Any]) -> Iterator[Row]:
    sources = _listed(source["url"] for source in document["sources"] if source["of_the_record"])
    if past := document["as_at"]:
        yield ("as at", "in_being", past["in_being"], "", past["day"], sources)
    yield ("record", "status", document["status"], "", document["status_as_of"] or "", sources)
    for field in SINGLE_FACTS:
        if value := _listed(document[field]):
            yield ("record", field, value, "", "", sources)
    for field, held in document["confidence"].items():
        yield ("confidence", field, held, "", "", "")
    if version := document["purpose_version"]:
        yield from purposes.facts(version)


def _party_rows(party: Mapping[str, Any]) -> Iterator[Row]:
    sources = _listed(party["sources"])
    for field in ("role", "joined_on", "left_on", "basis", "belonged", "note"):
        if value := party.get(field):
            yield ("party", field, value, party["organisation"], "", sources)
    for body in party["policing_bodies"]:
        yield ("party", "policing_body", body["organisation"], party["organisation"], body["from"] or "", "")


def _urls(sources: Sequence[Cited]) -> list[str]:
    return [source.url for source in sources]


def _date(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _listed(value: Any) -> str:
    """A value as one cell: several joined by `; `, a relative by its reference, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(value["reference"])
    if isinstance(value, str | int):
        return str(value)
    return "; ".join(_listed(each) for each in value)
