"""How long a session lasts, and that what depends on it is nobody else's to keep."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.forms.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control

from frankpledge.web import members

BEGAN = "frankpledge_began"
LAST_USED = "frankpledge_last_used"
# A session is written down as used no more often than this, so that reading pages writes almost nothing.
SECONDS_BETWEEN_NOTES = 300


class PrivatePagesMiddleware:
    """An answer for which the session was read may be kept by nobody: `private, no-store`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        response = self.get_response(request)
        session = getattr(request, "session", None)
        if session is not None and session.accessed:
            del response.headers["Cache-Control"]
            del response.headers["ETag"]
            patch_cache_control(response, private=True, no_store=True)
        return response


class RefusedFormsMiddleware:
    """A form of the library that was sent with something wrong answers 422, as ours do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Looks whether a form of the page was refused."""
        forms = [each for each in (response.context_data or {}).values() if isinstance(each, BaseForm)]
        if request.method == "POST" and response.status_code == 200 and any(form.errors for form in forms):
            response.status_code = 422
        return response


class SessionLimitsMiddleware:
    """Ends a session at its latest hour, and notes now and then that it is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; who has no session costs nothing."""
        if members.has_session(request) and SESSION_KEY in request.session:
            _limit(request, int(time.time()))
        return self.get_response(request)


def forget_ended() -> None:
    """Lets go of sessions that ran out, and of where and with which browser they were used."""
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _limit(request: HttpRequest, now: int) -> None:
    began = request.session.setdefault(BEGAN, now)
    if now - began >= settings.SESSION_LONGEST_SECONDS:
        logout(request)
        return
    if now - request.session.get(LAST_USED, 0) >= SECONDS_BETWEEN_NOTES and members.is_signed_in(request):
        request.session[LAST_USED] = now
        UserSession.objects.create_from_request(request)
