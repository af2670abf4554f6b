"""Which body somebody means by a name that they typed or pasted."""

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from frankpledge.people.models import Capacity, Organisation

NEAREST = 3


@dataclass(slots=True)
class Names:
    """Every body there is, by each of its names: slug, full name, short name, without regard to capitals."""

    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    name_of: dict[str, str] = field(default_factory=dict)
    capacity_of: dict[str, Capacity] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Self:
        """Those that are not over, in one statement."""
        found = cls()
        rows = Organisation.objects.filter(valid_to=None).order_by("name")
        for slug, name, short_name, capacity in rows.values_list("slug", "name", "short_name", "capacity"):
            found.name_of[slug], found.capacity_of[slug] = name, Capacity(capacity)
            for each in (slug, name, short_name):
                found.by_name[_plain(each)].add(slug)
        return found

    def find(self, text: str) -> str:
        """The slug of the one body called so; "" for none, or for several."""
        found = self.by_name.get(_plain(text), set())
        return next(iter(found)) if len(found) == 1 else ""

    def near(self, text: str) -> list[str]:
        """What it may have meant: the full names of the nearest."""
        close = difflib.get_close_matches(_plain(text), list(self.by_name), n=NEAREST)
        return list(
            dict.fromkeys(self.name_of[slug] for each in close for slug in sorted(self.by_name[each]))
        )

    def of(self, capacity: Capacity) -> Iterable[tuple[str, str]]:
        """Slug and name of those that sign as this."""
        return ((slug, name) for slug, name in self.name_of.items() if self.capacity_of[slug] == capacity)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
