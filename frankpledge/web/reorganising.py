"""What the pages of a reorganisation share: where each leads back to, and the version of its form."""

from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.register.models import Reorganisation
from frankpledge.web.forms.questions import Kind, Question, Values

VERSION = "version"


def version_question() -> Question:
    """The version, unseen."""
    return Question(name=VERSION, kind=Kind.HIDDEN)


def version(values: Values) -> int:
    """The version that the form was made from. Raises Invalid for what is none of ours."""
    written = values.get(VERSION, "")
    if not written.isdecimal():
        raise Invalid(_("We could not read this form. Load the page again."))
    return int(written)


def address(row: Reorganisation) -> str:
    """Its page."""
    return reverse("reorganisation", args=[row.reference])


def above(row: Reorganisation | None = None) -> tuple[tuple[str, str], ...]:
    """The way back to it, or to all of them."""
    top = (_("Reorganisations"), reverse("reorganisations"))
    return (top, (row.title, address(row))) if row else (top,)
