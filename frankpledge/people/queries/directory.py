"""The list of all organisations, arranged as people look for them."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from django.db.models import Q, QuerySet

from frankpledge.dates import Answer
from frankpledge.people.models import Kind, Organisation, Region
from frankpledge.people.queries.relations import Tie, overseers

LONGEST_NAME = 100

Group = TypeVar("Group", Kind, Region)


@dataclass(frozen=True, slots=True)
class Listed:
    """One organisation of the list, with the bodies that oversee it if it is a force."""

    organisation: Organisation
    overseen_by: tuple[Tie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everybody on the list as at a day. `not_yet` counts those that had not begun by then."""

    forces: Mapping[Region, Sequence[Listed]]
    policing_bodies: Sequence[Listed]
    others: Mapping[Kind, Sequence[Listed]]
    former: Sequence[Listed]
    not_yet: int

    @classmethod
    def of(cls, day: datetime.date, name: str = "") -> Self:
        """Reads it in two statements; with `name`, only those called so or something like it."""
        ties = overseers(day)
        everybody = [Listed(each, tuple(ties.get(each.pk, ()))) for each in _called(name)]
        former = [each for each in everybody if _has_ended(each, day)]
        present = [each for each in everybody if each.organisation.existed_on(day) is not Answer.NO]
        others = [each for each in present if each.organisation.kind not in {Kind.FORCE, Kind.POLICING_BODY}]
        return cls(
            forces=_grouped(_of_kind(present, Kind.FORCE), Region, lambda each: each.region),
            policing_bodies=list(_of_kind(present, Kind.POLICING_BODY)),
            others=_grouped(others, Kind, lambda each: each.kind),
            former=former,
            not_yet=len(everybody) - len(present) - len(former),
        )

    def __iter__(self) -> Iterator[Listed]:
        """Everybody listed, in the order of the page."""
        for group in (*self.forces.values(), self.policing_bodies, *self.others.values(), self.former):
            yield from group


def _called(name: str) -> QuerySet[Organisation, Organisation]:
    everybody = Organisation.objects.order_by("short_name", "slug")
    words = name.replace("\0", "").strip()[:LONGEST_NAME]
    if not words:
        return everybody
    called = Q(groups__name__iexact=words) | Q(groups__aliases__text__iexact=words)
    for column in ("name", "short_name", "name_cy", "aliases__text"):
        called |= Q(**{f"{column}__icontains": words})
    return everybody.filter(pk__in=Organisation.objects.filter(called).order_by().values("pk"))


def _has_ended(listed: Listed, day: datetime.date) -> bool:
    ended = listed.organisation.valid_to
    return ended is not None and ended.on_or_before(day) is Answer.YES


def _of_kind(listed: Iterable[Listed], kind: Kind) -> Iterator[Listed]:
    return (each for each in listed if each.organisation.kind == kind)


def _grouped(
    listed: Iterable[Listed], groups: type[Group], key: Callable[[Organisation], str]
) -> dict[Group, list[Listed]]:
    """The groups that have anybody in them, in their own order."""
    everybody = list(listed)
    found = {group: [each for each in everybody if key(each.organisation) == group] for group in groups}
    return {group: held for group, held in found.items() if held}
