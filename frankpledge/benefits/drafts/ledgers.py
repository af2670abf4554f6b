"""An entry of the ledger as it is typed, and whether it can be one: shares that add up to the penny."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from frankpledge.benefits.actions.work import checked_number
from frankpledge.benefits.models import Category, EntryKind, SplitBy
from frankpledge.engine import money
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words

LONGEST_WHAT, LONGEST_CODE, LONGEST_OBJECTIVE = 300, 100, 100
LARGEST_PENCE = 10**15
HUNDRED = Decimal(100)
# What may be negative: what somebody pays in a transfer, and a balance that is overdrawn.
OF_EITHER_SIGN = (EntryKind.TRANSFER, EntryKind.BALANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One party's part: its amount, or its weight in the key by which the whole is split."""

    organisation: Organisation
    amount_pence: int | None = None
    weight: Decimal | None = None
    account_code: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry. With a key, `amount_pence` is the whole; without one the shares are, and it may be left out.

    `profile` is the reference of the benefit that a saving or a worth is of.
    """

    year: int
    kind: str
    category: str
    what: str
    shares: Sequence[Share] = field(default_factory=tuple)
    split_by: str = SplitBy.SHARES
    amount_pence: int | None = None
    is_capital: bool = False
    objective: str = ""
    profile: str = ""
    rate: str = ""
    is_sunk: bool = False
    reference: str = ""
    note: str = ""


def checked_pence(name: str, text: str) -> int | None:
    """Pounds as typed, as whole pence; nothing for "". Raises Invalid for parts of a penny, and the rest."""
    value = checked_number(name, text)
    if value is None:
        return None
    if value * 100 != (value * 100).to_integral_value():
        fault = _("Enter pounds and whole pence, such as 1234.50")
        raise Invalid(fault, {name: fault})
    return money.pence(value)


def checked(line: Line) -> Line:
    """The line with every share as an amount that re-adds to the whole. Raises Invalid, field by field."""
    faults = _missing(line)
    if faults:
        raise Invalid(_("This line is not complete."), faults)
    shares = [
        replace(
            share,
            account_code=checked_words("shares", share.account_code, longest=LONGEST_CODE),
            reference=checked_words("shares", share.reference, longest=LONGEST_LINE),
        )
        for share in line.shares
    ]
    whole, amounts = _amounts(line)
    shares = [replace(share, amount_pence=part) for share, part in zip(shares, amounts, strict=True)]
    _check_signs(line, amounts)
    return replace(
        line,
        what=checked_words("what", line.what, _("Enter what it is for"), LONGEST_WHAT),
        objective=checked_words("objective", line.objective, longest=LONGEST_OBJECTIVE),
        rate=checked_words("rate", line.rate, longest=LONGEST_WHAT),
        reference=checked_words("reference", line.reference, longest=LONGEST_LINE),
        note=checked_words("note", line.note),
        shares=shares,
        amount_pence=whole,
    )


def _missing(line: Line) -> dict[str, str]:
    faults = {}
    for name, choices in (("kind", EntryKind), ("category", Category), ("split_by", SplitBy)):
        if getattr(line, name) not in choices.values:
            faults[name] = _("Choose from the list")
    if not 1990 <= line.year <= 2100:
        faults["year"] = _("Enter a year such as 2025")
    if line.category == Category.IN_KIND and not line.rate.strip():
        faults["rate"] = _("Enter the standard rate, and where it is published")
    if not line.shares:
        faults["shares"] = _("Enter a share of at least one party")
    elif len({share.organisation.pk for share in line.shares}) != len(line.shares):
        faults["shares"] = _("Enter one share for each party")
    if line.kind == EntryKind.TRANSFER and line.split_by != SplitBy.SHARES:
        faults["split_by"] = _("A payment between parties is not split: enter who pays and who gets it")
    return faults


def _amounts(line: Line) -> tuple[int, Sequence[int]]:
    """The whole, and what each share comes to."""
    if line.split_by == SplitBy.SHARES:
        return _typed(line)
    if line.amount_pence is None:
        fault = _("Enter the whole amount")
        raise Invalid(fault, {"amount": fault})
    weights = [Decimal(1) if line.split_by == SplitBy.EQUAL else share.weight for share in line.shares]
    known = [weight for weight in weights if weight is not None]
    fault = ""
    if len(known) < len(weights):
        fault = _("Enter a number for each party that has a share")
    elif any(weight < 0 for weight in known) or not any(known):
        fault = _("Enter numbers of nought or more, of which one is above nought")
    elif line.split_by == SplitBy.PERCENTAGES and sum(known, Decimal(0)) != HUNDRED:
        fault = _("The percentages come to %(sum)s: they must come to 100") % {
            "sum": f"{sum(known, Decimal(0)).normalize():f}"
        }
    if fault:
        raise Invalid(fault, {"shares": fault})
    return line.amount_pence, money.split(line.amount_pence, known)


def _typed(line: Line) -> tuple[int, Sequence[int]]:
    amounts = [share.amount_pence for share in line.shares if share.amount_pence is not None]
    if len(amounts) < len(line.shares):
        fault = _("Enter an amount for each party that has a share")
        raise Invalid(fault, {"shares": fault})
    whole = sum(amounts)
    fault = ""
    if line.kind == EntryKind.TRANSFER and whole != 0:
        fault = _("What is paid and what is got differ by %(sum)s: they must be the same")
    elif line.amount_pence is not None and line.amount_pence != whole:
        fault = _("The shares come to %(sum)s, not to the whole amount")
    if fault:
        fault %= {"sum": money.pounds(whole)}
        raise Invalid(fault, {"shares": fault})
    return whole, amounts


def _check_signs(line: Line, amounts: Sequence[int]) -> None:
    fault = ""
    if any(abs(amount) >= LARGEST_PENCE for amount in amounts):
        fault = _("Enter a smaller amount")
    elif line.kind not in OF_EITHER_SIGN and any(amount < 0 for amount in amounts):
        fault = _("Enter amounts of nought or more: what comes back is income")
    elif line.kind == EntryKind.TRANSFER and not any(amounts):
        fault = _("Enter how much is paid")
    if fault:
        raise Invalid(fault, {"shares": fault})
