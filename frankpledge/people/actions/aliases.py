"""Holding another name of an organisation, or the name of a group of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, save
from frankpledge.people.models import Alias, AliasKind, Group, GroupMember, Organisation
from frankpledge.people.rules import Faults, faults_of, refuse, require_reason

ACTION = "people.aliases.put"


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasDraft:
    """Another name of `organisation` (a slug), or of the group of `members` (slugs, in order)."""

    text: str
    kind: AliasKind
    organisation: str = ""
    group: str = ""
    members: tuple[str, ...] = ()
    is_ambiguous: bool = False
    note: str = ""

    @property
    def owner(self) -> str:
        """The slug or the name of what it names."""
        return self.organisation or self.group

    def __str__(self) -> str:
        return f"{self.owner}: {self.text}"


def put(*, by: Actor, draft: AliasDraft, reason: str = "") -> Outcome:
    """Hold this name; for a group, hold exactly its members too."""
    return put_all(by=by, drafts=[draft], reason=reason)[0]


@transaction.atomic
def put_all(*, by: Actor, drafts: Sequence[AliasDraft], reason: str = "") -> list[Outcome]:
    """`put` for each, all or none."""
    with Deed(by, ACTION, "alias", reason) as deed:
        bodies = Organisation.objects.in_bulk(
            [slug for draft in drafts for slug in (draft.organisation, *draft.members)], field_name="slug"
        )
        groups = {
            group.name: group
            for group in Group.objects.filter(name__in=[draft.group for draft in drafts]).prefetch_related(
                "places__organisation"
            )
        }
        held = {
            (alias.organisation_id, alias.group_id, alias.text): alias
            for alias in Alias.objects.filter(text__in=[draft.text for draft in drafts])
        }
        return [_put(deed, held, draft, bodies, groups) for draft in drafts]


@transaction.atomic
def remove(*, by: Actor, alias: Alias, reason: str) -> Outcome:
    """Take away a name that was never used. A caller who searches names refreshes that itself."""
    require_reason(reason)
    with Deed(by, "people.aliases.remove", "alias", reason) as deed:
        owner = alias.organisation.slug if alias.organisation else str(alias.group)
        held = {"kind": [alias.kind, None], "note": [alias.note, None], "text": [alias.text, None]}
        alias.delete()
        return deed.conclude(f"{owner}: {alias.text}", held, added=False)


def _put(
    deed: Deed,
    held: dict[tuple[int | None, int | None, str], Alias],
    draft: AliasDraft,
    bodies: dict[str, Organisation],
    groups: dict[str, Group],
) -> Outcome:
    refuse(str(draft), _faults(draft, bodies))
    changes: Changes = {}
    body, group = bodies.get(draft.organisation), None
    if draft.group:
        group, changes = _group(draft, bodies, groups)
    found = held.get((body.pk if body else None, group.pk if group else None, draft.text))
    alias = found or Alias(organisation=body, group=group, text=draft.text)
    differing = assign(alias, {"kind": draft.kind, "is_ambiguous": draft.is_ambiguous, "note": draft.note})
    if differing:
        refuse(str(draft), faults_of(alias))
        save(alias, differing)
    return deed.conclude(str(draft), changes | differing, added=found is None)


def _faults(draft: AliasDraft, bodies: dict[str, Organisation]) -> Faults:
    faults: Faults = {}
    if draft.kind == AliasKind.GROUP:
        if not draft.group or draft.organisation or not draft.members:
            faults["group"] = _("The name of a group needs the group and its members.")
    elif not draft.organisation or draft.group or draft.members:
        faults["organisation"] = _("The name of an organisation needs the organisation, and no members.")
    unknown = [slug for slug in (draft.organisation, *draft.members) if slug and slug not in bodies]
    if unknown:
        faults["members"] = _("No organisation is called “%(slug)s”.") % {"slug": "”, “".join(unknown)}
    return faults


def _group(
    draft: AliasDraft, bodies: dict[str, Organisation], groups: dict[str, Group]
) -> tuple[Group, Changes]:
    group = groups.get(draft.group)
    before = None
    if group is None:
        group = groups[draft.group] = Group.objects.create(name=draft.group)
    else:
        before = [place.organisation.slug for place in group.places.all()]
    if before == [*draft.members]:
        return group, {}
    group.places.all().delete()
    GroupMember.objects.bulk_create(
        GroupMember(group=group, organisation=bodies[slug], position=position)
        for position, slug in enumerate(draft.members)
    )
    # What was read beforehand is no longer so for the group's next name.
    groups[draft.group] = Group.objects.prefetch_related("places__organisation").get(pk=group.pk)
    return group, {"members": [before, [*draft.members]]}
