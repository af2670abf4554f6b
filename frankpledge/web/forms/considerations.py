"""Which forces and which work somebody considers, read from the address and checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from frankpledge.people.models import Organisation
from frankpledge.register.models import Function
from frankpledge.register.queries.considerations import MOST_FUNCTIONS

FORCE, FUNCTION = "force", "function"
LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ConsiderForm:
    """What was chosen, in the order of the address, and what is wrong with it by field."""

    all_forces: Sequence[Organisation]
    all_functions: Sequence[Function]
    forces: tuple[str, ...]
    functions: tuple[str, ...]
    errors: Mapping[str, str]

    @classmethod
    def read(
        cls,
        request: HttpRequest,
        forces: Sequence[Organisation],
        functions: Sequence[Function],
        *,
        least: int = 1,
    ) -> Self:
        """Reads an address. One that names no force is not wrong: it asks for the page to choose on."""
        chosen_forces, chosen_functions = _chosen(request, FORCE), _chosen(request, FUNCTION)
        errors = dict(_errors(chosen_forces, {each.slug for each in forces}, least, FORCE))
        errors |= _errors(chosen_functions, {each.slug for each in functions}, 1, FUNCTION)
        if len(chosen_functions) > MOST_FUNCTIONS:
            errors[FUNCTION] = _("Choose up to %(most)s kinds of work") % {"most": MOST_FUNCTIONS}
        begun = bool(chosen_forces)
        return cls(forces, functions, chosen_forces, chosen_functions, errors if begun else {})

    @property
    def is_complete(self) -> bool:
        return bool(self.forces and self.functions) and not self.errors

    @property
    def chosen_forces(self) -> list[Organisation]:
        """In the order of the address."""
        by_slug = {each.slug: each for each in self.all_forces}
        return [by_slug[slug] for slug in self.forces if slug in by_slug]

    @property
    def chosen_functions(self) -> list[Function]:
        """In the order of the address."""
        by_slug = {each.slug: each for each in self.all_functions}
        return [by_slug[slug] for slug in self.functions if slug in by_slug]

    @property
    def by_region(self) -> list[tuple[str, list[Organisation]]]:
        """Every force under its region, as the page offers them."""
        in_order = sorted(self.all_forces, key=lambda each: (each.region, each.short_name))
        return [(region, list(held)) for region, held in groupby(in_order, key=lambda each: each.region)]

    @property
    def function_fields(self) -> list[str]:
        """What is chosen in each field for a kind of work."""
        return [*self.functions[:MOST_FUNCTIONS], *[""] * (MOST_FUNCTIONS - len(self.functions))]

    @property
    def query(self) -> str:
        """The parts of the address, always in the same order."""
        return urlencode(
            [*((FORCE, slug) for slug in self.forces), *((FUNCTION, slug) for slug in self.functions)]
        )


def _chosen(request: HttpRequest, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (value.strip() for value in request.GET.getlist(name)))))


def _errors(chosen: Sequence[str], known: set[str], least: int, name: str) -> Iterator[tuple[str, str]]:
    unknown = next((slug for slug in chosen if slug not in known), "")
    told = {"name": unknown[:LONGEST_SHOWN], "least": least}
    if name == FORCE:
        if unknown:
            yield name, _("“%(name)s” is not a police force on this register") % told
        elif len(chosen) < least:
            yield name, _("Choose at least %(least)s forces") % told
    elif unknown:
        yield name, _("“%(name)s” is not a kind of work on this register") % told
    elif not chosen:
        yield name, _("Choose the kind of work")
