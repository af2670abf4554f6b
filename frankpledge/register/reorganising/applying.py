"""Putting a plan into the register, all of it in the transaction of the action that asks for it.

Every fact becomes an approved change that holds from the plan's day, as if somebody had proposed and approved
each, so that pages of the days before undo it. They are made together: a reform touches hundreds of records.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from frankpledge.audit.actors import Actor
from frankpledge.dates import PartialDate
from frankpledge.people.actions import aliases, organisations, relations, successions
from frankpledge.people.actions.aliases import AliasDraft
from frankpledge.people.actions.organisations import OrganisationDraft
from frankpledge.people.actions.relations import RelationDraft
from frankpledge.people.models import Alias, AliasKind, Basis, Organisation, Region, Relation, RelationKind
from frankpledge.register.actions import collaborations, follows
from frankpledge.register.changing.aliases import ALIASES
from frankpledge.register.changing.organisations import ORGANISATIONS, refresh_records_of
from frankpledge.register.changing.relations import RELATIONS
from frankpledge.register.models import (
    Event,
    Party,
    Reorganisation,
    ReorganisedRecord,
    TargetKind,
)
from frankpledge.register.reorganising import waiting, words
from frankpledge.register.reorganising.recording import Recorded
from frankpledge.register.reorganising.shapes import Body, Pair, Plan
from frankpledge.register.reorganising.unfinished import Unfinished
from frankpledge.register.reorganising.writing import Written, written
from frankpledge.register.search import index


@dataclass(frozen=True, slots=True)
class Result:
    """What was done: how many records of each effect, and what was handed over."""

    effects: Mapping[str, int]
    handed_over: Mapping[str, int]


@dataclass(kw_only=True)
class Applying:
    """One plan, who applies it, and what was recorded so far."""

    by: Actor
    reorganisation: Reorganisation
    plan: Plan
    recorded: Recorded = field(init=False)

    def __post_init__(self) -> None:
        self.recorded = Recorded(self.by, self.day, self.reason)

    def run(self) -> Result:
        """All of it. Raises Invalid for what the register refuses."""
        self._put_new_bodies()
        self._put_bodies()
        self._put_relations()
        self._put_former_names()
        self._put_records()
        handed_over = self._hand_over()
        self.recorded.save()
        self._note_effects()
        changed = [each.record.id for each in self.plan.effects]
        named = Organisation.objects.filter(slug__in=self._named)
        refresh_records_of(*named)
        index.refresh(changed)
        return Result({str(effect): count for effect, count in self.plan.counts.items()}, dict(handed_over))

    @property
    def day(self) -> datetime.date:
        return self.reorganisation.takes_effect_on

    @cached_property
    def on(self) -> PartialDate:
        return PartialDate(self.day.year, self.day.month, self.day.day)

    @property
    def reason(self) -> str:
        """What every entry says."""
        return words.reason(self.reorganisation)

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.reorganisation.source_url,) if self.reorganisation.source_url else ()

    @cached_property
    def _named(self) -> set[str]:
        found = self.plan.successions
        return {
            *found.heirs, *(each.slug for each in found.new),
            *(each.slug for each in self.plan.steps.renamings),
            *(slug for pair in (*found.ending, *found.beginning) for slug in (pair.body, pair.force)),
        }  # fmt: skip

    @cached_property
    def _predecessors(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for slug, following in self.plan.successions.heirs.items():
            for heir in following:
                found[heir].append(slug)
        return found

    def _put_new_bodies(self) -> None:
        held = Organisation.objects.in_bulk(list(self.plan.successions.heirs), field_name="slug")
        drafts = [
            self._new(body, [held[slug] for slug in self._predecessors[body.slug]])
            for body in self.plan.successions.new
        ]
        organisations.put_all(by=self.by, drafts=drafts, reason=self.reason)

    def _new(self, body: Body, predecessors: list[Organisation]) -> OrganisationDraft:
        """Where its predecessors agree on a region, it is there; countries are those of all of them."""
        return OrganisationDraft(
            slug=body.slug,
            name=body.name,
            short_name=body.short_name,
            kind=body.kind,
            capacity=body.capacity,
            region=_shared(each.region for each in predecessors),
            organised_crime_region=_shared(each.organised_crime_region for each in predecessors),
            countries=tuple(sorted({country for each in predecessors for country in each.countries})),
            valid_from=self.on,
            identity_sources=self.sources,
        )

    def _put_bodies(self) -> None:
        """Those that come to an end, and those that are renamed."""
        wanted: dict[str, dict[str, Any]] = {
            slug: {"valid_to": str(self.on)} for slug in self.plan.successions.heirs
        }
        for each in self.plan.steps.renamings:
            wanted.setdefault(each.slug, {}).update(name=each.name, short_name=each.short_name)
        rows = list(ORGANISATIONS.rows().filter(slug__in=wanted))
        present = {row.slug: ORGANISATIONS.present(row) for row in rows}
        drafts = [
            OrganisationDraft(slug=row.slug, **ORGANISATIONS.typed(present[row.slug] | wanted[row.slug]))
            for row in rows
        ]
        organisations.put_all(by=self.by, drafts=drafts, reason=self.reason)
        for row in rows:
            self.recorded.changed(
                TargetKind.ORGANISATION, row.pk, present[row.slug], wanted[row.slug], organisation_id=row.pk
            )

    def _put_relations(self) -> None:
        successions = self.plan.successions
        ending = {
            row.pk: row
            for row in RELATIONS.rows().filter(pk__in=[pair.relation_id for pair in successions.ending])
        }
        present = {number: RELATIONS.present(row) for number, row in ending.items()}
        wanted = {"ends_on": str(self.on)}
        drafts = [
            RelationDraft(pk=number, **RELATIONS.typed(held | wanted)) for number, held in present.items()
        ]
        begun = [*map(self._maintains, successions.beginning), *self._succeeds()]
        relations.put_all(by=self.by, drafts=[*drafts, *begun], reason=self.reason)
        for number, row in ending.items():
            self.recorded.changed(
                TargetKind.RELATION, number, present[number], wanted, organisation_id=row.object_id
            )
        for row in self._held_now(begun):
            self.recorded.added(
                TargetKind.RELATION, row.pk, RELATIONS.present(row), organisation_id=row.object_id
            )

    def _maintains(self, pair: Pair) -> RelationDraft:
        return self._relation(pair.body, RelationKind.MAINTAINS, pair.force)

    def _succeeds(self) -> Iterable[RelationDraft]:
        for slug, following in self.plan.successions.heirs.items():
            for heir in following:
                yield self._relation(heir, RelationKind.SUCCEEDS, slug)

    def _relation(self, subject: str, kind: RelationKind, of: str) -> RelationDraft:
        return RelationDraft(
            subject=subject,
            kind=kind,
            object=of,
            basis=Basis.STATED,
            starts_on=self.on,
            sources=self.sources,
        )

    def _held_now(self, drafts: Iterable[RelationDraft]) -> list[Relation]:
        wanted = {(draft.subject, draft.kind, draft.object) for draft in drafts}
        rows = RELATIONS.rows().filter(starts_on=self.on)
        return [row for row in rows if (row.subject.slug, row.kind, row.object.slug) in wanted]

    def _put_former_names(self) -> None:
        """What was renamed is found by its old names still."""
        renamings = {each.slug: each for each in self.plan.steps.renamings}
        if not renamings:
            return
        bodies = self.plan.successions.bodies
        drafts = [
            AliasDraft(text=text, kind=AliasKind.FORMER, organisation=slug)
            for slug, each in renamings.items()
            for text in dict.fromkeys((bodies[slug].name[:100], bodies[slug].short_name))
            if text not in {each.name, each.short_name}
        ]
        before = set(Alias.objects.filter(organisation__slug__in=renamings).values_list("pk", flat=True))
        aliases.put_all(by=self.by, drafts=drafts, reason=self.reason)
        for row in ALIASES.rows().filter(organisation__slug__in=renamings).exclude(pk__in=before):
            self.recorded.added(
                TargetKind.ALIAS, row.pk, ALIASES.present(row), organisation_id=row.organisation_id
            )

    def _put_records(self) -> None:
        todo: list[Written] = written(self.plan, self.on, self.sources)
        collaborations.put_all(
            by=self.by, drafts=[each.draft for each in todo], reason=self.reason, refresh_search=False
        )
        numbers = [each.record_id for each in todo]
        parties = {
            (row.collaboration_id, row.organisation.slug, row.role): row.pk
            for row in Party.objects.filter(collaboration__in=numbers, joined_on=self.on).select_related(
                "organisation"
            )
        }
        events = {
            (row.collaboration_id, row.what): row.pk
            for row in Event.objects.filter(collaboration__in=numbers, on=self.on)
        }
        for each in todo:
            each.record_in(self.recorded, parties, events)

    def _hand_over(self) -> Counter[str]:
        slugs = {slug for heirs in self.plan.successions.heirs.items() for slug in (heirs[0], *heirs[1])}
        held = Organisation.objects.in_bulk(list(slugs), field_name="slug")
        heirs = {
            held[slug].pk: [held[heir] for heir in following]
            for slug, following in self.plan.successions.heirs.items()
        }
        done = successions.hand_over(by=self.by, heirs=heirs, reason=self.reason)
        done["follows"] = follows.follow_heirs(heirs)
        ended = {slug: held[slug].pk for slug in self.plan.successions.heirs}
        done += waiting.HandingOver(self.by, waiting.Heirs(heirs, ended), self.day, self.reason).run()
        agreements, obligations = Unfinished(self.by, heirs, self.reason).run()
        return done + Counter(agreements=agreements, obligations=obligations)

    def _note_effects(self) -> None:
        ReorganisedRecord.objects.bulk_create(
            (
                ReorganisedRecord(
                    reorganisation=self.reorganisation,
                    collaboration_id=each.record.id,
                    effect=each.effect,
                    why=[str(why) for why in each.why],
                    asks=each.asks,
                )
                for each in self.plan.effects
            ),
            batch_size=1000,
        )


def _shared(regions: Iterable[str]) -> Region | None:
    found = set(regions)
    return Region(found.pop()) if len(found) == 1 and found != {""} else None
