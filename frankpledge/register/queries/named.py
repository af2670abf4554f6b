"""The bodies and groups that a name may mean, for whoever types the parties of a collaboration."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from frankpledge.people.models import Organisation
from frankpledge.register.models import SearchName
from frankpledge.register.search.folding import key

BODY_KINDS = ("force", "body", "group")
MOST_OFFERED = 8
# How alike a name must be to be offered for one that nobody has.
NEAR_ENOUGH = 75
SHORTEST_PART = 3
SPLIT = re.compile(r"[,;\n]")
MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for: one body, or all members of a group. `is_gone`: none exists any more."""

    label: str
    slugs: tuple[str, ...]
    is_group: bool
    is_ambiguous: bool = False
    note: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One name as typed, what it surely means, and what else it may mean."""

    text: str
    meant: Meaning | None
    offered: tuple[Meaning, ...] = ()


def look_up(texts: Sequence[str]) -> tuple[Asked, ...]:
    """What each name means. Two statements for all of them."""
    names = list(SearchName.objects.filter(kind__in=BODY_KINDS).order_by("key", "label"))
    gone = set(Organisation.objects.filter(valid_to__isnull=False).values_list("slug", flat=True).order_by())
    return tuple(_asked(text, names, gone) for text in texts if key(text))


def look_up_all(written: str) -> tuple[Asked, ...]:
    """What is named in one box: the whole of it where that is a name, or else what stands between commas."""
    whole = look_up([written])
    parts = [part.strip() for part in SPLIT.split(written) if part.strip()]
    if len(parts) < 2 or (whole and whole[0].meant):
        return whole
    return look_up(list(dict.fromkeys(parts))[:MOST_NAMES])


def datalist() -> list[str]:
    """The names that a box may offer while somebody types: bodies that exist, and groups. Two statements."""
    bodies = Organisation.objects.filter(valid_to__isnull=True).order_by("name")
    groups = SearchName.objects.filter(kind="group").order_by("label")
    return [
        *bodies.values_list("name", flat=True),
        *dict.fromkeys(groups.values_list("label", flat=True)),
    ]


def _asked(text: str, names: Sequence[SearchName], gone: set[str]) -> Asked:
    wanted = key(text)
    exact = _meanings((name for name in names if name.key == wanted), gone)
    living = [each for each in exact if not each.is_gone] or exact
    if len(living) == 1 and not living[0].is_ambiguous and not living[0].is_group:
        return Asked(text, living[0])
    if living:
        return Asked(text, None, tuple(living[:MOST_OFFERED]))
    parts = []
    if len(wanted) >= SHORTEST_PART:
        parts = _meanings((name for name in names if wanted in name.key), gone)
    if not parts:
        near = process.extract(
            wanted,
            [name.key for name in names],
            scorer=fuzz.ratio,
            score_cutoff=NEAR_ENOUGH,
            limit=MOST_OFFERED,
            processor=None,
        )
        parts = _meanings((names[position] for _key, _score, position in near), gone)
    parts.sort(key=lambda each: each.is_gone)
    return Asked(text, None, tuple(parts[:MOST_OFFERED]))


def _meanings(names: Iterable[SearchName], gone: set[str]) -> list[Meaning]:
    found: dict[tuple[str, ...], Meaning] = {}
    for name in names:
        slugs = tuple(name.slugs)
        found.setdefault(
            slugs,
            Meaning(
                label=name.label,
                slugs=slugs,
                is_group=name.kind == "group",
                is_ambiguous=name.is_ambiguous,
                note=name.note,
                is_gone=set(slugs) <= gone,
            ),
        )
    return list(found.values())
