"""The dated things that happened to a record, as its draft tells them."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, save
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.rules import Faults, require_reason
from frankpledge.register.actions.citations import Shelf
from frankpledge.register.actions.matching import match
from frankpledge.register.drafts import EventDraft
from frankpledge.register.drafts.events import label
from frankpledge.register.models import Collaboration, Event, Supports
from frankpledge.register.search import index


def faults_in(drafts: Sequence[EventDraft]) -> Faults:
    """What is wrong with the events, before anything is saved."""
    faults: Faults = {}
    seen = set()
    for draft in drafts:
        if not draft.what:
            faults[f"events.{draft}"] = _("It does not say what happened.")
        if (draft.on, draft.kind, draft.what) in seen:
            faults[f"events.{draft}"] = _("It is told twice.")
        seen.add((draft.on, draft.kind, draft.what))
    return faults


def put(
    collaboration: Collaboration, drafts: Sequence[EventDraft], held: Sequence[Event], shelf: Shelf
) -> tuple[Changes, list[str]]:
    """Hold these events. What changed, and those held that no draft tells, which stay.

    A draft is about the held event that it names by its row; else that says the same of the same date; else
    that says the same of another date, or as another kind; else one of the same date and kind.
    """
    pairs, left = match(
        drafts,
        held,
        [
            (lambda d: d.pk, lambda e: e.pk),
            (lambda d: (d.on, d.kind, d.what), lambda e: (e.on, e.kind, e.what)),
            (lambda d: (d.kind, d.what), lambda e: (e.kind, e.what)),
            (lambda d: (d.on, d.what), lambda e: (e.on, e.what)),
            (lambda d: (d.on, d.kind), lambda e: (e.on, e.kind)),
        ],
    )
    rows = [(draft, event or Event(collaboration=collaboration)) for draft, event in pairs]
    changes: Changes = {}
    for draft, event in rows:
        differing = assign(event, {"on": draft.on, "kind": draft.kind, "what": draft.what})
        if event.pk is not None:
            save(event, differing)
        changes |= {f"events.{draft}.{field}": change for field, change in differing.items()}
    Event.objects.bulk_create(event for _draft, event in rows if event.pk is None)
    for draft, event in rows:
        cited = shelf.cite(
            Supports.EVENT,
            [SourceDraft(url) for url in draft.sources],
            collaboration=collaboration,
            event=event,
        )
        if cited:
            changes[f"events.{draft}.sources"] = cited
    return changes, [f"events.{label(event.on, event.kind)}" for event in left]


@transaction.atomic
def remove(*, by: Actor, event: Event, reason: str) -> Outcome:
    """Take away an event that never was, with what it was cited to."""
    require_reason(reason)
    record = event.collaboration
    with Deed(by, "register.events.remove", "collaboration", reason) as deed:
        sources = [citation.source.url for citation in event.citations.select_related("source")]
        held = {"what": event.what, "sources": sources}
        said = label(event.on, event.kind)
        event.delete()
        index.refresh([record.pk])
        return deed.conclude(record.slug, {f"events.{said}": [held, None]}, added=False)
