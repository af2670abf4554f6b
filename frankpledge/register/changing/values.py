"""What a field may hold: how it is read from what somebody typed, kept in a change, and given to a draft.

A change keeps values as the drafts spell them: a word of a code list, a date of known precision, a number as
text, lists one thing each. `read` makes that of typed text and `text` writes it again.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from frankpledge.audit.outcomes import plain
from frankpledge.dates import PartialDate
from frankpledge.register.actions.messages import cleaned

SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*", re.ASCII)
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", re.IGNORECASE)
LONGEST_ADDRESS, LONGEST_TITLE, LONGEST_SLUG = 600, 300, 100
MOST_LINES = 200


class Unreadable(Exception):
    """What was typed is not what the field holds; the text says what would do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(ABC):
    """One kind of value. `blank` is what a field that says nothing holds."""

    blank: ClassVar[Any] = ""

    def read(self, text: str) -> Any:
        """What the text says. Raises Unreadable."""
        words = cleaned(text)
        return self._read(words) if words else self.kept(self.blank)

    def text(self, value: Any) -> str:
        """The text that says `value`."""
        return "" if value is None else str(value)

    def typed(self, value: Any) -> Any:
        """The kept value as a draft holds it."""
        return value

    def kept(self, value: Any) -> Any:
        """A draft's value as a change keeps it."""
        return plain(value)

    @abstractmethod
    def _read(self, words: str) -> Any:
        """What words that are not blank say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Value):
    """A line of words."""

    longest: int = 200

    def _read(self, words: str) -> str:
        if "\n" in words:
            raise Unreadable(_("Write it on one line"))
        return _no_longer(words, self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Value):
    """Words on as many lines as they need."""

    longest: int = 10_000

    def _read(self, words: str) -> str:
        return _no_longer(words, self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Value):
    """A word of a code list; None where nothing need be chosen and nothing is."""

    of: type[TextChoices]
    blank: ClassVar[Any] = None

    def typed(self, value: Any) -> Any:
        """The word as its code list has it."""
        return self.of(value) if value else None

    def kept(self, value: Any) -> Any:
        """The bare word; a row says "" where a draft says None."""
        return str(value) if value else None

    def _read(self, words: str) -> str:
        if words not in self.of.values:
            raise Unreadable(_("Choose one of those on the list"))
        return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Value):
    """A date of known precision, or None."""

    blank: ClassVar[Any] = None

    def typed(self, value: Any) -> PartialDate | None:
        """The date."""
        return PartialDate.parse(value) if value else None

    def _read(self, words: str) -> str:
        try:
            return str(PartialDate.parse(words))
        except ValueError as error:
            raise Unreadable(
                _("Enter a real date: a year alone, a month and year, or a day, month and year")
            ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Value):
    """A whole number from nought, or None."""

    most: int = 32_767
    blank: ClassVar[Any] = None

    def _read(self, words: str) -> int:
        if not re.fullmatch(r"\d{1,9}", words, re.ASCII) or int(words) > self.most:
            raise Unreadable(_("Enter a whole number up to %(most)s, like 12") % {"most": self.most})
        return int(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Value):
    """A number with decimals, kept exactly as text; or None. Commas between thousands say nothing."""

    places: int = 4
    blank: ClassVar[Any] = None

    def typed(self, value: Any) -> Decimal | None:
        """The number, exactly."""
        return None if value is None else Decimal(value)

    def _read(self, words: str) -> str:
        digits = words.replace(",", "").removeprefix("£").strip()
        if not re.fullmatch(rf"\d{{1,14}}(\.\d{{1,{self.places}}})?", digits, re.ASCII):
            raise Unreadable(
                _("Enter a number in digits with at most %(places)s decimals, like 27600 or 27.6")
                % {"places": self.places}
            )
        return str(plain(Decimal(digits)))


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Value):
    """Yes, or not."""

    blank: ClassVar[Any] = False

    def text(self, value: Any) -> str:
        """“yes”, or nothing."""
        return "yes" if value else ""

    def _read(self, words: str) -> bool:
        if words not in {"yes", "no"}:
            raise Unreadable(_("Choose yes or no"))
        return words == "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slug(Value):
    """What one row of the register is known by. `names` says of what."""

    names: str = ""

    def _read(self, words: str) -> str:
        return _slug(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Value):
    """Several things, one a line, in an order that is kept."""

    longest: int = 200
    blank: ClassVar[Any] = []

    def text(self, value: Any) -> str:
        """One a line."""
        return "\n".join(value or [])

    def typed(self, value: Any) -> Any:
        """All of them."""
        return tuple(value or ())

    def _read(self, words: str) -> list[str]:
        things = [self._thing(line.strip()) for line in words.split("\n") if line.strip()]
        if len(things) > MOST_LINES:
            raise Unreadable(_("Give at most %(most)s, one a line") % {"most": MOST_LINES})
        if len(set(things)) < len(things):
            raise Unreadable(_("Name each only once"))
        return self._ordered(things)

    def _ordered(self, things: list[str]) -> list[str]:
        return things

    def _thing(self, line: str) -> str:
        return _no_longer(line, self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slugs(Lines):
    """What several rows of the register are known by, one a line. `names` says of what."""

    names: str = ""
    is_ordered: bool = True

    def kept(self, value: Any) -> Any:
        """In order; by the alphabet, where the order says nothing."""
        return self._ordered([*value])

    def _ordered(self, things: list[str]) -> list[str]:
        return things if self.is_ordered else sorted(things)

    def _thing(self, line: str) -> str:
        return _slug(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Value):
    """One public address."""

    longest: int = LONGEST_ADDRESS

    def _read(self, words: str) -> str:
        return _address(words, self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses(Lines):
    """Public addresses, one a line."""

    def _thing(self, line: str) -> str:
        return _address(line, LONGEST_ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledAddresses(Lines):
    """Public addresses, one a line, each with what it is called after a space; drafts take pairs."""

    def typed(self, value: Any) -> Any:
        """Each address with its title, "" where it has none."""
        return tuple(parted(line) for line in value or ())

    def kept(self, value: Any) -> Any:
        """Pairs of an address and a title as lines."""
        return [f"{url} {title}".strip() for url, title in value]

    def _thing(self, line: str) -> str:
        url, title = parted(line)
        return f"{_address(url, LONGEST_ADDRESS)} {_no_longer(title, LONGEST_TITLE)}".strip()


def parted(line: str) -> tuple[str, str]:
    """The address that a line begins with, and the title after it."""
    url, _space, title = line.partition(" ")
    return url, title.strip()


def _slug(words: str) -> str:
    slug = words.lower()
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise Unreadable(
            _("“%(words)s” is not a name we use in addresses, like north-wales") % {"words": words[:60]}
        )
    return slug


def _address(words: str, longest: int) -> str:
    if not ADDRESS.fullmatch(words):
        raise Unreadable(
            _("“%(words)s” is not a full address, like https://www.example.org/page") % {"words": words[:60]}
        )
    return _no_longer(words, longest)


def _no_longer(words: str, longest: int) -> str:
    if len(words) > longest:
        raise Unreadable(_("Use at most %(longest)s characters") % {"longest": longest})
    return words
