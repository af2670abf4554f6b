"""References that a person can read out: six letters that are no word and no two of which look alike.

Those of records are numbers. People's records get one by chance, so that none that is withheld leaves a gap.
"""

import secrets
from typing import Any

from django.db.models import QuerySet

from frankpledge.register import sight
from frankpledge.register.models import BY_CHANCE_FROM, REFERENCE_ALPHABET, Collaboration

BY_CHANCE_BELOW = 10_000_000


def new(kind: str, taken: QuerySet[Any]) -> str:
    """A reference that begins with the letter of its kind and that none of `taken` has."""
    while True:
        letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _each in range(6))
        reference = f"{kind}-{letters[:4]}-{letters[4:]}"
        if not taken.filter(reference=reference).exists():
            return reference


def of_a_record() -> str:
    """The reference of a record that people register. Its slug is the same in small letters."""
    while True:
        number = BY_CHANCE_FROM + secrets.randbelow(BY_CHANCE_BELOW - BY_CHANCE_FROM)
        with sight.everything():
            if not Collaboration.objects.filter(reference=f"C-{number}").exists():
                return f"C-{number}"
