"""What the pages of a ledger ask, and how it is read."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.benefits import years
from frankpledge.benefits.actions.work import checked_number
from frankpledge.benefits.drafts.ledgers import Line, Share, checked_pence
from frankpledge.benefits.models import (
    Category,
    EntryKind,
    LedgerEntry,
    Profile,
    SplitBy,
    Vintage,
)
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Choice, Kind, Question, Values

YES, NO = asked.YES, asked.NO
# The parts of one body's share, each a field of its own.
SHARE, CODE, REFERENCE = "share", "code", "ref"
OF_A_TRANSFER = (Category.CASH, Category.LEAD_OVERHEAD, Category.TRUE_UP, Category.EXIT, Category.OTHER)


def year_question(label: str) -> Question:
    """A financial year, typed."""
    hint = _("For example, %(year)s for April 2025 to March 2026.") % {"year": years.in_words(2025)}
    return Question(name="year", label=label, hint=hint)


def year_of(values: Values, name: str = "year") -> int | None:
    """The first calendar year of what was typed (`2025/26`, `2025-26` or `2025`); None for nothing."""
    written = "".join(values.get(name, "").split()).replace("-", "/")
    if not written:
        return None
    first, _slash, second = written.partition("/")
    is_year = first.isascii() and first.isdigit() and len(first) == 4
    follows = not second or (is_year and second in {f"{(int(first) + 1) % 100:02d}", str(int(first) + 1)})
    if not is_year or not follows:
        fault = _("Enter a financial year such as 2025/26")
        raise Invalid(fault, {name: fault})
    return int(first)


def needed_year(values: Values) -> int:
    """The same, where there must be one."""
    year = year_of(values)
    if year is None:
        fault = _("Enter a financial year such as 2025/26")
        raise Invalid(fault, {"year": fault})
    return year


def line_questions(bodies: Sequence[Organisation], profiles: Sequence[Profile]) -> tuple[Question, ...]:
    """Everything of a line, with three fields for each body."""
    none = Choice("", _("None of them"))
    benefits = [none, *(Choice(each.reference, f"{each.reference} {each.title}") for each in profiles)]
    return (
        Question(name="what", label=_("What is it for?"), hint=_("For example, kennels and vans.")),
        year_question(_("Which financial year?")),
        asked.one_of_question(
            "kind", _("What is it?"), asked.choices_of(EntryKind, [EntryKind.TRANSFER]), is_long=True
        ),
        asked.one_of_question("category", _("Of what sort?"), asked.choices_of(Category), is_long=True),
        Question(
            name="rate",
            label=_("Standard rate (for staff or things given)"),
            hint=_("The rate, and where it is published. Needed where no money changes hands."),
        ),
        asked.yes_or_no("is_capital", _("Is it capital?")),
        asked.yes_or_no(
            "is_sunk",
            _("Is it spent and gone, whatever is decided?"),
            hint=_("It is then left out of looking ahead."),
        ),
        asked.one_of_question("profile", _("Which benefit is it of? (optional)"), benefits, is_long=True),
        Question(name="objective", label=_("Police Objective Analysis heading (optional)")),
        Question(name="reference", label=_("Invoice or virement reference (optional)")),
        asked.one_of_question("split_by", _("How is it shared?"), asked.choices_of(SplitBy)),
        Question(
            name="amount",
            label=_("The whole amount, in pounds"),
            hint=_("Needed for equal parts, percentages and numbers. Each party’s amount needs no whole."),
        ),
        *(question for body in bodies for question in _share_questions(body)),
        Question(name="note", label=_("Note (optional)"), kind=Kind.LONG),
        Question(name="version", kind=Kind.HIDDEN, is_made_anew=True),
        asked.key_question(),
    )


def _share_questions(body: Organisation) -> tuple[Question, ...]:
    told = {"body": body.name}
    return (
        Question(name=field(SHARE, body), label=_("Share of %(body)s") % told),
        Question(name=field(CODE, body), label=_("Account code of %(body)s") % told),
        Question(name=field(REFERENCE, body), label=_("Reference of %(body)s") % told),
    )


def field(part: str, body: Organisation) -> str:
    """The name of a field of one body."""
    return f"{part}_{body.slug}"


def line_of(values: Values, bodies: Sequence[Organisation]) -> Line:
    """The line as it was typed. Raises Invalid for what is no number, year or answer."""
    split_by = values["split_by"]
    return Line(
        year=needed_year(values),
        kind=values["kind"],
        category=values["category"],
        what=values["what"],
        shares=[share for body in bodies if (share := _share_of(values, body, split_by)) is not None],
        split_by=split_by,
        amount_pence=checked_pence("amount", values["amount"]),
        is_capital=asked.is_yes(values, "is_capital"),
        is_sunk=asked.is_yes(values, "is_sunk"),
        objective=values["objective"],
        profile=values["profile"],
        rate=values["rate"],
        reference=values["reference"],
        note=values["note"],
    )


def _share_of(values: Values, body: Organisation, split_by: str) -> Share | None:
    share_name = field(SHARE, body)
    written = values[share_name].strip()
    if not written:
        return None
    is_typed = split_by == SplitBy.SHARES
    return Share(
        organisation=body,
        amount_pence=checked_pence(share_name, written) if is_typed else None,
        weight=None if is_typed else checked_number(share_name, written.removesuffix("%")),
        account_code=values[field(CODE, body)],
        reference=values[field(REFERENCE, body)],
    )


def initial_line(vintage: Vintage) -> dict[str, Any]:
    """A line that nobody has typed yet."""
    year = years.in_words(vintage.year) if vintage.year is not None else ""
    return {
        "year": year, "kind": EntryKind.COST, "category": Category.CASH, "is_capital": NO, "is_sunk": NO,
        "split_by": SplitBy.SHARES,
    }  # fmt: skip


def as_typed(entry: LedgerEntry, bodies: Sequence[Organisation]) -> dict[str, Any]:
    """A line as its fields hold it."""
    typed: dict[str, Any] = {
        name: getattr(entry, name)
        for name in ("what", "kind", "category", "rate", "objective", "reference", "split_by", "note")
    }
    typed |= {
        "year": years.in_words(entry.year),
        "is_capital": YES if entry.is_capital else NO,
        "is_sunk": YES if entry.is_sunk else NO,
        "profile": entry.profile.reference if entry.profile else "",
        "amount": "" if entry.split_by == SplitBy.SHARES else plain(entry.amount_pence),
        "version": str(entry.version),
    }
    held = {share.organisation_id: share for share in entry.shares.all()}
    for body in bodies:
        if share := held.get(body.pk):
            weight = share.weight if share.weight is not None else 1
            by_key = f"{weight.normalize():f}" if not isinstance(weight, int) else "1"
            is_typed = entry.split_by == SplitBy.SHARES
            typed[field(SHARE, body)] = plain(share.amount_pence) if is_typed else by_key
            typed[field(CODE, body)] = share.account_code
            typed[field(REFERENCE, body)] = share.reference
    return typed


def plain(pence: int) -> str:
    """Pence as one types pounds."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def transfer_questions(bodies: Sequence[Organisation]) -> tuple[Question, ...]:
    """Who pays whom, how much, and for what."""
    choices = asked.body_choices(bodies)
    sorts = [Choice(each.value, each.label) for each in OF_A_TRANSFER]
    return (
        Question(
            name="what", label=_("What is it for?"), hint=_("For example, settling the year’s difference.")
        ),
        year_question(_("Which financial year?")),
        asked.one_of_question("payer", _("Who pays?"), choices, is_long=True),
        asked.one_of_question("payee", _("Who gets it?"), choices, is_long=True),
        Question(name="amount", label=_("How much, in pounds?")),
        asked.one_of_question("category", _("Of what sort?"), sorts, is_long=True),
        asked.yes_or_no("is_capital", _("Is it capital?")),
        Question(name="reference", label=_("Invoice or virement reference (optional)")),
        Question(name="note", label=_("Note (optional)"), kind=Kind.LONG),
        Question(name="version", kind=Kind.HIDDEN, is_made_anew=True),
        asked.key_question(),
    )


def transfer_of(values: Values, bodies: Sequence[Organisation]) -> Line:
    """A payment between two parties, whose whole is nought. Raises Invalid."""
    named = {body.slug: body for body in bodies}
    payer, payee = named.get(values["payer"]), named.get(values["payee"])
    amount = checked_pence("amount", values["amount"])
    faults = {}
    if payer is None:
        faults["payer"] = _("Choose who pays")
    if payee is None or payee == payer:
        faults["payee"] = _("Choose who gets it, another than who pays")
    if amount is None or amount <= 0:
        faults["amount"] = _("Enter how much is paid")
    if faults or payer is None or payee is None or amount is None:
        raise Invalid(_("This payment is not complete."), faults)
    return Line(
        year=needed_year(values),
        kind=EntryKind.TRANSFER,
        category=values["category"],
        what=values["what"],
        shares=[
            Share(organisation=payer, amount_pence=-amount),
            Share(organisation=payee, amount_pence=amount),
        ],
        is_capital=asked.is_yes(values, "is_capital"),
        reference=values["reference"],
        note=values["note"],
    )


def transfer_as_typed(entry: LedgerEntry, bodies: Sequence[Organisation]) -> dict[str, Any]:
    """A payment as its fields hold it."""
    slugs = {body.pk: body.slug for body in bodies}
    held = list(entry.shares.all())
    payer = next((slugs[each.organisation_id] for each in held if each.amount_pence < 0), "")
    payee = next((slugs[each.organisation_id] for each in held if each.amount_pence > 0), "")
    paid = sum(each.amount_pence for each in held if each.amount_pence > 0)
    return {
        "what": entry.what, "year": years.in_words(entry.year), "payer": payer, "payee": payee,
        "amount": plain(paid), "category": entry.category, "is_capital": YES if entry.is_capital else NO,
        "reference": entry.reference, "note": entry.note, "version": str(entry.version),
    }  # fmt: skip
