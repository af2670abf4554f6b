"""What may be said of a benefit, and what is wrong with it: each field with its own message."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.benefits.models import (
    SHARES,
    Bearer,
    BenefitClass,
    Design,
    Grade,
    MapNode,
    Measure,
    Profile,
)
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import LONGEST_TEXT

LINES = {
    "title": 200, "owner_post": 200, "data_owner": 200, "unit_value_source": 300, "cash_route": 300,
    "correlation_group": 100,
}  # fmt: skip
TEXTS = (
    "description", "persistence", "gross_formula", "dependencies", "risks",
    *(f"{share}_reason" for share in SHARES),
)  # fmt: skip
LISTS = {
    "benefit_class": BenefitClass,
    "beneficiary": Bearer,
    "evidence_planned": Grade,
    "design": Design,
}
OF_ONE = (*SHARES, "cashable", "tolerance")
NUMBERS = ("target", "low", "likely", "high")
WHOLE = ("unit_value_pence", "unit_value_prices_of", "data_lag_days")
DAYS = ("target_on", "starts_on", "full_from", "ends_on", "next_review_on")
ROWS: Mapping[str, type[Any]] = {
    "node": MapNode, "measure": Measure, "beneficiary_party": Organisation, "owner": Organisation,
    "counted_in": Profile,
}  # fmt: skip


def checked(values: Mapping[str, Any], *, is_new: bool) -> dict[str, Any]:
    """What is said of a profile, tidied. Raises Invalid with a message for each field that is wrong.

    Only what is in `values` is said; a new one needs a title and a class. None is "not known".
    """
    said: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, value in values.items():
        check = _CHECKS.get(name)
        if check is None:
            faults[name] = _("This is not something a profile says")
            continue
        said[name], fault = check(name, value)
        if fault:
            faults[name] = fault
    if (is_new or "title" in said) and not said.get("title"):
        faults["title"] = _("Enter what comes of it, in a few words")
    if (is_new or "benefit_class" in said) and not said.get("benefit_class"):
        faults["benefit_class"] = _("Choose what kind of benefit or drawback it is")
    faults |= _between(said)
    if faults:
        raise Invalid(_("Something is missing or wrong."), faults)
    return said


def _between(said: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong only with what else is said."""
    faults = {}
    ends = [said.get(name) for name in ("low", "likely", "high")]
    known = [each for each in ends if each is not None]
    if known and (len(known) < len(ends) or known != sorted(known)):
        faults["likely"] = _("Enter the least, the likely and the most, in this order")
    for share in SHARES:
        if said.get(share) is not None and not said.get(f"{share}_reason"):
            faults[f"{share}_reason"] = _("Enter why")
    if said.get("unit_value_pence") is not None:
        if not said.get("unit_value_source"):
            faults["unit_value_source"] = _("Enter where the value is published")
        if said.get("unit_value_prices_of") is None:
            faults["unit_value_prices_of"] = _("Enter the year of its prices")
    if said.get("counted_in") is not None and said.get("is_counted", True):
        faults["counted_in"] = _("What is counted elsewhere is not counted here as well")
    return faults


def _line(name: str, value: Any) -> tuple[Any, str]:
    words = cleaned(str(value or ""))
    longest = LINES.get(name, LONGEST_TEXT)
    return words, _("Use at most %(longest)s characters") % {"longest": longest} if len(
        words
    ) > longest else ""


def _choice(name: str, value: Any) -> tuple[Any, str]:
    word = str(value or "")
    return word, "" if not word or word in LISTS[name].values else _("Choose from the list")


def _share(_name: str, value: Any) -> tuple[Any, str]:
    if value is None or (isinstance(value, Decimal) and 0 <= value <= 1):
        return value, ""
    return None, _("Enter a share from 0 to 100 per cent")


def _number(_name: str, value: Any) -> tuple[Any, str]:
    return value, "" if value is None or isinstance(value, Decimal) else _("Enter a number")


def _whole(_name: str, value: Any) -> tuple[Any, str]:
    return value, "" if value is None or isinstance(value, int) else _("Enter a whole number")


def _day(_name: str, value: Any) -> tuple[Any, str]:
    return value, "" if value is None or isinstance(value, datetime.date) else _("Enter a day")


def _row(name: str, value: Any) -> tuple[Any, str]:
    return value, "" if value is None or isinstance(value, ROWS[name]) else _("Choose from the list")


def _flag(_name: str, value: Any) -> tuple[Any, str]:
    return bool(value), ""


_CHECKS: dict[str, Callable[[str, Any], tuple[Any, str]]] = {
    **dict.fromkeys((*LINES, *TEXTS), _line),
    **dict.fromkeys(LISTS, _choice),
    **dict.fromkeys(OF_ONE, _share),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(WHOLE, _whole),
    **dict.fromkeys(DAYS, _day),
    **dict.fromkeys(ROWS, _row),
    "is_counted": _flag,
}
