"""What the cells of a column may hold: reading one, and writing it again.

A cell is compared by what it says: 2129.0 and 2129 are the same number, and a blank stays blank.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


class Unreadable(Exception):
    """A cell does not hold what its column may: what is wrong, and what would do."""

    def __init__(self, wrong: str, remedy: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.remedy = wrong, remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(ABC):
    """One column. A blank cell is "not found", and allowed unless the column is `required`."""

    required: bool = False
    blank: ClassVar[Any] = None

    def value(self, text: str) -> Any:
        """What the cell says. Raises Unreadable."""
        if UNPRINTABLE.search(text):
            raise Unreadable(
                _("It holds a character that cannot be read."), _("Save the file as UTF-8 text.")
            )
        if text != text.strip():
            raise Unreadable(_("It begins or ends with a space."), _("Take the space away."))
        if not text:
            if self.required:
                raise Unreadable(_("It is blank."), self.expected())
            return self.blank
        return self.read(text)

    def text(self, value: Any) -> str:
        """The cell that says `value`."""
        return "" if value == self.blank else self.write(value)

    @abstractmethod
    def read(self, text: str) -> Any:
        """What a cell that is not blank says."""

    def write(self, value: Any) -> str:
        """The cell for a value that is not blank."""
        return str(value)

    @abstractmethod
    def expected(self) -> str:
        """What would do, as advice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Column):
    """Words, at most `longest` characters of them."""

    longest: int = 10_000
    blank: ClassVar[Any] = ""

    def read(self, text: str) -> str:
        """The words as they stand."""
        if len(text) > self.longest:
            raise Unreadable(
                _("It has %(count)d characters.") % {"count": len(text)},
                _("Use at most %(longest)d.") % {"longest": self.longest},
            )
        return text

    def expected(self) -> str:
        """Some words."""
        return _("Write what it is.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slug(Column):
    """A name for addresses; `joined_by` is what the file has where an address has a hyphen."""

    joined_by: str = "-"
    blank: ClassVar[Any] = ""

    def read(self, text: str) -> str:
        """The slug, with hyphens."""
        slug = text.replace(self.joined_by, "-")
        if not SLUG.fullmatch(slug) or len(slug) > 100 or (self.joined_by != "-" and "-" in text):
            raise Unreadable(_("“%(text)s” is not a slug.") % {"text": text}, self.expected())
        return slug

    def write(self, value: str) -> str:
        """The slug, joined as the file joins words."""
        return value.replace("-", self.joined_by)

    def expected(self) -> str:
        """What a slug looks like."""
        example = {"example": f"north{self.joined_by}wales"}
        return _("Write small letters, digits and “-”, like %(example)s.") % example


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Column):
    """A word of a code list."""

    words: Mapping[str, Any] = field(default_factory=dict)

    def read(self, text: str) -> Any:
        """What the word stands for."""
        if text not in self.words:
            raise Unreadable(_("“%(text)s” is not on the list.") % {"text": text}, self.expected())
        return self.words[text]

    def write(self, value: Any) -> str:
        """The word that stands for it."""
        return next(word for word, meaning in self.words.items() if meaning == value)

    def expected(self) -> str:
        """The words on the list."""
        return _("Write one of: %(words)s.") % {"words": ", ".join(self.words)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Column):
    """A date of known precision."""

    def read(self, text: str) -> PartialDate:
        """The date."""
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise Unreadable(_("“%(text)s” is not a date.") % {"text": text}, self.expected()) from error

    def expected(self) -> str:
        """How dates are written."""
        return _("Write yyyy, yyyy-mm or yyyy-mm-dd.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Column):
    """A number with at most `places` decimal places."""

    places: int = 0

    def read(self, text: str) -> Decimal:
        """The number, exactly."""
        _whole, _point, decimals = text.partition(".")
        if not re.fullmatch(r"\d{1,14}(\.\d+)?", text, re.ASCII):
            raise Unreadable(_("“%(text)s” is not a number.") % {"text": text}, self.expected())
        if len(decimals) > self.places:
            raise Unreadable(_("“%(text)s” has too many decimals.") % {"text": text}, self.expected())
        return Decimal(text)

    def write(self, value: Decimal) -> str:
        """The number, without needless noughts."""
        return f"{value.normalize():f}"

    def expected(self) -> str:
        """How numbers are written."""
        if self.places:
            return _("Write digits only, with “.” before at most %(places)d decimals.") % {
                "places": self.places
            }
        return _("Write a whole number, digits only.")


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Column):
    """Several things with “;” between them. In some lists the order says nothing."""

    of: Column
    separator: str = ";"
    is_ordered: bool = True
    blank: ClassVar[Any] = ()

    def read(self, text: str) -> tuple[Any, ...]:
        """Each thing; spaces beside the separator say nothing."""
        things = tuple(self._thing(part.strip()) for part in text.split(self.separator.strip()))
        if len(set(things)) < len(things):
            raise Unreadable(_("“%(text)s” names something twice.") % {"text": text}, _("Name it once."))
        return things if self.is_ordered else tuple(sorted(things))

    def write(self, value: tuple[Any, ...]) -> str:
        """All of them."""
        return self.separator.join(self.of.write(thing) for thing in value)

    def expected(self) -> str:
        """What one is."""
        return self.of.expected()

    def _thing(self, part: str) -> Any:
        if not part:
            raise Unreadable(
                _("There is nothing before, after or between two “;”."), _("Take the needless “;” away.")
            )
        return self.of.value(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Column):
    """A public address."""

    longest: int = 600
    blank: ClassVar[Any] = ""

    def read(self, text: str) -> str:
        """The address as it stands."""
        if not ADDRESS.fullmatch(text) or len(text) > self.longest:
            raise Unreadable(_("“%(text)s” is not an address.") % {"text": text}, self.expected())
        return text

    def expected(self) -> str:
        """How addresses are written."""
        return _("Write http:// or https:// and the rest, with no spaces.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Column):
    """Addresses that were read, with “ ; ” between them."""

    blank: ClassVar[Any] = ()

    def read(self, text: str) -> tuple[str, ...]:
        """Each address."""
        addresses = tuple(Address().read(part) for part in text.split(" ; "))
        if len(set(addresses)) < len(addresses):
            raise Unreadable(_("It names an address twice."), _("Name it once."))
        return addresses

    def write(self, value: tuple[str, ...]) -> str:
        """All of them."""
        return " ; ".join(value)

    def expected(self) -> str:
        """How sources are written."""
        return _("Write the address that says so; put “ ; ” between several.")


YES_OR_BLANK = Word(words={"yes": True})
