"""The mapped domains and claims of sign-in providers. One statement."""

from frankpledge.people.models import Domain


def every() -> tuple[Domain, ...]:
    """All of them, by provider."""
    return tuple(Domain.objects.select_related("organisation").order_by("provider", "claim", "value"))
