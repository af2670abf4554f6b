"""Trying things out: any part of the made-up cast, taken by a press of a button. Only in a demonstration."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frankpledge.errors import NotFound
from frankpledge.exchange import worked_example
from frankpledge.exchange.demonstration import people
from frankpledge.people.models import DESCRIPTIONS
from frankpledge.web.access import open_to_all
from frankpledge.web.pages import Page, page_response


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demonstration(request: HttpRequest) -> HttpResponse:
    """Who there is to be; posting an address of theirs signs in as them, second step and all."""
    if not settings.DEMONSTRATION:
        raise NotFound(_("This copy is not a demonstration."))
    if request.method == "POST":
        return _take_part(request, request.POST.get("email", ""))
    page = Page(
        title=_("Try it out"),
        breadcrumbs=((_("Home"), "/"),),
        shows_register=False,
        for_search_engines=False,
    )
    parts = [(part, user, DESCRIPTIONS[part.role]) for part, user in people()]
    context = {"parts": parts, "example": worked_example.record()}
    return page_response(request, "demonstration.html", page, context)


def _take_part(request: HttpRequest, email: str) -> HttpResponse:
    user = next((user for part, user in people() if part.email == email), None)
    if user is None:
        raise NotFound(_("There is nobody of that address in this demonstration."))
    record_authentication(request, user, method="password", email=user.email)
    # What a second step would have proved.
    record_authentication(request, user, method="mfa", type="demonstration")
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=reverse("tasks")))
    return answer
