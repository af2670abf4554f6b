"""Telling somebody who tried too often when to come back."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.web.pages import Page, page_response

# The longest window of ACCOUNT_RATE_LIMITS: after it, whatever was counted is forgotten.
WAIT_SECONDS = 300


def too_often(request: HttpRequest) -> HttpResponse:
    """429: wait, until when, and what may help meanwhile."""
    until = timezone.localtime() + datetime.timedelta(seconds=WAIT_SECONDS)
    # Rounded up: nobody is told to come back too early.
    until = until.replace(second=0) + datetime.timedelta(minutes=1)
    page = Page(title=_("You have tried too often"), shows_register=False, for_search_engines=False)
    response = page_response(request, "errors/too_often.html", page, {"until": until}, status=429)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
