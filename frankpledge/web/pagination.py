"""The pages of a long list, and the links between them."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.web import formats
from frankpledge.web.refusals import BadAddress

PARAMETER = "page"


@dataclass(frozen=True, slots=True)
class Item:
    """A page's number and address; without an address it is the gap between two that are apart."""

    number: int = 0
    address: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where the reader is in a list, and the ways on."""

    number: int
    items: tuple[Item, ...]
    previous: str
    next: str

    @classmethod
    def of(cls, request: HttpRequest, *, total: int, per_page: int) -> "Pagination":
        """The links for a list of `total` things. Raises NotFound for a page past the last."""
        number, last = asked(request), max(1, ceil(total / per_page))
        if number > last:
            raise NotFound(_("This list has no page %(number)s.") % {"number": number})
        return cls.at(number, last, lambda other: _address(request, other))

    @classmethod
    def at(cls, number: int, last: int, address: Callable[[int], str]) -> "Pagination":
        """The links at page `number` of `last`; `address` gives a page's."""
        return cls(
            number=number,
            items=tuple(_items(number, last, address)),
            previous=address(number - 1) if number > 1 else "",
            next=address(number + 1) if number < last else "",
        )


def asked(request: HttpRequest) -> int:
    """The page that the address asks for, from 1. Raises BadAddress for anything but a whole number."""
    written = request.GET.get(PARAMETER, "1")
    if not (written.isascii() and written.isdigit() and len(written) < 7 and int(written) > 0):
        raise BadAddress(_("The page of a list must be a whole number from 1."))
    return int(written)


def _items(current: int, last: int, address: Callable[[int], str]) -> list[Item]:
    shown = sorted({1, last, *range(max(1, current - 1), min(last, current + 1) + 1)})
    items: list[Item] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            items.append(Item())
        items.append(Item(number, address(number), number == current))
    return items


def _address(request: HttpRequest, number: int) -> str:
    if number == 1:
        return formats.address(request, without={PARAMETER})
    return formats.address(request, page=str(number))
