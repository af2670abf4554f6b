"""What the register knows by name: bodies, groups and kinds of police work."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from frankpledge.dates import Answer
from frankpledge.people.models import Organisation, Relation, RelationKind
from frankpledge.register.models import Function, SearchName
from frankpledge.register.search.folding import key

# Names that mean too much else to be read out of running text.
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded names with what they stand for: slugs of bodies, and of kinds of work.

    `body_of` is the policing body that maintains each force now. `names` says what each slug is called.
    """

    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    body_of: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def vocabulary() -> Vocabulary:
    """Read anew. Four statements."""
    organisations = dict(Organisation.objects.values_list("slug", "name").order_by())
    functions = dict(Function.objects.values_list("slug", "name").order_by())
    return Vocabulary(
        bodies=_bodies(),
        functions={_singular(name): slug for slug, name in functions.items() if slug != "many-functions"},
        body_of=_pairs(),
        names={**organisations, **{f"function:{slug}": name for slug, name in functions.items()}},
    )


def singular(word: str) -> str:
    """A folded word without the ending of a plural: near enough to find “dog” in “dogs”."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _singular(name: str) -> str:
    return " ".join(singular(word) for word in key(name).split())


def _bodies() -> dict[str, tuple[str, ...]]:
    """Names that stand for one body or one group; what may mean several things is left out."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in SearchName.objects.exclude(kind="region"):
        if not name.is_ambiguous and len(name.key) >= SHORTEST_NAME:
            found.setdefault(name.key, set()).add(tuple(name.slugs))
    return {name: next(iter(meanings)) for name, meanings in found.items() if len(meanings) == 1}


def _pairs() -> dict[str, str]:
    today = timezone.localdate()
    ties = Relation.objects.filter(kind=RelationKind.MAINTAINS).select_related("subject", "object")
    return {tie.object.slug: tie.subject.slug for tie in ties if tie.held_on(today) is Answer.YES}
