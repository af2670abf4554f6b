"""References that a person can read out: six letters that are no word and no two of which look alike."""

import secrets
from typing import Any

from django.db.models import QuerySet

from frankpledge.register.models import REFERENCE_ALPHABET


def new(kind: str, taken: QuerySet[Any]) -> str:
    """A reference that begins with the letter of its kind and that none of `taken` has."""
    while True:
        letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _each in range(6))
        reference = f"{kind}-{letters[:4]}-{letters[4:]}"
        if not taken.filter(reference=reference).exists():
            return reference
