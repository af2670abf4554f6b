"""Holding what joins two organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, plain, save
from frankpledge.dates import PartialDate
from frankpledge.people.actions import sources
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import (
    Basis,
    Capacity,
    Organisation,
    Relation,
    RelationKind,
    Source,
    Supports,
)
from frankpledge.people.rules import Faults, faults_of, refuse, require_reason, span_faults

ACTION = "people.relations.put"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationDraft:
    """`subject` maintains, succeeds or is part of `object`; both are slugs.

    `pk` is the held row that it is about, where that is known.
    """

    subject: str
    kind: RelationKind
    object: str
    basis: Basis
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    sources: tuple[str, ...] = ()
    pk: int | None = None

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.object}"


def put(*, by: Actor, draft: RelationDraft, reason: str = "") -> Outcome:
    """Hold this relation.

    Two bodies are joined in one way once at a time: a draft whose span overlaps that of a held relation
    corrects it, and one whose span does not is a further spell.
    """
    return put_all(by=by, drafts=[draft], reason=reason)[0]


@transaction.atomic
def put_all(*, by: Actor, drafts: Sequence[RelationDraft], reason: str = "") -> list[Outcome]:
    """`put` for each, all or none."""
    with Deed(by, ACTION, "relation", reason) as deed:
        slugs = {slug for draft in drafts for slug in (draft.subject, draft.object)}
        bodies = Organisation.objects.in_bulk([*slugs], field_name="slug")
        held = [
            *Relation.objects.filter(subject__slug__in=slugs)
            .select_related("subject", "object")
            .prefetch_related("citations__source")
        ]
        read = sources.read_at(SourceDraft(url) for draft in drafts for url in draft.sources)
        return [_put(deed, held, draft, bodies, read) for draft in drafts]


@transaction.atomic
def remove(*, by: Actor, relation: Relation, reason: str) -> Outcome:
    """Take away a relation that never was, with what it was cited to. One that is over is not removed."""
    require_reason(reason)
    with Deed(by, "people.relations.remove", "relation", reason) as deed:
        subject = f"{relation.subject.slug} {relation.kind} {relation.object.slug}"
        held: Changes = {
            name: [plain(getattr(relation, name)), None] for name in ("starts_on", "ends_on", "basis")
        }
        held["sources"] = [[each.source.url for each in relation.citations.select_related("source")], None]
        relation.delete()
        return deed.conclude(subject, held, added=False)


def _put(
    deed: Deed,
    held: list[Relation],
    draft: RelationDraft,
    bodies: dict[str, Organisation],
    read: dict[str, Source],
) -> Outcome:
    refuse(str(draft), _faults(draft, bodies))
    found = _same(held, draft)
    relation = found or Relation(subject=bodies[draft.subject], kind=draft.kind, object=bodies[draft.object])
    changes = assign(relation, {"starts_on": draft.starts_on, "ends_on": draft.ends_on, "basis": draft.basis})
    if changes:
        refuse(str(draft), faults_of(relation))
        save(relation, changes)
    said = found.citations.all() if found else []
    if changed := sources.cite(said, draft.sources, read, Supports.RELATION, relation=relation):
        changes["sources"] = changed
    if found is None:
        held.append(relation)
    return deed.conclude(str(draft), changes, added=found is None)


def _faults(draft: RelationDraft, bodies: dict[str, Organisation]) -> Faults:
    faults = span_faults("ends_on", draft.starts_on, draft.ends_on)
    for field, slug in (("subject", draft.subject), ("object", draft.object)):
        if slug not in bodies:
            faults[field] = _("No organisation is called “%(slug)s”.") % {"slug": slug}
    if draft.subject == draft.object:
        faults["object"] = _("A relation joins two organisations.")
    if not faults and draft.kind == RelationKind.MAINTAINS:
        if bodies[draft.subject].capacity != Capacity.POLICING_BODY:
            faults["subject"] = _("Only a policing body maintains a force.")
        if bodies[draft.object].capacity != Capacity.CHIEF_OFFICER:
            faults["object"] = _("What a policing body maintains is a force with a chief officer.")
    return faults


def _same(held: Iterable[Relation], draft: RelationDraft) -> Relation | None:
    alike = [
        relation
        for relation in held
        if (relation.subject.slug, relation.kind, relation.object.slug)
        == (draft.subject, draft.kind, draft.object)
    ]
    if draft.pk is not None:
        return next((relation for relation in alike if relation.pk == draft.pk), None)
    exact = [relation for relation in alike if relation.starts_on == draft.starts_on]
    return next(iter(exact or [relation for relation in alike if _overlap(relation, draft)]), None)


def _overlap(relation: Relation, draft: RelationDraft) -> bool:
    return _starts_before_end_of(relation, draft) and _starts_before_end_of(draft, relation)


def _starts_before_end_of(one: Relation | RelationDraft, other: Relation | RelationDraft) -> bool:
    if one.starts_on is None or other.ends_on is None:
        return True
    return one.starts_on.latest < other.ends_on.earliest
