"""The mapped domains and claims of sign-in providers. One statement."""

from frankpledge.people.models import Domain, Organisation


def every() -> tuple[Domain, ...]:
    """All of them, by provider."""
    return tuple(Domain.objects.select_related("organisation").order_by("provider", "claim", "value"))


def organisations() -> tuple[tuple[str, str], ...]:
    """Every organisation that somebody can be led to, as (slug, name)."""
    return tuple(Organisation.objects.order_by("name").values_list("slug", "name"))
