"""Sources, and citing them for facts about organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed, Outcome, assign, save
from frankpledge.people.models import OrganisationCitation, Source, Supports
from frankpledge.people.rules import faults_of, refuse

ACTION = "people.sources.put"


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A public address that was read, and what it is called."""

    url: str
    title: str = ""


def put(*, by: Actor, draft: SourceDraft, reason: str = "") -> Outcome:
    """Hold this source, under this title."""
    return put_all(by=by, drafts=[draft], reason=reason)[0]


@transaction.atomic
def put_all(*, by: Actor, drafts: Sequence[SourceDraft], reason: str = "") -> list[Outcome]:
    """`put` for each, all or none."""
    with Deed(by, ACTION, "source", reason) as deed:
        held = Source.objects.in_bulk([draft.url for draft in drafts], field_name="url")
        return [_put(deed, held.get(draft.url), draft) for draft in drafts]


def _put(deed: Deed, held: Source | None, draft: SourceDraft) -> Outcome:
    source = held or Source()
    changes = assign(source, {"url": draft.url, "title": draft.title})
    if changes or held is None:
        refuse(draft.url, faults_of(source))
        save(source, changes)
    return deed.conclude(draft.url, changes, added=held is None)


def read_at(drafts: Iterable[SourceDraft]) -> dict[str, Source]:
    """The sources at these addresses, by address, for an action that cites them in its transaction.

    Those not yet held are added, and one without a title takes the first that a draft gives it.
    """
    wanted: dict[str, SourceDraft] = {}
    for draft in drafts:
        if draft.url not in wanted or not wanted[draft.url].title:
            wanted[draft.url] = draft
    held = Source.objects.in_bulk([*wanted], field_name="url")
    added = [Source(url=url, title=draft.title) for url, draft in wanted.items() if url not in held]
    titled = [source for url, source in held.items() if wanted[url].title and not source.title]
    for source in titled:
        source.title = wanted[source.url].title
    for source in (*added, *titled):
        refuse(source.url or _("A source"), faults_of(source))
    Source.objects.bulk_create(added)
    Source.objects.bulk_update(titled, ["title"])
    return held | {source.url: source for source in added}


def cite(
    held: Iterable[OrganisationCitation],
    urls: Sequence[str],
    sources: dict[str, Source],
    supports: Supports,
    **fact: Any,
) -> list[list[str] | None] | None:
    """Let exactly `urls`, in this order, support the fact. [before, after] when they did not already."""
    before = [citation.source.url for citation in held]
    if before == [*urls]:
        return None
    if before:
        OrganisationCitation.objects.filter(supports=supports, **fact).delete()
    OrganisationCitation.objects.bulk_create(
        OrganisationCitation(source=sources[url], supports=supports, position=position, **fact)
        for position, url in enumerate(urls)
    )
    return [before or None, [*urls]]
