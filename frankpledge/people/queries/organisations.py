"""What is held about one organisation itself: its ties, names, figures and sources."""

import datetime
from dataclasses import dataclass
from typing import Self

from django.db.models import Q
from django.utils.translation import gettext as _

from frankpledge.dates import Answer
from frankpledge.errors import NotFound
from frankpledge.people.models import (
    Alias,
    Figure,
    Kind,
    Organisation,
    OrganisationCitation,
    Source,
    Supports,
)
from frankpledge.people.queries.relations import Relations, Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One organisation as at a day. It says nothing of collaborations."""

    organisation: Organisation
    relations: Relations
    aliases: tuple[Alias, ...]
    figures: tuple[Figure, ...]
    citations: tuple[OrganisationCitation, ...]

    @classmethod
    def of(cls, slug: str, day: datetime.date) -> Self:
        """Reads it in five statements. Figures about a time after `day` are left out. Raises NotFound."""
        organisation = named(slug)
        figures = (figure for figure in organisation.figures.all() if figure.on.earliest <= day)
        return cls(
            organisation=organisation,
            relations=Relations.of(organisation),
            aliases=tuple(
                Alias.objects.filter(Q(organisation=organisation) | Q(group__members=organisation))
                .select_related("group")
                .order_by("kind", "text")
            ),
            figures=tuple(sorted(figures, key=lambda figure: (figure.measure, figure.on.latest))),
            citations=_citations(organisation),
        )

    def sources_of(self, fact: Figure | Tie) -> tuple[Source, ...]:
        """The sources of one figure or of one tie."""
        if isinstance(fact, Figure):
            return tuple(each.source for each in self.citations if each.figure_id == fact.pk)
        return tuple(each.source for each in self.citations if each.relation_id == fact.relation_id)

    @property
    def sources(self) -> dict[Source, tuple[Supports, ...]]:
        """Every source once, with the kinds of fact that it supports."""
        found: dict[Source, dict[Supports, None]] = {}
        for each in self.citations:
            found.setdefault(each.source, {})[Supports(each.supports)] = None
        return {source: tuple(supports) for source, supports in found.items()}


def territorial_forces(day: datetime.date) -> list[Organisation]:
    """The forces of England and Wales that each police an area on a day, by name."""
    forces = Organisation.objects.filter(kind=Kind.FORCE).order_by("short_name")
    return [force for force in forces if force.existed_on(day) is not Answer.NO]


def named(slug: str) -> Organisation:
    """The organisation at this address. Raises NotFound."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(_("There is no organisation at this address."))
    return found


def _citations(organisation: Organisation) -> tuple[OrganisationCitation, ...]:
    about = (
        Q(organisation=organisation)
        | Q(figure__organisation=organisation)
        | Q(relation__subject=organisation)
        | Q(relation__object=organisation)
    )
    return tuple(
        OrganisationCitation.objects.filter(about).select_related("source").order_by("position", "pk")
    )
