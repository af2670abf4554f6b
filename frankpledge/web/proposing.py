"""The questions of the pages about proposals, and how their answers are read."""

import uuid
from collections.abc import Callable, Sequence

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.register.actions.proposal_views import Judged, Said
from frankpledge.register.models import Interest, MeetsTest, Model, ProposalState
from frankpledge.register.queries.proposals import Story
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.phrases import sentence
from frankpledge.web.steps import Rows, gone_to

KEY, SEEN, VERSION = "key", "seen", "version"


def about_it(bodies: Sequence[Organisation]) -> tuple[Question, ...]:
    """What is asked of whoever raises one."""
    own = [Choice(body.slug, body.name) for body in bodies]
    models = [Choice(each.value, each.label) for each in Model]
    interests = [Choice(each.value, sentence(str(each.label))) for each in Interest]
    return (
        Question(name=KEY, kind=Kind.HIDDEN),
        Question(name="raised_by", label=_("Who raises it?"), kind=Kind.ONE_OF_MANY, choices=own),
        Question(
            name="title",
            label=_("What do you call it?"),
            hint=_("For example: One dog unit for three forces."),
        ),
        Question(name="what", label=_("What would be done together?"), kind=Kind.LONG),
        Question(name="interest", label=_("What would it serve?"), kind=Kind.CHOICE, choices=interests),
        Question(
            name="why",
            label=_("Of whom, and how?"),
            hint=_(
                "The efficiency or effectiveness of one or more bodies or forces, not necessarily your own."
            ),
            kind=Kind.LONG,
        ),
        Question(name="model", label=_("By which model? (optional)"), kind=Kind.ONE_OF_MANY, choices=models),
        _day("raised_on", _("When was it raised, and the others told? (optional)")),
    )


def view_questions() -> tuple[Question, ...]:
    """What is asked of a body that was told."""
    return (
        Question(name=SEEN, kind=Kind.HIDDEN, is_made_anew=True),
        _answer(),
        Question(name="reasons", label=_("Why?"), kind=Kind.LONG),
        _office(),
        _day("on", _("On which day? (optional)")),
    )


def judgement_questions() -> tuple[Question, ...]:
    """What is asked of a body that decides."""
    return (
        Question(name=SEEN, kind=Kind.HIDDEN, is_made_anew=True),
        Question(
            name="existing",
            label=_("(a) What do existing agreements and other co-operation mean for this?"),
            kind=Kind.LONG,
        ),
        Question(name="consistency", label=_("(b) Is a consistent approach desirable here?"), kind=Kind.LONG),
        Question(name="opportunities", label=_("(c) What of the opportunities open to you?"), kind=Kind.LONG),
        _answer(),
        Question(name="conclusion", label=_("What do you conclude?"), kind=Kind.LONG),
        _office(),
        _day("on", _("On which day? (optional)")),
    )


def outcome_questions() -> tuple[Question, ...]:
    """What became of it."""
    outcomes = [
        Choice(ProposalState.TAKEN_UP.value, _("It is taken up")),
        Choice(ProposalState.NOT_TAKEN_UP.value, _("It is not taken up")),
    ]
    return (
        Question(name=VERSION, kind=Kind.HIDDEN, is_made_anew=True),
        Question(name="outcome", label=_("What became of it?"), kind=Kind.CHOICE, choices=outcomes),
        Question(name="reason", label=_("Why?"), hint=_("Asked where it is not taken up."), kind=Kind.LONG),
        _day("decided_on", _("On which day? (optional)")),
    )


def said_of(values: Values) -> Said:
    """A view, as it was typed."""
    return Said(
        answer=values["answer"], reasons=values["reasons"], office=values["office"], on=day_of(values, "on")
    )


def judged_of(values: Values) -> Judged:
    """A judgement, as it was typed."""
    return Judged(
        existing=values["existing"],
        consistency=values["consistency"],
        opportunities=values["opportunities"],
        answer=values["answer"],
        conclusion=values["conclusion"],
        office=values["office"],
        on=day_of(values, "on"),
    )


def new_key() -> str:
    """What tells one form from every other, so that what is sent twice is done once."""
    return str(uuid.uuid4())


def number_of(values: Values, name: str) -> int:
    """A number that the form carries. Raises Invalid for what is none of ours."""
    written = values.get(name, "")
    if not (written.isascii() and written.isdigit() and len(written) < 19):
        raise Invalid(_("We could not read this form. Load the page again."))
    return int(written)


def done_or_asked_again(deed: Callable[[], object], address: str) -> HttpResponseBase:
    """Does it, and goes to `address`; whoever comes second is asked again with everything typed."""
    try:
        deed()
    except Stale as late:
        raise Invalid(str(late)) from late
    return gone_to(address)


def answer_label(value: str) -> str:
    """Whether the test is met, in words; "" for no answer."""
    return sentence(str(MeetsTest(value).label)) if value in MeetsTest.values else ""


def about(held: Story) -> Rows:
    """What stands above every question about it."""
    return (
        (_("Proposal"), f"{held.proposal.title} ({held.proposal.reference})"),
        (_("Raised by"), held.proposal.raised_by.name),
        (_("What"), held.proposal.what),
    )


def address(held: Story, done: str = "") -> str:
    """Its page, saying what was done."""
    return reverse("proposal", args=[held.proposal.reference], query={"done": done} if done else None)


def above(held: Story) -> tuple[tuple[str, str], ...]:
    """The way back to its page."""
    return ((_("Proposals"), reverse("proposals")), (held.proposal.title, address(held)))


def version_question() -> Question:
    """The version that a form was made from."""
    return Question(name=VERSION, kind=Kind.HIDDEN, is_made_anew=True)


def _answer() -> Question:
    choices = [Choice(each.value, sentence(str(each.label))) for each in MeetsTest]
    return Question(
        name="answer",
        label=_("Would it serve the efficiency or effectiveness of one or more bodies or forces?"),
        hint=_("Not necessarily your own."),
        kind=Kind.CHOICE,
        choices=choices,
    )


def _office() -> Question:
    return Question(
        name="office",
        label=_("In which office do you say this?"),
        hint=_("A post, not a name: Chief Constable."),
    )


def _day(name: str, label: str) -> Question:
    return Question(
        name=name, label=label, hint=_("Today, if you leave it empty. For example, 31 March 2026.")
    )
