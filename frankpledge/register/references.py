"""References that a person can read out: six letters that are no word and no two of which look alike.

Those of records are numbers. People's records get one by chance, so that none that is withheld leaves a gap.
"""

import re
import secrets
from typing import Any

from django.db.models import Q, QuerySet

from frankpledge.register import sight
from frankpledge.register.models import BY_CHANCE_FROM, REFERENCE_ALPHABET, Collaboration

BY_CHANCE_BELOW = 10_000_000
LONGEST_WRITTEN = 30


def new(kind: str, taken: QuerySet[Any]) -> str:
    """A reference that begins with the letter of its kind and that none of `taken` has."""
    return new_ones(kind, taken, 1)[0]


def new_ones(kind: str, taken: QuerySet[Any], count: int) -> list[str]:
    """As many such references, each another."""
    found: set[str] = set()
    while len(found) < count:
        drawn = {_drawn(kind) for _each in range(count - len(found))}
        found |= drawn - set(taken.filter(reference__in=drawn).values_list("reference", flat=True))
    return list(found)


def written(kind: str, text: str) -> str:
    """A reference as we write it, from one copied without care, or "" for what is none of its kind.

    >>> written("P", "p7k3m q2")
    'P-7K3M-Q2'
    """
    letters = re.sub(r"[^0-9A-Z]", "", text[:LONGEST_WRITTEN].upper())
    tidy = f"{letters[:1]}-{letters[1:5]}-{letters[5:]}"
    drawn = f"[{REFERENCE_ALPHABET}]"
    return tidy if re.fullmatch(f"{kind}-{drawn}{{4}}-{drawn}{{2}}", tidy) else ""


def of_a_record() -> str:
    """The reference of a record that people register. Its slug is the same in small letters."""
    while True:
        number = BY_CHANCE_FROM + secrets.randbelow(BY_CHANCE_BELOW - BY_CHANCE_FROM)
        with sight.everything():
            # One that was given up when records were merged is never given again.
            taken = Q(reference=f"C-{number}") | Q(mergers__reference=f"C-{number}")
            if not Collaboration.objects.filter(taken).exists():
                return f"C-{number}"


def _drawn(kind: str) -> str:
    letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _each in range(6))
    return f"{kind}-{letters[:4]}-{letters[4:]}"
