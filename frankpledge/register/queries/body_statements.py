"""What a body states under section 23E of the Police Act 1996: its collaborations, and where each stands.

Public data only, whoever asks: what is withheld is not in it, and what of it is withheld is said.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from frankpledge.dates import PartialDate
from frankpledge.people.models import Organisation
from frankpledge.people.queries.organisations import Profile
from frankpledge.register.models import (
    MEMBER_ROLES,
    Agreement,
    AgreementKind,
    Collaboration,
    Event,
    Level,
    Part,
    Publication,
    Release,
    SearchCard,
    Status,
    Withholding,
)
from frankpledge.register.queries.entries import Stake
from frankpledge.register.queries.memberships import EVERYTHING, Membership, memberships
from frankpledge.register.queries.publications import PublicationLine, ReleaseNotice, line, notice

OVER = (Status.ENDED, Status.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One collaboration of the body. `made_on` is the day of its original agreement, where that is known."""

    collaboration: Collaboration
    purpose: str
    parties: tuple[str, ...]
    leads: tuple[str, ...]
    made_on: PartialDate | None
    latest: Event | None
    publication: PublicationLine | None
    release: ReleaseNotice | None
    withheld: tuple[Part, ...]

    @property
    def is_over(self) -> bool:
        return self.collaboration.status in OVER

    @property
    def is_fact_only(self) -> bool:
        return self.release is not None and self.release.level == Level.FACT


@dataclass(frozen=True, slots=True)
class BodyStatement:
    """The whole statement, the running first; `day` is the day on which it is made."""

    organisation: Organisation
    day: datetime.date
    lines: tuple[StatementLine, ...]

    @property
    def current(self) -> tuple[StatementLine, ...]:
        return tuple(each for each in self.lines if not each.is_over)

    @property
    def over(self) -> tuple[StatementLine, ...]:
        return tuple(each for each in self.lines if each.is_over)


def statement_of(slug: str, day: datetime.date) -> BodyStatement:
    """Every collaboration in which a source names the body, or the other half of its pair, as a member.

    Raises NotFound. A constant number of statements, whatever it is in.
    """
    profile = Profile.of(slug, day)
    body = profile.organisation
    held = memberships(Stake(body, profile.relations.pair, day, is_past=False), most=EVERYTHING)
    every = {each.collaboration.pk: each for each in held.listed if _is_a_member(each)}
    return BodyStatement(body, day, _lines(body, every))


def _is_a_member(each: Membership) -> bool:
    return any(entry.party.role in MEMBER_ROLES and not entry.party.is_assumed for entry in each.entries)


def _lines(body: Organisation, every: dict[int, Membership]) -> tuple[StatementLine, ...]:
    ids = [*every]
    cards = {card.pk: card for card in SearchCard.objects.filter(collaboration__in=ids)}
    made = {
        row.collaboration_id: row.signed_on
        for row in Agreement.objects.filter(collaboration__in=ids, kind=AgreementKind.ORIGINAL)
    }
    events = Event.objects.filter(collaboration__in=ids).order_by("collaboration_id", "-on", "-pk")
    latest = {row.collaboration_id: row for row in events.distinct("collaboration_id")}
    said = {
        row.collaboration_id: line(row)
        for row in Publication.objects.filter(collaboration__in=ids, organisation=body).select_related(
            "organisation"
        )
    }
    releases = {
        row.collaboration_id: notice([row.level, row.ground, row.ground_words])
        for row in Release.objects.filter(collaboration__in=ids).exclude(level=Level.PUBLISHED)
    }
    withheld: dict[int, list[Part]] = defaultdict(list)
    for number, part in Withholding.objects.filter(collaboration__in=ids).values_list(
        "collaboration", "part"
    ):
        withheld[number].append(Part(part))
    lines = (
        StatementLine(
            collaboration=each.collaboration,
            made_on=made.get(number),
            latest=latest.get(number),
            publication=said.get(number),
            release=releases.get(number),
            withheld=tuple(dict.fromkeys(withheld[number])),
            **_from_card(cards.get(number)),
        )
        for number, each in every.items()
    )
    return tuple(sorted(lines, key=lambda each: (each.is_over, each.collaboration.title)))


def _from_card(card: SearchCard | None) -> dict[str, Any]:
    """What searching shows of it: made of nothing that is not public."""
    if card is None:
        return {"purpose": "", "parties": (), "leads": ()}
    return {
        "purpose": card.summary,
        "parties": tuple(filter(None, card.parties.split("\n"))),
        "leads": tuple(filter(None, card.lead.split("\n"))),
    }
