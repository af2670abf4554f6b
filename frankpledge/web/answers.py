"""The five questions as pages ask them: each in a sentence, with what helps to answer it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from frankpledge.benefits.drafts.ledgers import checked_pence
from frankpledge.benefits.models import Answer, Asked, Next
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.web.forms.questions import Choice, Kind, Question, Text, Values

HINTS: Mapping[Asked, Text] = {
    Asked.WHY: _(
        "What does each party get from it that it could not get alone, or only for more? Two sentences are "
        "enough."
    ),
    Asked.BEFORE: _(
        "How was the work done before, and what did it take: people, money, time? Say where a figure is "
        "from. A guess is welcome if you call it one."
    ),
    Asked.COST: _(
        "What the amounts cover, what is given besides money, and where the figures are from. It may stay "
        "empty if amounts were entered."
    ),
    Asked.CHANGED: _(
        "What is better than before, what is worse, and for whom? Say how you know. “Nothing yet” is an "
        "answer."
    ),
    Asked.NEXT: _("Why, and what exactly?"),
}


def questions(asked: Asked, parties: Sequence[Organisation], *, may_decide: bool) -> tuple[Question, ...]:
    """The fields of one question; of the third, an amount for each party."""
    words = Question(name="words", label=_("In a sentence or two"), hint=HINTS[asked], kind=Kind.LONG)
    hidden = (
        Question(name="not_known", kind=Kind.HIDDEN, is_made_anew=True),
        Question(name="seen", kind=Kind.HIDDEN, is_made_anew=True),
        Question(name="key", kind=Kind.HIDDEN),
    )
    if asked is Asked.COST:
        return (*(_amount(body) for body in parties), words, *hidden)
    if asked is not Asked.NEXT:
        return (words, *hidden)
    minute = Question(
        name="minute_reference",
        label=_("Where is the decision minuted? (optional)"),
        hint=_("For example, joint board, 12 March 2025, item 4."),
    )
    return (_decision(may_decide=may_decide), words, *((minute,) if may_decide else ()), *hidden)


def costs_of(values: Values, parties: Sequence[Organisation]) -> dict[Organisation, int]:
    """What each party pays whose cost was typed, in pence. Raises Invalid, party by party."""
    known: dict[Organisation, int] = {}
    faults: dict[str, str] = {}
    for body in parties:
        name = amount_name(body)
        try:
            pence = checked_pence(name, values.get(name, ""))
        except Invalid as refused:
            faults |= refused.fields
        else:
            known |= {} if pence is None else {body: pence}
    if faults:
        raise Invalid(gettext("Something is wrong with an amount."), faults)
    return known


def amount_name(body: Organisation) -> str:
    """What the field of a party's amount is called."""
    return f"cost-{body.slug}"


def initial(held: Answer | None) -> dict[str, str]:
    """What an answer said, as its page's fields have it."""
    if held is None:
        return {}
    return {"words": held.words, "next": held.next, "minute_reference": held.minute_reference}


def _amount(body: Organisation) -> Question:
    label = gettext("What %(name)s pays in the year (optional)") % {"name": body.name}
    return Question(name=amount_name(body), label=label, hint=_("Pounds, such as 125,000. Empty: not known."))


def _decision(*, may_decide: bool) -> Question:
    offered: Sequence[Next] = list(Next) if may_decide else [Next.NOT_DECIDED]
    hint: Text = "" if may_decide else _("An owner of one of the parties records what is decided.")
    choices = [Choice(each.value, str(each.label).capitalize()) for each in offered]
    return Question(name="next", label=_("What is decided?"), hint=hint, kind=Kind.CHOICE, choices=choices)
