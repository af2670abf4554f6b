"""How often one is sent what happened; and the link of an e-mail that stops it, without signing in."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from frankpledge.errors import Invalid
from frankpledge.exchange import unsubscribing
from frankpledge.people.actions import digests
from frankpledge.people.models import Digest, User
from frankpledge.register.queries import follows
from frankpledge.web import following, members
from frankpledge.web.access import open_to_all, signed_in
from frankpledge.web.pages import Page, page_response
from frankpledge.web.views import errors

ALLOWED = "GET, HEAD, OPTIONS, POST"


@signed_in
def emails(request: HttpRequest) -> HttpResponseBase:
    """Never, daily or weekly; and what one follows."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return errors.method_not_allowed(request, ALLOWED)
    person = members.user(request)
    if not isinstance(person, User):
        raise TypeError("The page is for people with an account.")
    if request.method == "POST":
        return _choose(request, person)
    return _page(request, person, person.digest)


@open_to_all
@never_cache
@csrf_exempt
def stop(request: HttpRequest, word: str) -> HttpResponseBase:
    """Asks, because programs that look for bad links open every link; sending the form stops the e-mails.

    The word in the address is the proof, so no cookie is asked for: a mail program sends the form by itself.
    """
    if request.method not in {"GET", "HEAD", "POST"}:
        return errors.method_not_allowed(request, ALLOWED)
    reader = unsubscribing.reader(word)
    is_done = request.method == "POST"
    if is_done and reader.is_active:
        digests.stop(user=reader)
    title = _("You get no more of these e-mails") if is_done else _("Stop these e-mails?")
    page = Page(title=title, shows_register=False, for_search_engines=False)
    response = page_response(request, "emails/stop.html", page, {"is_done": is_done})
    # The address is the proof, so no page that is gone to from here may learn it.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _choose(request: HttpRequest, person: User) -> HttpResponseBase:
    chosen = request.POST.get("digest", "")
    try:
        digests.choose(by=members.actor(request), digest=chosen)
    except Invalid as refused:
        return _page(request, person, person.digest, fault=refused.fields.get("digest", str(refused)))
    return _page(request, person, chosen, is_done=True)


def _page(
    request: HttpRequest, person: User, chosen: str, *, fault: str = "", is_done: bool = False
) -> HttpResponse:
    page = Page(title=_("Your e-mails"), shows_register=False, for_search_engines=False)
    context = {
        "choices": [(choice.value, choice.label, choice.value == chosen) for choice in Digest],
        "fault": fault,
        "is_done": is_done,
        "address": person.email,
        "follows": [(each, following.address(each)) for each in follows.of(person.pk)],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return page_response(request, "emails/choose.html", page, context, status=status)
