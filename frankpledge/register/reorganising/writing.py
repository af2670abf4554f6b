"""Each touched record as it is to be: who leaves, who comes, or that it ends; what its timeline says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from frankpledge.dates import PartialDate
from frankpledge.register.changing import Kept
from frankpledge.register.changing.collaborations import COLLABORATIONS
from frankpledge.register.changing.events import EVENTS
from frankpledge.register.changing.parties import PARTIES
from frankpledge.register.drafts import CollaborationDraft, EventDraft, PartyDraft
from frankpledge.register.models import (
    Collaboration,
    Effect,
    EndingKind,
    Event,
    EventKind,
    Party,
    Status,
    TargetKind,
)
from frankpledge.register.reorganising import words
from frankpledge.register.reorganising.recording import Recorded
from frankpledge.register.reorganising.shapes import Joining, Plan, RecordEffect

ENDINGS = {Effect.BECOMES_INTERNAL: EndingKind.MERGED, Effect.MOVES: EndingKind.TO_NATIONAL_BODY}


@dataclass(kw_only=True)
class Written:
    """One record's draft, and what of it is new, to be recorded when it is held."""

    record_id: int
    draft: CollaborationDraft
    present: Kept
    wanted: Kept
    leaving: Mapping[int, Kept] = field(default_factory=dict)
    joining: tuple[PartyDraft, ...] = ()
    event: EventDraft | None
    remaining: tuple[str, ...] = ()
    left_on: str

    def record_in(
        self,
        recorded: Recorded,
        parties: Mapping[tuple[int, str, str], int],
        events: Mapping[tuple[int, str], int],
    ) -> None:
        """Note what became of each row."""
        of_it = {"collaboration_id": self.record_id}
        if self.wanted:
            recorded.changed(TargetKind.COLLABORATION, self.record_id, self.present, self.wanted, **of_it)
        for number, held in self.leaving.items():
            recorded.changed(TargetKind.PARTY, number, held, {"left_on": self.left_on}, **of_it)
        for party in self.joining:
            number = parties[self.record_id, party.organisation, party.role]
            recorded.added(TargetKind.PARTY, number, _kept(PARTIES.fields, party), **of_it)
        if self.event is not None:
            number = events[self.record_id, self.event.what]
            recorded.added(TargetKind.EVENT, number, _kept(EVENTS.fields, self.event), **of_it)
        if self.remaining:
            wanted = {"functions": [*self.remaining]}
            recorded.proposed(TargetKind.COLLABORATION, self.record_id, self.present, wanted, **of_it)


def written(plan: Plan, on: PartialDate, sources: tuple[str, ...]) -> list[Written]:
    """The records that are written. A constant number of statements, however many there are."""
    todo = {
        each.record.id: each
        for each in plan.effects
        if each.ends or each.leaving or each.joining or each.moved
    }
    rows = list(COLLABORATIONS.rows().filter(pk__in=todo).order_by("pk"))
    parties = _by_record(PARTIES.rows().filter(collaboration__in=todo).order_by("pk"))
    events = _by_record(EVENTS.rows().filter(collaboration__in=todo).order_by("pk"))
    work = _Writing(plan, on, sources)
    return [work.of(row, todo[row.pk], parties[row.pk], events[row.pk]) for row in rows]


@dataclass(frozen=True)
class _Writing:
    plan: Plan
    on: PartialDate
    sources: tuple[str, ...]

    def of(self, row: Collaboration, effect: RecordEffect, parties: list[Any], events: list[Any]) -> Written:
        wanted = _ending(effect, self.on) if effect.ends else {}
        leaving, held = _leaving(effect, parties, self.on)
        joining = () if effect.ends else tuple(map(self._party, effect.joining))
        event = self._event(effect)
        told = [EVENTS.draft(each.pk, EVENTS.present(each)) for each in events]
        timeline = (*told, *([event] if event else []))
        return Written(
            record_id=row.pk,
            draft=COLLABORATIONS.draft(row, wanted, parties=(*held, *joining), events=timeline),
            present=COLLABORATIONS.present(row),
            wanted=wanted,
            leaving=leaving,
            joining=joining,
            event=event,
            remaining=_remaining(effect),
            left_on=str(self.on),
        )

    def _event(self, effect: RecordEffect) -> EventDraft | None:
        """What its timeline says; nothing where its keepers are asked first."""
        if not (effect.ends or effect.leaving or effect.joining):
            return None
        kind = EventKind.ENDED if effect.ends else EventKind.VARIED
        what = words.event(self.plan, effect)
        return EventDraft(on=self.on, kind=kind, what=what, sources=self.sources)

    def _party(self, joining: Joining) -> PartyDraft:
        return PartyDraft(
            organisation=joining.body,
            role=joining.role,
            basis=joining.basis,
            joined_on=self.on,
            note=words.note(self.plan, joining),
            sources=self.sources,
        )


def _remaining(effect: RecordEffect) -> tuple[str, ...]:
    """What it would still do, which its keepers are asked to approve; nothing, where no function moves."""
    if effect.ends or not effect.moved:
        return ()
    return tuple(slug for slug in effect.record.functions if slug not in effect.moved)


def _ending(effect: RecordEffect, on: PartialDate) -> Kept:
    return {
        "status": Status.ENDED.value,
        "status_as_of": str(on),
        "ending_kind": ENDINGS[effect.effect].value,
        "ends_on": str(on),
    }


def _leaving(
    effect: RecordEffect, parties: list[Any], on: PartialDate
) -> tuple[dict[int, Kept], list[PartyDraft]]:
    """What the leaving parties hold now, by their row; and all parties as they are to be."""
    leaving = set() if effect.ends else {entry.id for entry in effect.leaving}
    before, drafts = {}, []
    for party in parties:
        held = PARTIES.present(party)
        draft = PARTIES.draft(party.pk, held)
        if party.pk in leaving:
            before[party.pk] = held
            draft = replace(draft, left_on=on)
        drafts.append(draft)
    return before, drafts


def _by_record(rows: Iterable[Party] | Iterable[Event]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.collaboration_id].append(row)
    return found


def _kept(fields: Mapping[str, Any], draft: PartyDraft | EventDraft) -> Kept:
    return {name: each.value.kept(getattr(draft, name)) for name, each in fields.items()}
