"""Holding a figure or view that somebody published, with what it contradicts and what it replaces."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, plain, save
from frankpledge.people.actions import sources
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import Organisation
from frankpledge.people.rules import Faults, faults_of, refuse, require_reason, span_faults
from frankpledge.register.actions.citations import Shelf
from frankpledge.register.drafts import ClaimDraft
from frankpledge.register.models import (
    OPEN_STATES,
    Citation,
    Claim,
    ClaimCoverage,
    CollaborationAddress,
    Qualifier,
    Supports,
)
from frankpledge.register.search import index

# Fields that the claim holds just as the draft says them.
PLAIN = (
    "key", "sentence", "kind", "amount", "amount_upper", "unit", "period_starts_on", "period_ends_on",
    "period_kind", "covers", "state", "said_by", "said_as", "said_on", "assurance", "note",
)  # fmt: skip


def put(*, by: Actor, draft: ClaimDraft, reason: str = "") -> Outcome:
    """Hold this claim and its links. Those it contradicts or replaces must be held already."""
    return put_all(by=by, drafts=[draft], reason=reason)[0]


@transaction.atomic
def put_all(
    *, by: Actor, drafts: Sequence[ClaimDraft], reason: str = "", refresh_search: bool = True
) -> list[Outcome]:
    """`put` for each, all or none. What a draft links to may be among the drafts, before or after it.

    A caller that puts more in the same transaction refreshes the search itself, once, at its end.
    """
    with Deed(by, "register.claims.put", "claim", reason) as deed:
        held = _Held(drafts)
        works = [_Work(draft, held) for draft in drafts]
        for work in works:
            work.put()
        held.shelf.write()
        for work in works:
            work.link()
        if refresh_search:
            index.refresh({number for work in works if work.changes for number in work.found_by})
        return [deed.conclude(work.draft.key, work.changes, added=work.is_new) for work in works]


@transaction.atomic
def remove(*, by: Actor, claim: Claim, reason: str) -> Outcome:
    """Take away a claim that nobody made. One that others must be read with, or that is disputed, stays."""
    require_reason(reason)
    refuse(claim.key, _pointed_at(claim))
    with Deed(by, "register.claims.remove", "claim", reason) as deed:
        held = {name: plain(getattr(claim, name)) for name in PLAIN if name != "key"}
        held["sources"] = [citation.source.url for citation in claim.citations.select_related("source")]
        record = claim.collaboration
        claim.delete()
        if record is not None:
            index.refresh([record.pk])
        removed = {name: [plain(value), None] for name, value in held.items() if value}
        if record is not None:
            removed["collaboration"] = [record.slug, None]
        return deed.conclude(claim.key, removed, added=False)


class _Held:
    """What the drafts are compared with and point at, read once for all of them."""

    def __init__(self, drafts: Sequence[ClaimDraft]) -> None:
        keys = {key for draft in drafts for key in (draft.key, draft.supersedes, *draft.contradicts) if key}
        self.claims = {
            claim.key: claim
            for claim in Claim.objects.filter(key__in=keys)
            .select_related("collaboration", "supersedes")
            .prefetch_related("coverage__organisation", "contradicts")
        }
        slugs = {draft.collaboration for draft in drafts}
        self.collaborations = {
            address.slug: address.collaboration
            for address in CollaborationAddress.objects.filter(slug__in=slugs).select_related("collaboration")
        }
        self.bodies = Organisation.objects.in_bulk(
            {slug for draft in drafts for slug in draft.covers_organisations}, field_name="slug"
        )
        self.contradicted = {
            key: {other.key for other in claim.contradicts.all()} for key, claim in self.claims.items()
        }
        citations = Citation.objects.filter(claim__in=self.claims.values()).select_related("source")
        read = sources.read_at(SourceDraft(url) for draft in drafts for url in draft.sources)
        self.shelf = Shelf(citations, read)


class _Work:
    """One draft, the claim it is about, and what was found different."""

    def __init__(self, draft: ClaimDraft, held: _Held) -> None:
        self.draft, self.held = draft, held
        found = held.claims.get(draft.key)
        self.is_new = found is None
        self.claim = held.claims[draft.key] = found or Claim()
        self.changes: Changes = {}
        # The collaborations whose search entries tell of it: its own, and the one it may have come from.
        self.found_by: set[int] = set()

    def put(self) -> None:
        draft, claim, held = self.draft, self.claim, self.held
        refuse(draft.key, _pointer_faults(draft, held))
        values: dict[str, Any] = {name: getattr(draft, name) for name in PLAIN}
        self.changes = assign(claim, values | {"qualifier": draft.qualifier or ""})
        self._place()
        if self.changes:
            refuse(draft.key, faults_of(claim) | _rules_broken(draft))
            save(claim, self.changes)
        self._cover()
        cited = held.shelf.cite(
            Supports.CLAIM,
            [SourceDraft(url) for url in draft.sources],
            collaboration=claim.collaboration,
            claim=claim,
        )
        if cited:
            self.changes["sources"] = cited

    def link(self) -> None:
        """After all are saved, because a claim may point at a later one."""
        self._contradict()
        self._supersede()

    def _place(self) -> None:
        before = self.claim.collaboration
        after = self.held.collaborations.get(self.draft.collaboration)
        self.found_by = {row.pk for row in (before, after) if row is not None}
        if before != after:
            self.claim.collaboration = after
            self.changes["collaboration"] = [before.slug if before else None, after.slug if after else None]
            if before is not None:
                Citation.objects.filter(claim=self.claim).update(collaboration=after)

    def _cover(self) -> None:
        wanted = [*self.draft.covers_organisations]
        before = [] if self.is_new else [place.organisation.slug for place in self.claim.coverage.all()]
        if before == wanted:
            return
        if before:
            self.claim.coverage.all().delete()
        ClaimCoverage.objects.bulk_create(
            ClaimCoverage(claim=self.claim, organisation=self.held.bodies[slug], position=position)
            for position, slug in enumerate(wanted)
        )
        self.changes["covers_organisations"] = [before or None, wanted]

    def _contradict(self) -> None:
        before = self.held.contradicted.get(self.draft.key, set())
        wanted = set(self.draft.contradicts)
        if before == wanted:
            return
        self.claim.contradicts.set(self.held.claims[key] for key in wanted)
        self.changes["contradicts"] = [sorted(before) or None, sorted(wanted)]

    def _supersede(self) -> None:
        before = self.claim.supersedes
        after = self.held.claims[self.draft.supersedes] if self.draft.supersedes else None
        if before == after:
            return
        if after is not None and _leads_to(after, self.claim):
            circle = _("“%(key)s” itself replaces this one.") % {"key": after.key}
            refuse(self.draft.key, {"supersedes": circle})
        self.claim.supersedes = after
        self.claim.save(update_fields=["supersedes"])
        self.changes["supersedes"] = [before.key if before else None, after.key if after else None]


def _pointer_faults(draft: ClaimDraft, held: _Held) -> Faults:
    faults: Faults = {}
    if draft.collaboration and draft.collaboration not in held.collaborations:
        faults["collaboration"] = _("No collaboration is called “%(slug)s”.") % {"slug": draft.collaboration}
    for slug in draft.covers_organisations:
        if slug not in held.bodies:
            faults["covers_organisations"] = _("No organisation is called “%(slug)s”.") % {"slug": slug}
    for field, keys in (("contradicts", draft.contradicts), ("supersedes", (draft.supersedes,))):
        for key in filter(None, keys):
            if key == draft.key:
                faults[field] = _("A claim is not linked to itself.")
            elif key not in held.claims:
                faults[field] = _("No claim is called “%(key)s”.") % {"key": key}
    return faults


def _pointed_at(claim: Claim) -> Faults:
    faults: Faults = {}
    if replaced_by := claim.superseded_by.values_list("key", flat=True):
        faults["supersedes"] = _("“%(key)s” replaces it.") % {"key": "”, “".join(replaced_by)}
    if contradicted := claim.contradicts.values_list("key", flat=True):
        faults["contradicts"] = _("“%(key)s” does not agree with it.") % {"key": "”, “".join(contradicted)}
    open_messages = claim.corrections.filter(state__in=OPEN_STATES).values_list("reference", flat=True)
    if open_messages:
        faults["corrections"] = _("The message %(reference)s about it has no answer yet.") % {
            "reference": ", ".join(open_messages)
        }
    return faults


def _rules_broken(draft: ClaimDraft) -> Faults:
    faults = span_faults("period_ends_on", draft.period_starts_on, draft.period_ends_on)
    is_range = draft.qualifier == Qualifier.BETWEEN
    if is_range != (draft.amount_upper is not None):
        faults["amount_upper"] = _("A figure “between” two has an upper amount, and no other figure has.")
    elif draft.amount_upper is not None and (draft.amount is None or draft.amount_upper <= draft.amount):
        faults["amount_upper"] = _("The upper amount must be more than the amount.")
    return faults


def _leads_to(claim: Claim, target: Claim) -> bool:
    """Whether `claim` is `target` or replaces it, directly or not."""
    key: int | None = claim.pk
    while key is not None:
        if key == target.pk:
            return True
        key = Claim.objects.values_list("supersedes_id", flat=True).get(pk=key)
    return False
