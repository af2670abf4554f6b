"""The library of measures: the nation's, and what bodies measure in a way of their own."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from frankpledge.benefits.models import Measure
from frankpledge.errors import NotFound

# One measure of one body, or of the nation.
EACH = ("slug", "organisation_id")
NEWEST_FIRST = (*EACH, "-definition_version")


def national() -> list[Measure]:
    """The newest definition of each measure of the nation that is in use, by name. One statement."""
    of_nation = Measure.objects.filter(organisation=None)
    newest = of_nation.order_by("slug", "-definition_version").distinct("slug")
    held = Measure.objects.filter(pk__in=newest.values("pk"), retired_on=None)
    return list(held.order_by("name"))


def definitions(slug: str) -> Sequence[Measure]:
    """Every definition of one of the nation's measures, newest first. Raises NotFound. One statement."""
    held = list(Measure.objects.filter(slug=slug, organisation=None).order_by("-definition_version"))
    if not held:
        raise NotFound(_("There is no such measure in the library."))
    return held


def variants(slug: str) -> list[Measure]:
    """How bodies measure the same otherwise, each by its newest definition. One statement."""
    held = Measure.objects.filter(varies__slug=slug, varies__organisation=None, retired_on=None)
    newest = held.order_by(*NEWEST_FIRST).distinct(*EACH)
    found = Measure.objects.filter(pk__in=newest.values("pk")).select_related("organisation")
    return list(found.order_by("organisation__name", "name"))


def variant(slug: str, number: int) -> Measure:
    """One variant of a measure of the nation. Raises NotFound. One statement."""
    held = Measure.objects.filter(varies__slug=slug, varies__organisation=None).select_related("organisation")
    found = held.filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such measure in the library."))
    return found


def usable(organisation_ids: Iterable[int], held: int | None = None) -> QuerySet[Measure]:
    """What the people of some bodies may measure by: the nation's measures and their own. One statement.

    `held` is what is used already: it stays to be chosen, an earlier definition or a retired one too.
    """
    whose = Q(organisation=None) | Q(organisation__in=list(organisation_ids))
    newest = Measure.objects.filter(whose, retired_on=None)
    newest = newest.order_by(*NEWEST_FIRST).distinct(*EACH)
    offered = Measure.objects.filter(Q(pk__in=newest.values("pk")) | Q(pk=held))
    return offered.select_related("organisation").order_by("name", "definition_version")
