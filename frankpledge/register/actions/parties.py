"""The parties of a record, as its draft names them."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, plain, save
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import Organisation
from frankpledge.people.rules import Faults, require_reason, span_faults
from frankpledge.register.actions.citations import Shelf
from frankpledge.register.actions.matching import match
from frankpledge.register.drafts import PartyDraft
from frankpledge.register.drafts.parties import label
from frankpledge.register.models import Collaboration, Party, Supports
from frankpledge.register.search import index


def faults_in(drafts: Sequence[PartyDraft], bodies: Mapping[str, Organisation]) -> Faults:
    """What is wrong with the parties, before anything is saved."""
    faults: Faults = {}
    seen = set()
    for draft in drafts:
        field = f"parties.{draft}"
        if draft.organisation not in bodies:
            faults[field] = _("No organisation is called “%(slug)s”.") % {"slug": draft.organisation}
        if (draft.organisation, draft.role, draft.joined_on) in seen:
            faults[field] = _("It is named twice in the same role from the same date.")
        seen.add((draft.organisation, draft.role, draft.joined_on))
        faults |= span_faults(field, draft.joined_on, draft.left_on)
    return faults


def put(
    collaboration: Collaboration,
    drafts: Sequence[PartyDraft],
    held: Sequence[Party],
    bodies: Mapping[str, Organisation],
    shelf: Shelf,
) -> tuple[Changes, list[str]]:
    """Hold these parties. What changed, and those held that no draft names, which stay.

    A draft is about the held party that it names by its row; else of the same body, role and joining date;
    else of the same body and role; else of the same body.
    """
    pairs, left = match(
        drafts,
        held,
        [
            (lambda d: d.pk, lambda p: p.pk),
            (lambda d: (d.organisation, d.role, d.joined_on), lambda p: (_slug(p), p.role, p.joined_on)),
            (lambda d: (d.organisation, d.role), lambda p: (_slug(p), p.role)),
            (lambda d: d.organisation, _slug),
        ],
    )
    rows = [
        (draft, party or Party(collaboration=collaboration, organisation=bodies[draft.organisation]))
        for draft, party in pairs
    ]
    changes: Changes = {}
    for draft, party in rows:
        _assign(party, draft, changes)
    Party.objects.bulk_create(party for _draft, party in rows if party.pk is None)
    for draft, party in rows:
        cited = shelf.cite(
            Supports.PARTY,
            [SourceDraft(url) for url in draft.sources],
            collaboration=collaboration,
            party=party,
        )
        if cited:
            changes[f"parties.{draft}.sources"] = cited
    return changes, [f"parties.{label(_slug(party), party.role, party.joined_on)}" for party in left]


@transaction.atomic
def remove(*, by: Actor, party: Party, reason: str) -> Outcome:
    """Take away a party that never was one, with what it was cited to. One that left is not removed."""
    require_reason(reason)
    record = party.collaboration
    with Deed(by, "register.parties.remove", "collaboration", reason) as deed:
        said = label(_slug(party), party.role, party.joined_on)
        told = ("role", "joined_on", "left_on", "basis", "note")
        held = {name: plain(getattr(party, name)) for name in told}
        held["sources"] = [citation.source.url for citation in party.citations.select_related("source")]
        party.delete()
        index.refresh([record.pk])
        return deed.conclude(record.slug, {f"parties.{said}": [held, None]}, added=False)


def _assign(party: Party, draft: PartyDraft, changes: Changes) -> None:
    differing = assign(
        party,
        {
            "role": draft.role,
            "joined_on": draft.joined_on,
            "left_on": draft.left_on,
            "basis": draft.basis,
            "note": draft.note,
        },
    )
    if party.pk is not None:
        save(party, differing)
    changes |= {f"parties.{draft}.{field}": change for field, change in differing.items()}


def _slug(party: Party) -> str:
    return party.organisation.slug
