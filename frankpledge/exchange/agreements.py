"""Agreements as data: an allow-list of what may leave of those that all have signed."""

from collections.abc import Iterator, Mapping
from typing import Any

from frankpledge.dates import PartialDate
from frankpledge.register.models import Agreement, Collaboration, Notice
from frankpledge.register.queries.agreement_pages import OfRecord, Shown

COLUMNS = ("reference", "field", "value", "on")
LIST_COLUMNS = ("reference", "kind", "title", "state", "signed_on", "in_force_from", "expires_on", "ended_on")
Row = tuple[str, str, str, str]


def document(shown: Shown) -> dict[str, Any]:
    """What is public of one agreement. Dates keep their precision."""
    agreement = shown.agreement
    return {
        **_facts(agreement),
        "collaboration": agreement.collaboration.reference,
        "signed_by": [
            {"organisation": each.party.organisation.slug, "signed_on": str(each.signature.signed_on)}
            for each in shown.signings
            if each.signature is not None
        ],
        "notices": [_notice(each) for each in shown.notices if each.withdrawn_on is None],
        "reservations": [
            {"organisation": each.organisation.slug, "words": each.words, "since": str(each.since)}
            for each in shown.reservations
            if each.is_public and each.withdrawn_on is None
        ],
        "further": [each.reference for each in shown.further if each.is_signed],
    }


def rows(document: Mapping[str, Any]) -> Iterator[Row]:
    """The same document as one row for each fact."""
    reference = document["reference"]
    for name in ("collaboration", "kind", "title", "state", "provisions", "notice_months", "notice_by"):
        value = document[name]
        told = ";".join(value) if isinstance(value, list) else str("" if value is None else value)
        yield (reference, name, told, "")
    for name in ("signed_on", "in_force_from", "expires_on", "ended_on"):
        yield (reference, name, "", document[name] or "")
    for each in document["signed_by"]:
        yield (reference, "signed_by", each["organisation"], each["signed_on"])
    for each in document["notices"]:
        yield (reference, "notice", each["organisation"], each["served_on"])
    for each in document["reservations"]:
        yield (reference, "reservation", f"{each['organisation']}: {each['words']}", each["since"])


def listed(record: Collaboration, held: OfRecord) -> dict[str, Any]:
    """What is public of the agreements of a record."""
    return {
        "collaboration": record.reference,
        "agreements": [
            {**_facts(each), "signed_by": list(held.signed_by.get(each.pk, ()))} for each in held.signed
        ],
        "notices": [_notice(each) for each in held.notices],
        "texts_found": [{"url": each.url, "signed_on": _day(each.signed_on)} for each in held.texts],
    }


def list_rows(document: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """One row for each agreement."""
    for each in document["agreements"]:
        yield tuple(each[name] or "" for name in LIST_COLUMNS)


def _facts(agreement: Agreement) -> dict[str, Any]:
    return {
        "reference": agreement.reference,
        "kind": agreement.kind,
        "title": agreement.title,
        "state": agreement.state,
        "signed_on": _day(agreement.signed_on),
        "in_force_from": _day(agreement.in_force_from),
        "expires_on": _day(agreement.expires_on),
        "ended_on": str(agreement.ended_on) if agreement.ended_on else None,
        "provisions": list(agreement.provisions),
        "notice_months": agreement.notice_months,
        "notice_by": agreement.notice_by,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "organisation": notice.organisation.slug,
        "scope": notice.scope,
        "served_on": str(notice.served_on),
        "ends_on": str(notice.ends_on),
    }


def _day(day: PartialDate | None) -> str | None:
    return str(day) if day else None
