"""The page of an organisation as at a past day: what changed in the world since, undone."""

import datetime
from dataclasses import replace

from frankpledge.people.models import Basis, OrganisationCitation, Source, Supports
from frankpledge.people.queries.organisations import Profile
from frankpledge.people.queries.relations import Relations, Tie
from frankpledge.register.models import TargetKind
from frankpledge.register.queries import undoing
from frankpledge.register.queries.undoing import NOTHING, Undone

TIES = ("overseen_by", "oversees", "predecessors", "successors", "part_of", "parts")
# The field of the organisation's own that holds the sources of a fact.
OWN_SOURCES = {"identity": "identity_sources", "region": "region_sources"}


def profile(slug: str, day: datetime.date, *, is_past: bool) -> tuple[Profile, Undone]:
    """The profile as it was on `day`, and what else to undo on its page.

    Five statements; one more for a past day. Raises NotFound.
    """
    held = Profile.of(slug, day)
    if not is_past:
        return held, NOTHING
    undone = undoing.of_body(held.organisation.pk, day)
    return _then(held, undone), undone


def _then(profile: Profile, undone: Undone) -> Profile:
    undone.row(TargetKind.ORGANISATION, profile.organisation)
    return replace(
        profile,
        relations=_relations(profile.relations, undone),
        aliases=tuple(undone.rows(TargetKind.ALIAS, profile.aliases)),
        figures=tuple(undone.rows(TargetKind.FIGURE, profile.figures)),
        citations=_citations(profile, undone),
    )


def _relations(held: Relations, undone: Undone) -> Relations:
    def then(tie: Tie) -> Tie:
        undone.row(TargetKind.ORGANISATION, tie.other)
        old = undone.typed(TargetKind.RELATION, tie.relation_id)
        basis = Basis(old.get("basis", tie.basis))
        starts_on, ends_on = old.get("starts_on", tie.starts_on), old.get("ends_on", tie.ends_on)
        return replace(tie, basis=basis, starts_on=starts_on, ends_on=ends_on)

    return Relations(
        **{
            name: tuple(
                then(tie)
                for tie in getattr(held, name)
                if (TargetKind.RELATION, tie.relation_id) not in undone.added
            )
            for name in TIES
        }
    )


def _citations(profile: Profile, undone: Undone) -> tuple[OrganisationCitation, ...]:
    """The citations of facts that were there, each fact's as they were."""
    if not undone.values and not undone.added:
        return profile.citations
    old: dict[tuple[str, int], OrganisationCitation] = {}
    kept = []
    for citation in profile.citations:
        kind, row_id, named = _fact(citation, profile.organisation.pk)
        if (kind, row_id) in undone.added:
            continue
        if named in undone.of(kind, row_id):
            old.setdefault((citation.supports, row_id), citation)
        else:
            kept.append(citation)
    sources = {citation.source.url: citation.source for citation in profile.citations}
    for pattern in old.values():
        kind, row_id, named = _fact(pattern, profile.organisation.pk)
        for position, url in enumerate(undone.of(kind, row_id)[named]):
            # A source that nothing cites any more is numbered from below, so as to be told from every other.
            unheld = Source(pk=-1 - len(sources), url=url, title=undone.titles.get(url, ""))
            kept.append(_like(pattern, sources.setdefault(url, unheld), position))
    kinds = list(Supports)
    return tuple(sorted(kept, key=lambda each: (each.position, kinds.index(Supports(each.supports)))))


def _fact(citation: OrganisationCitation, organisation_id: int) -> tuple[TargetKind, int, str]:
    if citation.relation_id is not None:
        return TargetKind.RELATION, citation.relation_id, "sources"
    if citation.figure_id is not None:
        return TargetKind.FIGURE, citation.figure_id, "sources"
    return TargetKind.ORGANISATION, organisation_id, OWN_SOURCES[citation.supports]


def _like(pattern: OrganisationCitation, source: Source, position: int) -> OrganisationCitation:
    """A citation of another source for the same fact. Nothing saves it."""
    return OrganisationCitation(
        source=source,
        supports=pattern.supports,
        position=position,
        organisation_id=pattern.organisation_id,
        relation_id=pattern.relation_id,
        figure_id=pattern.figure_id,
    )
