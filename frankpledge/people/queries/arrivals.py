"""Where somebody belongs whom a sign-in provider vouches for."""

from collections.abc import Mapping
from typing import Any

from frankpledge.people.models import Domain


def place_of(*, provider: str, claims: Mapping[str, Any], verified_email: str = "") -> Domain | None:
    """The mapping that fits: by what the provider says of them first, then by their address's domain.

    `verified_email` is their address only if the provider says that it checked it.
    """
    _, at, domain = verified_email.lower().rpartition("@")
    by_domain = None
    for mapped in Domain.objects.filter(provider=provider).select_related("organisation").order_by("pk"):
        if mapped.claim:
            if mapped.value in _said(claims.get(mapped.claim)):
                return mapped
        elif at and mapped.value == domain and by_domain is None:
            by_domain = mapped
    return by_domain


def _said(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]
