"""Holding a whole record as its draft describes it, and giving it another name."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed, Outcome, assign, save
from frankpledge.people.rules import faults_of, refuse
from frankpledge.register.actions.record import Held, Work
from frankpledge.register.drafts import CollaborationDraft
from frankpledge.register.models import Collaboration, CollaborationAddress
from frankpledge.register.search import index


def put(*, by: Actor, draft: CollaborationDraft, reason: str = "") -> Outcome:
    """Hold this record as the draft describes it.

    Cells of the record (names, functions, sources) become exactly what the draft says. Parties, events and
    agreements that the draft does not name stay, and the outcome lists them.
    """
    return put_all(by=by, drafts=[draft], reason=reason)[0]


@transaction.atomic
def put_all(
    *, by: Actor, drafts: Sequence[CollaborationDraft], reason: str = "", refresh_search: bool = True
) -> list[Outcome]:
    """`put` for each, all or none. A parent may be among the drafts, before or after its children.

    A caller that puts more in the same transaction refreshes the search itself, once, at its end.
    """
    with Deed(by, "register.collaborations.put", "collaboration", reason) as deed:
        held = Held(drafts)
        works = [Work(draft, held) for draft in drafts]
        for work in works:
            work.put()
        held.shelf.write()
        for work in works:
            work.set_parent()
        outcomes = [work.conclude(deed) for work in works]
        changed = [work.row.pk for work in works if work.changes]
        if changed and refresh_search:
            index.refresh(changed)
        return outcomes


@transaction.atomic
def rename(
    *,
    by: Actor,
    collaboration: Collaboration,
    reason: str,
    slug: str | None = None,
    title: str | None = None,
) -> Outcome:
    """Give a record another slug or title. The old slug still leads to it: an address is never given up."""
    with Deed(by, "register.collaborations.rename", "collaboration", reason) as deed:
        row = Collaboration.objects.get(pk=collaboration.pk)
        subject = row.slug
        wanted = {"slug": subject if slug is None else slug, "title": row.title if title is None else title}
        changes = assign(row, wanted)
        faults = faults_of(row)
        holder = CollaborationAddress.objects.filter(slug=row.slug).select_related("collaboration").first()
        if holder is not None and holder.collaboration != row:
            other = holder.collaboration.reference
            faults["slug"] = _("It is, or once was, that of %(other)s.") % {"other": other}
        if not reason.strip():
            faults["reason"] = _("Say why it is called something else.")
        refuse(subject, faults)
        save(row, changes)
        if holder is None:
            CollaborationAddress.objects.create(slug=row.slug, collaboration=row)
        if changes:
            index.refresh([row.pk])
        return deed.conclude(row.slug, changes, added=False)
