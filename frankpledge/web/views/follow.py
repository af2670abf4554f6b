"""Following a record, an organisation or a search; and the list of what one follows."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from frankpledge.register.actions import follows as actions
from frankpledge.register.models import LONGEST_SEARCH
from frankpledge.register.queries import follows
from frankpledge.web import following, members
from frankpledge.web.access import signed_in
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only

WHAT, BACK, LIST = "what", "back", "list"


@signed_in
@reading_only
def follow(request: HttpRequest) -> HttpResponse:
    """What one follows, the newest first."""
    person = members.actor(request)
    rows = [(each, following.address(each)) for each in follows.of(person.user_id or 0)]
    page = Page(title=_("What you follow"), shows_register=False, for_search_engines=False)
    return page_response(request, "follow/list.html", page, {"follows": rows})


@signed_in
@require_POST
def begin(request: HttpRequest) -> HttpResponseBase:
    """Follows; and goes back to what is followed."""
    kept = actions.follow(by=members.actor(request), what=_what(request))
    return HttpResponseRedirect(following.address(kept), status=HTTPStatus.SEE_OTHER)


@signed_in
@require_POST
def end(request: HttpRequest) -> HttpResponseBase:
    """Follows no longer; and goes back to where the button was."""
    what = _what(request)
    person = members.actor(request)
    kept = next((each for each in follows.of(person.user_id or 0) if each.what == what), None)
    actions.unfollow(by=person, what=what)
    to_list = kept is None or request.POST.get(BACK) == LIST
    back = reverse("follow") if to_list or kept is None else following.address(kept)
    return HttpResponseRedirect(back, status=HTTPStatus.SEE_OTHER)


def _what(request: HttpRequest) -> str:
    return request.POST.get(WHAT, "")[: LONGEST_SEARCH + 2]
