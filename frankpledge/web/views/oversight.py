"""Who is answerable for a collaboration, before which board, and when it is looked at next."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import oversight as actions
from frankpledge.benefits.actions.oversight import Said
from frankpledge.benefits.models import Oversight
from frankpledge.benefits.queries.oversight import oversight_of
from frankpledge.people.models import Organisation, Power
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms.agreements import body_choices, day_question, one_of_question
from frankpledge.web.forms.questions import Question, Values, day_of
from frankpledge.web.phrases import when
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import gone_to, walk
from frankpledge.web.workspaces import Desk, number_of, version_question


@needs(Power.READ_RESTRICTED)
@reading_only
def oversight(request: HttpRequest, written: str) -> HttpResponseBase:
    """The answerable post, the board and the days, each with where it is from."""
    desk = Desk.of(request, written)
    held = oversight_of(desk.work)
    context = {"oversight": held, "review": held.review}
    stages = (_("The fourteen stages"), desk.at("stages"))
    return desk.page("stages/oversight.html", _("Who is answerable for it"), context, stages)


@needs(Power.DECIDE_CHANGE)
def write(request: HttpRequest, written: str) -> HttpResponseBase:
    """Naming the post, the board and the days."""
    desk = Desk.of(request, written, Power.DECIDE_CHANGE)
    row = oversight_of(desk.work).row
    bodies = list(Organisation.objects.filter(pk__in=desk.keepers).order_by("name"))

    def do(values: Values) -> HttpResponseBase:
        said = Said(
            organisation=next((each for each in bodies if each.slug == values["organisation"]), None),
            post=values["post"],
            board=values["board"],
            review_on=day_of(values, "review_on"),
            notice_by=day_of(values, "notice_by"),
        )
        by, version = members.actor(request), number_of(values)
        actions.put(by=by, collaboration=desk.held, version=version, said=said)
        return gone_to(desk.at("oversight"))

    steps = desk.steps(
        _("Who is answerable for it?"),
        _("Save"),
        do,
        questions=_questions(bodies),
        initial=_initial(row),
        lead=(_("One post answers for the collaboration as a whole, whoever holds it."),),
        back=(_("Cancel"), desk.at("oversight")),
        breadcrumbs=desk.above((_("The fourteen stages"), desk.at("stages"))),
    )
    return walk(request, steps)


def _questions(bodies: list[Organisation]) -> tuple[Question, ...]:
    return (
        one_of_question("organisation", _("Which body?"), body_choices(bodies), is_long=True),
        Question(name="post", label=_("Which post there?"), hint=_("A post, not a person.")),
        Question(name="board", label=_("Which board decides on it? (optional)")),
        day_question(
            "review_on",
            _("When is it looked at next? (optional)"),
            hint=_("Leave it empty where an agreement on this register says it."),
        ),
        day_question("notice_by", _("By when must notice be given, if a party wants to leave? (optional)")),
        version_question(),
    )


def _initial(row: Oversight | None) -> dict[str, str]:
    if row is None:
        return {"version": "0"}
    return {
        "organisation": row.organisation.slug,
        "post": row.post,
        "board": row.board,
        "review_on": when(row.review_on) if row.review_on else "",
        "notice_by": when(row.notice_by) if row.notice_by else "",
        "version": str(row.version),
    }
