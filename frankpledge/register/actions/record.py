"""One record against its draft: what is held, what differs, and saving that."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, save
from frankpledge.people.actions import sources
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import Organisation
from frankpledge.people.rules import Faults, faults_of, refuse, span_faults
from frankpledge.register.actions import events, parties, purposes, texts
from frankpledge.register.actions.citations import Shelf
from frankpledge.register.drafts import CollaborationDraft
from frankpledge.register.models import (
    Agreement,
    AgreementState,
    Citation,
    Collaboration,
    CollaborationAddress,
    CollaborationFunction,
    CollaborationName,
    Function,
    Level,
    Release,
    Status,
    Supports,
)

# Fields that the record holds just as the draft says them.
PLAIN = (
    "slug", "title", "title_cy", "model", "legal_basis", "legal_basis_note", "status", "status_as_of",
    "starts_on", "start_kind", "ends_on", "existence_confidence", "parties_confidence", "dates_confidence",
    "status_confidence", "parties_coverage", "parties_expected", "notes",
)  # fmt: skip


class Held:
    """What the drafts are compared with and point at, read once for all of them."""

    def __init__(self, drafts: Sequence[CollaborationDraft]) -> None:
        slugs = {slug for draft in drafts for slug in (draft.slug, draft.parent) if slug}
        rows = Collaboration.objects.filter(
            Q(reference__in=[draft.reference for draft in drafts]) | Q(addresses__slug__in=slugs)
        ).prefetch_related(
            "addresses", "names", "function_places__function", "parent", "purposes",
            "parties__organisation", "events", "agreements",
        )  # fmt: skip
        self.by_reference = {row.reference: row for row in rows}
        self.by_address = {
            address.slug: row for row in self.by_reference.values() for address in row.addresses.all()
        }
        self.functions = Function.objects.in_bulk(
            {slug for draft in drafts for slug in draft.functions}, field_name="slug"
        )
        self.bodies = Organisation.objects.in_bulk(
            {party.organisation for draft in drafts for party in draft.parties}, field_name="slug"
        )
        citations = Citation.objects.filter(
            collaboration__in=self.by_reference.values(), claim__isnull=True
        ).select_related("source")
        self.shelf = Shelf(citations, sources.read_at(_sources_in(drafts)))


class Work:
    """One draft, the record it is about, and what was found different."""

    def __init__(self, draft: CollaborationDraft, held: Held) -> None:
        self.draft, self.held = draft, held
        found = held.by_reference.get(draft.reference) or held.by_address.get(draft.slug)
        self.is_new = found is None
        self.row = found or Collaboration()
        self.changes: Changes = {}
        self.held_only: list[str] = []

    def put(self) -> None:
        draft, row = self.draft, self.row
        before = row.slug
        refuse(draft.slug, self._pointer_faults())
        self.changes = assign(row, self._values())
        if self.changes:
            refuse(draft.slug, faults_of(row) | _rules_broken(row))
            save(row, self.changes)
        self._put_address(before)
        self._put_functions()
        self._put_names()
        self.changes |= purposes.put(row, draft.purpose, self._of("purposes"))
        for changes, left in (
            parties.put(row, draft.parties, self._of("parties"), self.held.bodies, self.held.shelf),
            events.put(row, draft.events, self._of("events"), self.held.shelf),
            texts.put(row, draft.agreements, self._texts()),
        ):
            self.changes |= changes
            self.held_only += left
        self._cite()

    def set_parent(self) -> None:
        """After all are saved, because a parent may come after its children."""
        parent = self.held.by_address.get(self.draft.parent) if self.draft.parent else None
        if self.draft.parent and parent is None:
            unknown = _("No collaboration is called “%(slug)s”.") % {"slug": self.draft.parent}
            refuse(self.draft.slug, {"parent": unknown})
        before = self.row.parent
        if before == parent:
            return
        if _is_above(self.row, parent):
            within = _("“%(slug)s” is itself within this one.") % {"slug": self.draft.parent}
            refuse(self.draft.slug, {"parent": within})
        if parent is not None and _would_tell(self.row, parent):
            told = _("It is public, and would tell that “%(slug)s” exists.") % {"slug": self.draft.parent}
            refuse(self.draft.slug, {"parent": told})
        self.row.parent = parent
        self.row.save(update_fields=["parent"])
        self.changes["parent"] = [before.slug if before else None, parent.slug if parent else None]

    def conclude(self, deed: Deed) -> Outcome:
        return deed.conclude(self.row.slug, self.changes, added=self.is_new, held_only=self.held_only)

    def _pointer_faults(self) -> Faults:
        draft, held = self.draft, self.held
        faults = parties.faults_in(draft.parties, held.bodies)
        faults |= events.faults_in(draft.events) | texts.faults_in(draft.agreements)
        unknown = [slug for slug in draft.functions if slug not in held.functions]
        if unknown:
            faults["functions"] = _("No function is called “%(slug)s”.") % {"slug": "”, “".join(unknown)}
        if draft.reference and not self.is_new and draft.reference != self.row.reference:
            faults["reference"] = _("It is %(held)s for ever.") % {"held": self.row.reference}
        other = held.by_address.get(draft.slug)
        if other is not None and other.pk != self.row.pk:
            faults["slug"] = _("It is, or once was, that of %(other)s.") % {"other": other.reference}
        return faults

    def _values(self) -> dict[str, Any]:
        draft = self.draft
        values = {name: getattr(draft, name) for name in PLAIN}
        values["reference"] = draft.reference or self.row.reference or Collaboration.next_reference()
        values["ending_kind"] = draft.ending_kind or ""
        values["inspection_role"] = draft.inspection_role or ""
        return values

    def _put_address(self, before: str) -> None:
        if self.is_new or self.draft.slug not in {address.slug for address in self._of("addresses")}:
            CollaborationAddress.objects.create(slug=self.draft.slug, collaboration=self.row)
        self.held.by_address[self.draft.slug] = self.row
        if before:
            self.held.by_address[before] = self.row

    def _put_functions(self) -> None:
        before = [place.function.slug for place in self._of("function_places")]
        if before == [*self.draft.functions]:
            return
        if before:
            self.row.function_places.all().delete()
        CollaborationFunction.objects.bulk_create(
            CollaborationFunction(
                collaboration=self.row, function=self.held.functions[slug], position=position
            )
            for position, slug in enumerate(self.draft.functions)
        )
        self.changes["functions"] = [before or None, [*self.draft.functions]]

    def _put_names(self) -> None:
        before = [name.text for name in self._of("names")]
        if before == [*self.draft.names]:
            return
        if before:
            self.row.names.all().delete()
        CollaborationName.objects.bulk_create(
            CollaborationName(collaboration=self.row, text=text, position=position)
            for position, text in enumerate(self.draft.names)
        )
        self.changes["names"] = [before or None, [*self.draft.names]]

    def _cite(self) -> None:
        for supports, drafts in (
            (Supports.RECORD, self.draft.record_sources),
            (Supports.FURTHER, self.draft.further_sources),
        ):
            if cited := self.held.shelf.cite(supports, drafts, collaboration=self.row):
                self.changes[f"sources.{supports}"] = cited

    def _texts(self) -> list[Agreement]:
        """The texts that were found; what the parties make here is no draft's."""
        return [each for each in self._of("agreements") if each.state == AgreementState.FOUND]

    def _of(self, related_name: str) -> list[Any]:
        """What is held under it, as read beforehand; nothing for a new record."""
        return [] if self.is_new else [*getattr(self.row, related_name).all()]


def _rules_broken(row: Collaboration) -> Faults:
    faults = span_faults("ends_on", row.starts_on, row.ends_on)
    if (row.status == Status.ENDED) != bool(row.ending_kind):
        faults["ending_kind"] = _("An ended collaboration, and no other, has a kind of ending.")
    return faults


def _is_above(row: Collaboration, other: Collaboration | None) -> bool:
    """Whether `other` is `row` or lies within it."""
    above = other.pk if other else None
    while above is not None:
        if above == row.pk:
            return True
        above = Collaboration.objects.values_list("parent_id", flat=True).get(pk=above)
    return False


def _would_tell(row: Collaboration, parent: Collaboration) -> bool:
    """Whether the parent is withheld and its part would not be."""
    withheld = Release.objects.filter(collaboration__in=[row, parent], level=Level.WITHHELD)
    return [*withheld.values_list("collaboration_id", flat=True)] == [parent.pk]


def _sources_in(drafts: Sequence[CollaborationDraft]) -> list[SourceDraft]:
    found: list[SourceDraft] = []
    for draft in drafts:
        found += [*draft.record_sources, *draft.further_sources]
        found += [SourceDraft(url) for party in draft.parties for url in party.sources]
        found += [SourceDraft(url) for event in draft.events for url in event.sources]
    return found
