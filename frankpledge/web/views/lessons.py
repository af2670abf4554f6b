"""Lessons: those of a record, for its people; those that were shared; those that everybody may read."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import lessons as actions
from frankpledge.benefits.models import FIVE, Lesson
from frankpledge.benefits.queries import lessons as queries
from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.web import lessons as words
from frankpledge.web import members
from frankpledge.web.access import needs, open_to_all, with_their_own
from frankpledge.web.editions import LESSON
from frankpledge.web.forms.agreements import key_question, long
from frankpledge.web.forms.questions import Question, Values, key_of, new_key
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, gone_to, walk
from frankpledge.web.workspaces import Desk, number_of, version_question


@open_to_all
@reading_only
@with_their_own
def lessons(request: HttpRequest) -> HttpResponse:
    """All that were shared, for who works with this register; for everybody, those that were released."""
    rights = members.rights(request) if members.is_signed_in(request) else None
    is_member = rights is not None and rights.may_anywhere(Power.READ_RESTRICTED)
    told = queries.shared() if is_member else queries.released()
    page = Page(
        title=_("Lessons from collaborations"),
        shows_register=False,
        for_search_engines=not is_member,
        breadcrumbs=((_("Home"), "/"),),
    )
    shown = [(each, words.outcomes(each.outcomes)) for each in told]
    context = {"lessons": shown, "five": LESSON, "is_member": is_member}
    return page_response(request, "lessons/national.html", page, context)


@needs(Power.READ_RESTRICTED)
@reading_only
def of_record(request: HttpRequest, written: str) -> HttpResponseBase:
    """All of one record, with what was planned and what came of each benefit beside them."""
    desk = Desk.of(request, written)
    outcomes = queries.outcomes_of({desk.work.pk}).get(desk.work.pk, [])
    context = {
        "lessons": queries.lessons_of(desk.work),
        "five": LESSON,
        "outcomes": words.outcomes(outcomes),
    }
    return desk.page("lessons/record.html", _("What others should know"), context, _stages(desk))


@needs(Power.PROPOSE_CHANGE)
def add(request: HttpRequest, written: str) -> HttpResponseBase:
    """A lesson is written down."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)

    def do(values: Values) -> HttpResponseBase:
        by, key = members.actor(request), key_of(values)
        actions.add(by=by, collaboration=desk.held, words=values, key=key)
        return gone_to(desk.at("benefits-lessons"))

    steps = desk.steps(
        _("What should others know?"),
        _("Save"),
        do,
        questions=(*_questions(), key_question()),
        initial={"key": new_key()},
        lead=(_("Nobody else reads it before it is shared."),),
        back=(_("Cancel"), desk.at("benefits-lessons")),
        breadcrumbs=desk.above(_stages(desk)),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def write(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """A lesson that is not shared is said otherwise."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    row = _held(desk, number)

    def do(values: Values) -> HttpResponseBase:
        by, version = members.actor(request), number_of(values)
        actions.write(by=by, collaboration=desk.held, lesson_id=number, version=version, words=values)
        return gone_to(desk.at("benefits-lessons"))

    steps = desk.steps(
        _("What should others know?"),
        _("Save"),
        do,
        questions=(*_questions(), version_question()),
        initial={name: getattr(row, name) for name in ("title", *FIVE)} | {"version": str(row.version)},
        back=(_("Cancel"), desk.at("benefits-lessons")),
        breadcrumbs=desk.above(_stages(desk)),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def share(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """A lesson is shared, after it was looked over."""
    desk = Desk.of(request, written, Power.DECIDE_CHANGE)
    row = _held(desk, number)

    def do(values: Values) -> HttpResponseBase:
        by, version = members.actor(request), number_of(values)
        actions.share(by=by, collaboration=desk.held, lesson_id=number, version=version)
        return gone_to(desk.at("benefits-lessons"))

    steps = desk.steps(
        _("Share this lesson?"),
        _("Share it"),
        do,
        questions=(version_question(),),
        initial={"version": str(row.version)},
        lead=(
            _("Everybody with a role on this register reads it from today, and beside it what was planned and"
              " what came of each benefit that is agreed."),
            _("Everybody else reads it once figures are released that have it."),
        ),
        facts=_facts(row),
        is_a_warning=True,
        back=(_("Not now"), desk.at("benefits-lessons")),
        breadcrumbs=desk.above(_stages(desk)),
    )  # fmt: skip
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def take_back(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """A lesson is its record's own again."""
    desk = Desk.of(request, written, Power.DECIDE_CHANGE)
    row = _held(desk, number)

    def do(_values: Values) -> HttpResponseBase:
        actions.take_back(by=members.actor(request), collaboration=desk.held, lesson_id=number)
        return gone_to(desk.at("benefits-lessons"))

    steps = desk.steps(
        _("Take this lesson back?"),
        _("Take it back"),
        do,
        lead=(_("Figures that were released with it keep it until they are taken back too."),),
        facts=_facts(row),
        back=(_("Not now"), desk.at("benefits-lessons")),
        breadcrumbs=desk.above(_stages(desk)),
    )
    return walk(request, steps)


def _held(desk: Desk, number: int) -> Lesson:
    row = Lesson.objects.filter(workspace=desk.work, pk=number).first()
    if row is None:
        raise NotFound(_("There is no such lesson."))
    return row


def _questions() -> Sequence[Question]:
    return (
        Question(name="title", label=_("What is it about?")),
        *(long(name, label) for name, label in LESSON.items()),
    )


def _facts(row: Lesson) -> Rows:
    said = ((label, getattr(row, name) or _("not said yet")) for name, label in LESSON.items())
    return ((_("What it is about"), row.title), *said)


def _stages(desk: Desk) -> tuple[str, str]:
    return (_("The fourteen stages"), desk.at("stages"))
