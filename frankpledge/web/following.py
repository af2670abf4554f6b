"""The button by which somebody signed in follows what a page is about. A page for everybody has none."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from frankpledge.register.models import Follow
from frankpledge.register.queries import follows
from frankpledge.web import members


@dataclass(frozen=True, slots=True)
class FollowButton:
    """What it is about, in the letters that the form sends, and whether it is followed already."""

    what: str
    is_followed: bool


def button(request: HttpRequest, what: str) -> FollowButton | None:
    """The button for somebody signed in; None for everybody else. One statement for them, none else."""
    person = members.user(request)
    if person is None or not what:
        return None
    return FollowButton(what, follows.is_followed(person.pk, what))


def address(follow: Follow) -> str:
    """Where what is followed is read."""
    if follow.collaboration is not None:
        return reverse("collaboration", args=[follow.collaboration.address])
    if follow.organisation is not None:
        return reverse("organisation", args=[follow.organisation.slug])
    return f"{reverse('find')}?{follow.search}"
