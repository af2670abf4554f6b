"""A page that asks, one that shows the answers to check, and then the deed: the same way for each.

Nothing is kept between the steps: the answers travel with the form. What is wrong comes from the action.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, Stale
from frankpledge.web.forms.questions import Kind, Question, Text, Values
from frankpledge.web.pages import Page, page_response
from frankpledge.web.views import errors

ALLOWED = "GET, HEAD, OPTIONS, POST"
STEP, CHECKED, CHANGE = "step", "checked", "change"
Rows = Sequence[tuple[Text, Text]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What is asked and done.

    `check` gives the answers to look over before `do`, each under its question; without it `do` follows at
    once. Both raise Invalid, or Stale. `facts` stand above the questions. `back` is where a change of mind
    leads. `template` asks in another way, and reads `more` too.
    """

    title: str
    button: Text
    do: Callable[[Values], HttpResponseBase]
    back: tuple[Text, str]
    check: Callable[[Values], Rows] | None = None
    questions: Sequence[Question] = ()
    lead: Sequence[Text] = ()
    facts: Rows = ()
    initial: Values = field(default_factory=dict)
    breadcrumbs: Sequence[tuple[str, str]] = ()
    is_a_warning: bool = False
    template: str = "steps/ask.html"
    more: Mapping[str, Any] = field(default_factory=dict)


def walk(request: HttpRequest, steps: Steps) -> HttpResponseBase:
    """Answers a request for any of the steps."""
    return shown_or_sent(
        request, lambda: _ask(request, steps, steps.initial), lambda: _answered(request, steps)
    )


def shown_or_sent(
    request: HttpRequest, show: Callable[[], HttpResponseBase], take: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Answers a request for a page with a form: by showing it, or by taking what was sent."""
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED})
    if request.method in {"GET", "HEAD"}:
        return show()
    return take() if request.method == "POST" else errors.method_not_allowed(request, ALLOWED)


def gone_to(address: str) -> HttpResponseRedirect:
    """The page to read after something was done."""
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _answered(request: HttpRequest, steps: Steps) -> HttpResponseBase:
    values = {question.name: request.POST.get(question.name, "") for question in steps.questions}
    step = request.POST.get(STEP, "")
    if step == CHANGE:
        return _ask(request, steps, values)
    try:
        if steps.check is not None and step != CHECKED:
            return _look_over(request, steps, values, steps.check(values))
        return steps.do(values)
    except Stale as refused:
        return _ask(request, steps, values, {"": str(refused)}, HTTPStatus.CONFLICT)
    except Invalid as refused:
        return _ask(request, steps, values, refused.fields)


def _ask(
    request: HttpRequest,
    steps: Steps,
    values: Values,
    wrong: Mapping[str, str] | None = None,
    refused_with: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    faults = wrong or {}
    # A password is typed anew each time.
    kept = {
        question.name: (steps.initial if question.is_made_anew else values).get(question.name, "")
        for question in steps.questions
        if question.kind is not Kind.PASSWORD
    }
    context = {
        **steps.more,
        "steps": steps,
        "kinds": Kind,
        "values": kept,
        "errors": {name: {"text": text} for name, text in faults.items()},
        "error_list": _listed(steps, faults),
    }
    status = refused_with if faults else HTTPStatus.OK
    return page_response(request, steps.template, _page(steps, steps.title), context, status=status)


def _look_over(request: HttpRequest, steps: Steps, values: Values, rows: Rows) -> HttpResponse:
    context = {"steps": steps, "values": values, "rows": rows}
    return page_response(request, "steps/check.html", _page(steps, _("Check your answers")), context)


def _page(steps: Steps, title: str) -> Page:
    return Page(title=title, shows_register=False, for_search_engines=False, breadcrumbs=steps.breadcrumbs)


def _listed(steps: Steps, faults: Mapping[str, str]) -> list[dict[str, str]]:
    """What is wrong, in the order of the page; what belongs to no question leads to the first one."""
    names = [question.name for question in steps.questions if question.kind is not Kind.HIDDEN]
    first = names[0] if names else "do"
    whole = [name for name in faults if name not in names]
    in_order = [*whole, *(name for name in names if name in faults)]
    return [{"text": faults[name], "href": f"#{name if name in names else first}"} for name in in_order]
