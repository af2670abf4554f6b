"""Which record a reference leads to after its own was merged into another."""

from frankpledge.register.models import Merger


def survivor_of(reference: str) -> str | None:
    """The reference of the record that stayed; None for one that was never given up. One statement."""
    found = Merger.objects.filter(reference=reference).values_list("collaboration__reference", flat=True)
    return found.first()


def references_given_up() -> dict[str, str]:
    """By slug, the reference of each record that was given up. One statement."""
    return {
        slug: reference
        for slugs, reference in Merger.objects.values_list("slugs", "reference")
        for slug in slugs
    }
