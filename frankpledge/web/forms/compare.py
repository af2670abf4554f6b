"""Which forces a reader wants beside each other, read from the address and checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest
from django.utils.translation import gettext as _

from frankpledge.people.models import Organisation

PARAMETER = "force"
LEAST, MOST = 2, 4
LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class CompareForm:
    """What was chosen, field by field, and what is wrong with it by the number of the field, from 1."""

    chosen: tuple[str, ...]
    errors: Mapping[int, str]

    @classmethod
    def read(cls, request: HttpRequest, forces: Sequence[Organisation]) -> Self:
        """Reads an address. Fields left empty do not count; an address that names nobody is not wrong."""
        chosen = tuple(filter(None, (slug.strip() for slug in request.GET.getlist(PARAMETER))))
        names = {force.slug: force.short_name for force in forces}
        return cls(chosen[:MOST], _errors(chosen, names) if chosen else {})

    @property
    def is_complete(self) -> bool:
        return bool(self.chosen) and not self.errors

    @property
    def fields(self) -> list[tuple[int, str, str]]:
        """Each field: its number, what is chosen in it, and what is wrong with that."""
        padded = (*self.chosen, *[""] * (MOST - len(self.chosen)))
        return [(number, slug, self.errors.get(number, "")) for number, slug in enumerate(padded, start=1)]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What another form on the page must carry along to stay with the same forces."""
        return [(PARAMETER, slug) for slug in self.chosen]


def _errors(chosen: tuple[str, ...], names: Mapping[str, str]) -> dict[int, str]:
    errors: dict[int, str] = {}
    for number, slug in enumerate(chosen[:MOST], start=1):
        if slug not in names:
            errors[number] = _(
                "“%(name)s” is not a police force on this register. Choose one from the list."
            ) % {"name": slug[:LONGEST_SHOWN]}
        elif slug in chosen[: number - 1]:
            errors[number] = _("%(name)s is chosen twice. Choose another force, or none.") % {
                "name": names[slug]
            }
    if len(chosen) > MOST:
        errors[MOST] = _("Choose up to four forces. You chose %(count)d.") % {"count": len(chosen)}
    if len(chosen) < LEAST and not errors:
        errors[LEAST] = _("Choose a second force to compare with.")
    return errors
