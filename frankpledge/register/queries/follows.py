"""What somebody follows, and what can be followed."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation
from frankpledge.register.models import Collaboration, Follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One thing that can be followed: just one of the three."""

    collaboration: Collaboration | None = None
    organisation: Organisation | None = None
    search: str = ""


def of(user_id: int) -> QuerySet[Follow]:
    """Everything that somebody follows, the newest first. One statement."""
    return Follow.objects.filter(user=user_id).select_related("collaboration", "organisation")


def is_followed(user_id: int, what: str) -> bool:
    """Whether they follow what `what` names. One statement."""
    mine = Follow.objects.filter(user=user_id)
    if what.startswith("?"):
        return mine.filter(search=what[1:]).exists()
    if what.startswith("C-"):
        return mine.filter(collaboration__reference=what).exists()
    return mine.filter(organisation__slug=what).exists()


def named(what: str) -> Followed:
    """What `what` names: a collaboration by its reference, a search by "?" and its query, else a body.

    Raises NotFound. At most one statement.
    """
    if what.startswith("?"):
        return Followed(search=what[1:])
    if what.startswith("C-"):
        collaboration = Collaboration.objects.filter(reference=what).first()
        if collaboration is not None:
            return Followed(collaboration=collaboration)
    elif organisation := Organisation.objects.filter(slug=what).first():
        return Followed(organisation=organisation)
    raise NotFound(_("There is nothing of that name on this register to follow."))
