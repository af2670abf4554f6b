"""What happened to what somebody follows, between two numbers of the audit: public facts, and new results.

An entry says which record was changed and which fields of it. What was changed stands on the record's own
page, where everybody may read it, so only the names of fields leave here.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.people.models import Organisation
from frankpledge.register.models import (
    Claim,
    Collaboration,
    CollaborationAddress,
    Correction,
    Follow,
    Part,
    Party,
    Withholding,
)
from frankpledge.register.queries.publications import WORDS
from frankpledge.register.search import asking

CLAIMS, DISPUTES = "claims", "disputes"
# Of one search in one digest.
MOST_NEW = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One record or body that was changed, the last day of it, and which fields. `is_new`: it was added."""

    title: str
    key: str
    on: datetime.date
    fields: tuple[str, ...]
    is_new: bool = False
    is_collaboration: bool = True


@dataclass(frozen=True, slots=True)
class NewResults:
    """A search that finds what it did not find when it was last looked at."""

    follow: Follow
    found: tuple[int, ...]
    new: tuple[Collaboration, ...]
    new_count: int


def happenings(follows: Sequence[Follow], *, after: int, until: int) -> tuple[Happening, ...]:
    """What was changed of what is followed, each thing once, by the entries after one and up to another.

    At most eight statements. What is followed since later than an entry is not told of it.
    """
    watched = _Watched.of([follow for follow in follows if not follow.search])
    # Why a dispute is displayed is not public; that it is, is.
    may_be_told = Q(is_public=True) | Q(subject_kind="correction")
    entries = Entry.objects.filter(watched.condition(), may_be_told, pk__gt=after, pk__lte=until)
    gathered: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in entries.order_by("pk").only("at", "action", "subject_kind", "subject_key", "detail"):
        for thing in watched.things(entry):
            if watched.since[thing] <= entry.at:
                gathered[thing].append(entry)
    return tuple(watched.happening(thing, held) for thing, held in gathered.items())


def new_results(follows: Iterable[Follow]) -> tuple[NewResults, ...]:
    """The searches among them that find something new. Three statements for each search."""
    results = []
    for follow in follows:
        if not follow.search:
            continue
        found = asking.found_by(follow.search)
        new = [number for number in found if number not in set(follow.found)]
        if new:
            rows = Collaboration.objects.in_bulk(new[:MOST_NEW])
            named = tuple(rows[number] for number in new[:MOST_NEW])
            results.append(NewResults(follow, tuple(found), named, len(new)))
    return tuple(results)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    """Every name by which an entry may be about something followed. A thing is ("C" or "O", its id)."""

    since: Mapping[tuple[str, int], datetime.datetime]
    titles: Mapping[tuple[str, int], tuple[str, str]]
    by_name: Mapping[tuple[str, str], tuple[str, int]]
    # Fields of which not even that they were changed is told.
    withheld: Mapping[tuple[str, int], set[str]]

    @classmethod
    def of(cls, follows: Sequence[Follow]) -> "_Watched":
        since: dict[tuple[str, int], datetime.datetime] = {}
        for follow in follows:
            if follow.collaboration_id is not None:
                since["C", follow.collaboration_id] = follow.began_at
            if follow.organisation_id is not None:
                since["O", follow.organisation_id] = follow.began_at
        bodies = {number for kind, number in since if kind == "O"}
        members = Party.objects.filter(organisation__in=bodies).order_by()
        for collaboration, body in members.values_list("collaboration", "organisation"):
            began = since["O", body]
            since["C", collaboration] = min(since.get(("C", collaboration), began), began)
        return cls(
            since=since, titles=_titles(since), by_name=_names(since, bodies), withheld=_withheld(since)
        )

    def condition(self) -> Q:
        """The entries that may be about any of it."""
        keys: dict[str, list[str]] = defaultdict(list)
        for kind, key in self.by_name:
            keys[kind].append(key)
        wanted = Q(pk__in=[])
        for kind, held in keys.items():
            wanted |= Q(subject_kind=kind, subject_key__in=held)
        return wanted

    def things(self, entry: Entry) -> list[tuple[str, int]]:
        """What an entry is about. Of a message only whether it is displayed is told."""
        thing = self.by_name.get((entry.subject_kind, entry.subject_key))
        is_told = entry.subject_kind != "correction" or "display" in entry.detail
        return [thing] if thing and is_told else []

    def happening(self, thing: tuple[str, int], entries: Sequence[Entry]) -> Happening:
        title, key = self.titles[thing]
        fields = dict.fromkeys(field for entry in entries for field in _fields(entry))
        for word in self.withheld.get(thing, ()):
            fields.pop(word, None)
        return Happening(
            title=title,
            key=key,
            on=timezone.localdate(entries[-1].at),
            fields=tuple(fields),
            is_new=any("reference" in entry.detail for entry in entries),
            is_collaboration=thing[0] == "C",
        )


def _withheld(things: Iterable[tuple[str, int]]) -> dict[tuple[str, int], set[str]]:
    records = [number for kind, number in things if kind == "C"]
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    parts = Withholding.objects.filter(collaboration__in=records).order_by()
    for number, part in parts.values_list("collaboration", "part"):
        found["C", number] |= {*WORDS[Part(part)]}
    return found


def _titles(things: Iterable[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
    held = list(things)
    records = Collaboration.objects.filter(pk__in=[number for kind, number in held if kind == "C"])
    bodies = Organisation.objects.filter(pk__in=[number for kind, number in held if kind == "O"])
    return {
        **{("C", row.pk): (row.title, row.address) for row in records.only("title", "reference")},
        **{("O", row.pk): (row.name, row.slug) for row in bodies.only("name", "slug")},
    }


def _names(
    things: Iterable[tuple[str, int]], bodies: Iterable[int]
) -> dict[tuple[str, str], tuple[str, int]]:
    records = [number for kind, number in things if kind == "C"]
    names: dict[tuple[str, str], tuple[str, int]] = {}
    slugs = CollaborationAddress.objects.filter(collaboration__in=records)
    for slug, number in slugs.values_list("slug", "collaboration"):
        names["collaboration", slug] = ("C", number)
    claims = Claim.objects.filter(collaboration__in=records).order_by()
    for key, collaboration in claims.values_list("key", "collaboration"):
        if collaboration is not None:
            names["claim", key] = ("C", collaboration)
    own = Organisation.objects.filter(pk__in=list(bodies)).order_by()
    for slug, number in own.values_list("slug", "pk"):
        names["organisation", slug] = ("O", number)
    messages = Correction.objects.filter(Q(collaboration__in=records) | Q(organisation__in=list(bodies)))
    for reference, collaboration, body in messages.order_by().values_list(
        "reference", "collaboration", "organisation"
    ):
        thing = ("C", collaboration) if collaboration is not None else ("O", body or 0)
        names["correction", reference] = thing
    return names


def _fields(entry: Entry) -> Iterable[str]:
    """The fields by their first word: `parties.norfolk (member)` is about the parties."""
    if entry.subject_kind == "claim":
        return [CLAIMS]
    if entry.subject_kind == "correction":
        return [DISPUTES]
    return [name.partition(".")[0] for name in entry.detail]
