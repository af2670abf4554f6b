"""Typed readings of the environment. A bad value stops the start and says which, why and what would do."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str | None = None) -> str:
    """The text of `name`, or of the file that `name`_FILE points at (for secrets).

    Raises ImproperlyConfigured when neither is set and there is no default.
    """
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names {file!r}; it cannot be read: {error}.") from error
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name}, or {name}_FILE to a file that holds it.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """A yes or no: 1, true, yes, on; or 0, false, no, off."""
    word = text(name, "yes" if default else "no").strip().lower()
    if word in TRUE_WORDS | FALSE_WORDS:
        return word in TRUE_WORDS
    raise ImproperlyConfigured(f"{name} is {word!r}; it must be yes or no.")


def whole_number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between `least` and `most`, both allowed."""
    word = text(name, str(default)).strip()
    if word.isascii() and word.isdigit() and least <= int(word) <= most:
        return int(word)
    raise ImproperlyConfigured(f"{name} is {word!r}; it must be a whole number from {least} to {most}.")


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas; blanks are dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
