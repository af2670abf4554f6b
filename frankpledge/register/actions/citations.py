"""Citing sources for the facts of a record."""

from collections.abc import Iterable, Sequence
from typing import Any

from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import Source
from frankpledge.register.models import Citation, Collaboration, Supports

Fact = tuple[Supports, int | None]


class Shelf:
    """The citations of some facts: what is held, and what is to be held instead.

    Collected first and written at once, because a record has hundreds.
    """

    def __init__(self, held: Iterable[Citation], sources: dict[str, Source]) -> None:
        self._sources = sources
        self._held: dict[Fact, list[Citation]] = {}
        self._to_go: list[int] = []
        self._to_add: list[Citation] = []
        for citation in held:
            self._held.setdefault(_fact(citation), []).append(citation)

    def cite(
        self,
        supports: Supports,
        drafts: Sequence[SourceDraft],
        *,
        collaboration: Collaboration | None,
        **fact: Any,
    ) -> list[Any] | None:
        """Let exactly these sources, in this order, support the fact. [before, after] where that is new."""
        wanted = [
            Citation(
                source=self._sources[draft.url],
                title=self._own_title(draft),
                supports=supports,
                position=position,
                collaboration=collaboration,
                **fact,
            )
            for position, draft in enumerate(drafts)
        ]
        target = next(iter(fact.values())) if fact else collaboration
        held = self._held.get((supports, target.pk if target else None), [])
        before, after = [_said(citation) for citation in held], [_said(citation) for citation in wanted]
        if before == after:
            return None
        self._to_go += [citation.pk for citation in held]
        self._to_add += wanted
        return [before or None, after]

    def write(self) -> None:
        """Save what was collected."""
        if self._to_go:
            Citation.objects.filter(pk__in=self._to_go).delete()
        Citation.objects.bulk_create(self._to_add)
        self._to_go, self._to_add = [], []

    def _own_title(self, draft: SourceDraft) -> str:
        """What it is called here, where that is not what it is called elsewhere."""
        return "" if draft.title == self._sources[draft.url].title else draft.title


def _fact(citation: Citation) -> Fact:
    supports = Supports(citation.supports)
    own = {
        Supports.PARTY: citation.party_id,
        Supports.EVENT: citation.event_id,
        Supports.CLAIM: citation.claim_id,
    }
    return supports, own.get(supports, citation.collaboration_id)


def _said(citation: Citation) -> str:
    if citation.supports == Supports.RECORD:
        return f"{citation.source.url} {citation.shown_title}".rstrip()
    return citation.source.url
