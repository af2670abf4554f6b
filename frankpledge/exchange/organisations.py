"""Organisations as data: an allow-list of what may leave, as documents and as rows.

Amounts of money stand only inside a claim, beside its sentence.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from frankpledge.dates import PartialDate
from frankpledge.people.models import Figure, Organisation, Source
from frankpledge.people.queries.directory import Directory, Listed
from frankpledge.people.queries.organisations import Profile
from frankpledge.people.queries.relations import Tie
from frankpledge.register.queries.attestations import Stated
from frankpledge.register.queries.claims_about import Said, Sayings
from frankpledge.register.queries.entries import Stake
from frankpledge.register.queries.memberships import Entry, Membership, Memberships

DIRECTORY_COLUMNS = (
    "slug", "name", "short_name", "name_cy", "kind", "capacity", "region", "organised_crime_region",
    "valid_from", "valid_to", "overseen_by",
)  # fmt: skip
COLUMNS = (
    "organisation", "reference", "title", "functions", "model", "every_force", "place", "party", "role",
    "joined_on", "left_on", "basis", "belonged_because", "status", "status_as_of", "starts_on", "ends_on",
    "with",
)  # fmt: skip


def directory(directory: Directory, day: datetime.date | None, name: str) -> dict[str, Any]:
    """The list of organisations, in the order of its page."""
    return {
        "as_at": _date(day),
        "name": name or None,
        "not_yet_in_being": directory.not_yet,
        "organisations": [_listed(each) for each in directory],
    }


def directory_rows(directory: Directory) -> Iterator[tuple[Any, ...]]:
    """The same list, one row for each organisation."""
    for each in directory:
        row = _listed(each)
        yield tuple(
            "; ".join(row[name]) if name == "overseen_by" else row[name] for name in DIRECTORY_COLUMNS
        )


def document(
    profile: Profile,
    stake: Stake,
    memberships: Memberships,
    sayings: Sayings,
    stated: Stated | None = None,
) -> dict[str, Any]:
    """Everything public about one organisation; on a past day, as at that day."""
    beyond = memberships.tallies.where(everywhere=False).as_member
    return {
        **_itself(profile.organisation),
        "as_at": _date(stake.day) if stake.is_past else None,
        "website": profile.organisation.website or None,
        "other_names": [
            {"text": each.text, "kind": each.kind, "group": each.group.name if each.group else None}
            for each in profile.aliases
        ],
        **_relations(profile),
        "counts": {
            "stated": beyond.where(is_assumed=False).count,
            "assumed": beyond.where(is_assumed=True).count,
            "every_force": memberships.tallies.where(everywhere=True).as_member.count,
            "with_a_figure": beyond.with_figures,
            "in_other_roles": {
                str(role): count for role, count in memberships.tallies.in_other_roles.items()
            },
        },
        "stated": _stated(stated) if stated else None,
        "most_often_with": [
            {"organisation": each.slug, "collaborations": each.shared_count}
            for each in memberships.companions
        ],
        "collaborations": [_membership(each) for each in memberships.listed],
        "claims": [_said(each) for each in sayings.listed],
        "figures": [_figure(profile, each) for each in profile.figures],
        "sources": [
            {"url": source.url, "title": source.title, "supports": [str(word) for word in supports]}
            for source, supports in profile.sources.items()
        ],
    }


def rows(document: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The collaborations of such a document, one row for each entry that counts for the organisation."""
    for held in document["collaborations"]:
        for entry in held["entries"]:
            values = {**held, **entry, "organisation": document["slug"]}
            yield tuple(
                "; ".join(values[name]) if isinstance(values[name], list) else values[name]
                for name in COLUMNS
            )


def _stated(stated: Stated) -> dict[str, Any]:
    """What the body itself stated of its list; the count is of what the reader may see."""
    return {
        "says": str(stated.says),
        "year": stated.year,
        "words": stated.words or None,
        "office": stated.office,
        "on": str(stated.on),
        "collaborations": stated.count,
    }


def _itself(body: Organisation) -> dict[str, Any]:
    return {
        "slug": body.slug,
        "name": body.name,
        "short_name": body.short_name,
        "name_cy": body.name_cy or None,
        "kind": body.kind,
        "capacity": body.capacity,
        "region": body.region or None,
        "organised_crime_region": body.organised_crime_region or None,
        "valid_from": _date(body.valid_from),
        "valid_to": _date(body.valid_to),
    }


def _listed(listed: Listed) -> dict[str, Any]:
    overseers = [tie.other.slug for tie in listed.overseen_by]
    return {**_itself(listed.organisation), "overseen_by": overseers}


def _relations(profile: Profile) -> dict[str, Any]:
    held = profile.relations
    lists = {
        "overseen_by": held.overseen_by,
        "oversees": held.oversees,
        "predecessors": held.predecessors,
        "successors": held.successors,
        "part_of": held.part_of,
        "parts": held.parts,
    }
    return {name: [_tie(profile, tie) for tie in ties] for name, ties in lists.items()}


def _tie(profile: Profile, tie: Tie) -> dict[str, Any]:
    return {
        "organisation": tie.other.slug,
        "name": tie.other.name,
        "starts_on": _date(tie.starts_on),
        "ends_on": _date(tie.ends_on),
        "basis": str(tie.basis),
        "sources": _urls(profile.sources_of(tie)),
    }


def _membership(membership: Membership) -> dict[str, Any]:
    held = membership.collaboration
    return {
        "reference": held.reference,
        "title": held.title,
        "functions": [function.slug for function in membership.functions],
        "model": held.model,
        "every_force": membership.everywhere,
        "place": str(membership.place),
        "status": held.status,
        "status_as_of": _date(held.status_as_of),
        "starts_on": _date(held.starts_on),
        "ends_on": _date(held.ends_on),
        "with": [partner.slug for partner in membership.partners],
        "entries": [_entry(entry) for entry in membership.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    party = entry.party
    return {
        "party": party.organisation.slug,
        "role": party.role,
        "joined_on": _date(party.joined_on),
        "left_on": _date(party.left_on),
        "basis": party.basis,
        "belonged_because": [str(reason) for reason in entry.reasons],
    }


def _said(said: Said) -> dict[str, Any]:
    claim = said.claim
    return {
        "key": claim.key,
        "collaboration": claim.collaboration.reference if claim.collaboration else None,
        "sentence": claim.sentence,
        "kind": claim.kind,
        "amount": claim.amount,
        "amount_upper": claim.amount_upper,
        "qualifier": claim.qualifier or None,
        "unit": claim.unit,
        "period_starts_on": _date(claim.period_starts_on),
        "period_ends_on": _date(claim.period_ends_on),
        "period_kind": claim.period_kind,
        "covers": claim.covers,
        "state": claim.state,
        "said_by": claim.said_by,
        "said_as": claim.said_as,
        "said_on": _date(claim.said_on),
        "assurance": claim.assurance,
        "is_contradicted": said.is_contradicted,
        "is_replaced": said.is_replaced,
        "sources": _urls(said.sources),
    }


def _figure(profile: Profile, figure: Figure) -> dict[str, Any]:
    return {
        "measure": figure.measure,
        "value": figure.value,
        "unit": figure.unit,
        "on": _date(figure.on),
        "period_ends_on": _date(figure.period_ends_on),
        "basis": figure.basis,
        "confidence": figure.confidence,
        "sources": _urls(profile.sources_of(figure)),
    }


def _urls(sources: Iterable[Source]) -> list[str]:
    return [source.url for source in sources]


def _date(date: PartialDate | datetime.date | None) -> str | None:
    return str(date) if date else None
