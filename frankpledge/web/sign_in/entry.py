"""Signing in somebody whose account was opened a moment ago."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from frankpledge.people.models import User


def sign_in_new(request: HttpRequest, user: User, *, redirect_to: str = "") -> HttpResponse:
    """Signs in who has just opened their account from an invitation, with the password they chose.

    Their address is verified: the invitation went there. Answers with the way on, which is the second step
    when their role asks for one.
    """
    record_authentication(request, user, method="password", email=user.email)
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=redirect_to or None))
    return answer
