"""What is done to a document: described, published, taken back, kept longer, let go."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, Stale
from frankpledge.exchange.documents import publishing
from frankpledge.people.permissions import Power
from frankpledge.register.actions import documents as actions
from frankpledge.register.actions import retentions
from frankpledge.register.actions.document_work import check_may
from frankpledge.register.models import Document
from frankpledge.register.states import documents as states
from frankpledge.register.states.documents import Move
from frankpledge.web import documents, members
from frankpledge.web.access import needs
from frankpledge.web.forms import documents as forms
from frankpledge.web.forms.questions import Choice, Kind, Question, Text, Values, day_of, reason_question
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, Steps, gone_to, walk

Do = Callable[[Values], HttpResponseBase]


@needs(Power.PROPOSE_CHANGE)
def describe(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What is said of a document that is not public."""
    found = _to_change(request, reference, Move.DESCRIBE)

    def do(values: Values) -> HttpResponseBase:
        actions.describe(
            by=members.actor(request),
            reference=found.reference,
            version=_version(values),
            draft=forms.draft(values),
        )
        return _done(found, "described")

    steps = _steps(
        found,
        _("Change what is said of this document"),
        do,
        button=_("Save"),
        facts=(),
        questions=forms.questions(members.rights(request), found.collaboration, found),
    )
    return walk(request, replace(steps, initial=forms.answers(found)))


@needs(Power.PUBLISH)
def publish(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Gives everybody a clean copy."""
    found = _to_change(request, reference, Move.PUBLISH)
    wrong = states.what_keeps_from_publishing(found)

    def do(values: Values) -> HttpResponseBase:
        if values.get("looked") != "yes":
            fault = _("Say whether somebody has looked through the whole file")
            raise Invalid(fault, {"looked": fault})
        publishing.publish(by=members.actor(request), reference=found.reference, version=_version(values))
        return _done(found, "published")

    steps = _steps(
        found,
        _("Publish this document"),
        do,
        button=_("Publish it"),
        lead=[*wrong.values()] or _what_publishing_does(found),
        facts=((_("Document"), found.title), (_("Marking"), found.get_marking_display())),
        questions=(_looked_through(),),
    )
    return walk(request, steps)


@needs(Power.PUBLISH)
def withdraw(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Takes a document back from the public."""
    found = _to_change(request, reference, Move.WITHDRAW)
    lead = (_("Everybody else will no longer find it here. Whoever saved the file has it still."),)
    title = _("Take this document back from the public")
    return _with_a_reason(request, found, "withdrawn", title, lead, publishing.withdraw)


@needs(Power.DECIDE_CHANGE)
def keep(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Keeps it until a later day."""
    found = _to_change(request, reference, Move.KEEP)

    def do(values: Values) -> HttpResponseBase:
        retentions.keep(
            by=members.actor(request),
            reference=found.reference,
            version=_version(values),
            until=day_of(values, "until"),
            reason=values["reason"],
        )
        return _done(found, "kept")

    held = when(found.retain_until) if found.retain_until else _("nobody has said")
    steps = _steps(
        found,
        _("Keep this document longer") if found.retain_until else _("How long is this document kept?"),
        do,
        button=_("Save"),
        facts=((_("Document"), found.title), (_("Kept until, so far"), held)),
        questions=(_until_when(), reason_question()),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def dispose(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Lets go of what was kept long enough."""
    found = _to_change(request, reference, Move.DISPOSE)
    states.check_was_kept(found, timezone.localdate())
    title = _("Dispose of this document")
    return _with_a_reason(request, found, "disposed", title, _what_stays(), publishing.dispose)


@needs(Power.PUBLISH)
def remove(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Removes what should never have been here."""
    found = _to_change(request, reference, Move.REMOVE)
    title = _("Remove a mistaken upload")
    return _with_a_reason(request, found, "removed", title, _what_stays(), publishing.remove)


def _with_a_reason(
    request: HttpRequest,
    found: Document,
    done: str,
    title: str,
    lead: Sequence[Text],
    deed: Callable[..., Document],
) -> HttpResponseBase:
    def do(values: Values) -> HttpResponseBase:
        deed(
            by=members.actor(request),
            reference=found.reference,
            version=_version(values),
            reason=values["reason"],
        )
        return _done(found, done)

    steps = _steps(found, title, do, lead=lead, questions=(reason_question(),), is_a_warning=True)
    return walk(request, steps)


def _steps(
    found: Document,
    title: str,
    do: Do,
    *,
    questions: Sequence[Question],
    button: str = "",
    lead: Sequence[Text] = (),
    facts: Rows | None = None,
    is_a_warning: bool = False,
) -> Steps:
    """A page that asks about a document, and about no other version of it."""
    itself = reverse("document", args=[found.reference])
    return Steps(
        title=title,
        button=button or title,
        do=_once_fresh(do),
        lead=lead,
        facts=((_("Document"), found.title),) if facts is None else facts,
        questions=(*questions, Question(name="version", kind=Kind.HIDDEN)),
        initial={"version": str(found.version)},
        back=(_("Cancel"), itself),
        breadcrumbs=(*documents.above(found.collaboration), (found.title, itself)),
        is_a_warning=is_a_warning,
    )


def _once_fresh(do: Do) -> Do:
    """Says beside the form, with all that was typed, that somebody else was there first."""

    def fresh(values: Values) -> HttpResponseBase:
        try:
            return do(values)
        except Stale as refused:
            raise Invalid(str(refused)) from refused

    return fresh


def _version(values: Values) -> int:
    written = values.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0


def _to_change(request: HttpRequest, reference: str, move: Move) -> Document:
    found, _is_member = documents.read_one(request, reference)
    check_may(members.actor(request), move, found.collaboration)
    states.check(move, found)
    return found


def _what_publishing_does(found: Document) -> list[str]:
    said = [
        _("Everybody may then find and read it. They get a copy without who made it, when and with what."),
        _("If the file holds hidden words, comments laid over pages or tracked changes, we say so and stop."),
    ]
    if found.is_older_than_full_copy:
        said.append(_("The full copy has a newer version than this redacted copy was made from."))
    return said


def _what_stays() -> tuple[str, ...]:
    return (
        _("Its file and its text are gone for ever, for everybody, and no search finds it."),
        _("That it was here, its title, and your reason stay, for members of the record."),
    )


def _looked_through() -> Question:
    return Question(
        name="looked",
        label=_("Has somebody looked through the whole file for what must not be public?"),
        hint=_(
            "Names, signatures, tactics, telephone numbers. We cannot find words in white or under a picture."
        ),
        kind=Kind.CHOICE,
        choices=[Choice("yes", _("Yes")), Choice("no", _("No, not yet"))],
    )


def _until_when() -> Question:
    return Question(
        name="until",
        label=_("Until which day?"),
        hint=_("When somebody should look again whether it is still needed. For example, 31 March 2032."),
    )


def _done(found: Document, what: str) -> HttpResponseBase:
    return gone_to(reverse("document", args=[found.reference], query={"done": what}))
