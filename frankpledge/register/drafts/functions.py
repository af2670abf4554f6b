"""A kind of police work, as somebody names it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionDraft:
    """One kind of police work or support."""

    slug: str
    name: str
    description: str = ""

    def __str__(self) -> str:
        return self.slug
