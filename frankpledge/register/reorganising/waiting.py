"""What waits and names bodies that come to an end: open proposals, and registrations in progress.

Those who follow are told of a proposal and asked for their own views: what was said before them stays to be
read. A registration names them from now on, at the body that follows first where there are several; whoever
worked on it at the old body has the same role there.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed
from frankpledge.people.models import Organisation, Relation, RelationKind
from frankpledge.register.models import (
    OPEN_PROPOSAL_STATES,
    Proposal,
    ProposalParty,
    Registration,
    RegistrationState,
)
from frankpledge.register.registering import Question, value_of
from frankpledge.register.registering.questions import Answers, parties_in

# Refused, it may be taken back and sent again.
IN_PROGRESS = (RegistrationState.DRAFT, RegistrationState.WAITING, RegistrationState.REFUSED)


@dataclass(frozen=True, slots=True)
class Heirs:
    """The bodies that come to an end, by id, with those who follow each; and their ids by their slugs."""

    following: Mapping[int, Sequence[Organisation]]
    slugs: Mapping[str, int]

    def instead_of(self, ids: Iterable[int]) -> list[int]:
        """The same bodies with whoever follows one in its place, each once."""
        return sorted({heir for number in ids for heir in self._heirs_of(number)})

    def named(self, slugs: Iterable[str]) -> list[str]:
        """The same by slugs, in their order."""
        return list(dict.fromkeys(heir for slug in slugs for heir in self.of(slug)))

    def of(self, slug: str) -> tuple[str, ...]:
        """Who is in the place of one body: itself, where nobody follows it."""
        number = self.slugs.get(slug)
        return (slug,) if number is None else tuple(each.slug for each in self.following[number])

    def _heirs_of(self, number: int) -> list[int]:
        return [each.pk for each in self.following[number]] if number in self.following else [number]


def open_parties(ids: Iterable[int]) -> QuerySet[ProposalParty]:
    """Where these bodies were told of a proposal on which nothing is decided."""
    told = ProposalParty.objects.filter(organisation__in=list(ids), followed_on=None)
    return told.filter(proposal__state__in=OPEN_PROPOSAL_STATES)


def in_progress(bodies: Mapping[str, int]) -> QuerySet[Registration]:
    """The registrations that made no record yet, and name these bodies, ask them, or are made for one."""
    slugs, ids = sorted(bodies), sorted(bodies.values())
    names = Q(answers__parties__value__organisations__has_any_keys=slugs)
    concerned = names | Q(asked__overlap=ids) | Q(organisation__in=ids)
    return Registration.objects.filter(concerned, state__in=IN_PROGRESS)


def counted(bodies: Mapping[str, int]) -> tuple[int, int]:
    """How many proposals and how many registrations wait that name these bodies. Two statements at most."""
    if not bodies:
        return 0, 0
    told = open_parties(bodies.values()).order_by().values("proposal").distinct()
    return told.count(), in_progress(bodies).count()


@dataclass(slots=True)
class HandingOver:
    """Who hands over, to whom, from which day, and why."""

    by: Actor
    heirs: Heirs
    day: datetime.date
    reason: str
    done: Counter[str] = field(default_factory=Counter)

    def run(self) -> Counter[str]:
        """All of it, in a constant number of statements; how many of each kind."""
        if self.heirs.following:
            self._proposals()
            self._registrations()
        return self.done

    def _proposals(self) -> None:
        parties = list(open_parties(self.heirs.following.keys()).select_related("proposal"))
        touched = {party.proposal_id: party.proposal for party in parties}
        held = ProposalParty.objects.filter(proposal__in=touched)
        there = set(held.values_list("proposal_id", "organisation_id"))
        told = []
        for party in parties:
            party.followed_on = self.day
            for heir in self.heirs.following[party.organisation_id]:
                if (party.proposal_id, heir.pk) not in there:
                    there.add((party.proposal_id, heir.pk))
                    told.append(self._told(party, heir))
        ProposalParty.objects.bulk_update(parties, ["followed_on"], batch_size=500)
        ProposalParty.objects.bulk_create(told, batch_size=500)
        Proposal.objects.filter(pk__in=touched).update(version=F("version") + 1)
        with Deed(self.by, "register.proposals.follow", "proposal", self.reason, is_public=False) as deed:
            for number, proposal in touched.items():
                new = sorted(each.organisation.slug for each in told if each.proposal_id == number)
                deed.conclude(proposal.reference, {"told": [None, new]}, added=False)
        self.done["proposals"] = len(touched)

    def _told(self, party: ProposalParty, heir: Organisation) -> ProposalParty:
        return ProposalParty(
            proposal=party.proposal,
            organisation=heir,
            notified_on=max(self.day, party.notified_on),
            notified_by=self.by.name,
        )

    def _registrations(self) -> None:
        rows = list(in_progress(self.heirs.slugs).select_related("organisation"))
        halves = _second_halves()
        with Deed(
            self.by, "register.registrations.follow", "registration", self.reason, is_public=False
        ) as deed:
            for row in rows:
                before = row.organisation.slug if row.organisation else None
                if row.organisation_id is not None and row.organisation_id in self.heirs.following:
                    row.organisation = self.heirs.following[row.organisation_id][0]
                row.asked = self.heirs.instead_of(row.asked)
                row.answers = _answers(row.answers, self.heirs, halves)
                row.version += 1
                after = row.organisation.slug if row.organisation else None
                deed.conclude(row.reference, {"organisation": [before, after]}, added=False)
            fields = ["organisation", "asked", "answers", "version"]
            Registration.objects.bulk_update(rows, fields, batch_size=500)
        self.done["registrations"] = len(rows)


def _answers(answers: Answers, heirs: Heirs, halves: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """The same answers about those who follow. Which of several leads nobody said: that is not known then."""
    slugs, others = parties_in(answers)
    named = heirs.named(slugs)
    named = [slug for slug in named if halves.get(slug, frozenset()).isdisjoint(named)]
    changed: dict[Question, Any] = {}
    if named != slugs:
        changed[Question.PARTIES] = {"organisations": named, "others": others}
    lead = value_of(answers, Question.LEAD)
    if lead and (following := heirs.of(lead["organisation"])) != (lead["organisation"],):
        changed[Question.LEAD] = {**lead, "organisation": following[0]} if len(following) == 1 else None
    return {**answers, **{name.value: {**answers[name], "value": value} for name, value in changed.items()}}


def _second_halves() -> Mapping[str, frozenset[str]]:
    """Each policing body with its forces, as the entry of a force stands for both. One statement."""
    found: dict[str, set[str]] = {}
    held = Relation.objects.filter(kind=RelationKind.MAINTAINS, ends_on=None)
    for body, force in held.values_list("subject__slug", "object__slug"):
        found.setdefault(body, set()).add(force)
    return {body: frozenset(forces) for body, forces in found.items()}
