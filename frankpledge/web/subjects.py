"""How what a message is about is named and linked on a page."""

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frankpledge.register.queries.subjects import Subject

# What `?field=` may say, in the words of the record's page. Any other word is kept as it came.
FIELDS: dict[str, str | Promise] = {
    "title": _("its name"),
    "names": _("its other names"),
    "purpose": _("what it is for"),
    "functions": _("what police work it does"),
    "model": _("what kind of collaboration it is"),
    "legal_basis": _("its legal basis"),
    "status": _("whether it is running or has ended"),
    "starts_on": _("when it started"),
    "ends_on": _("when it ended"),
    "dates": _("its dates"),
    "parties": _("who is in it"),
    "parent": _("what it is part of"),
    "agreements": _("its agreements"),
    "events": _("what happened"),
    "claims": _("what has been said about cost and benefit"),
    "sources": _("its sources"),
    "notes": _("our notes"),
    "name": _("its name"),
    "kind": _("what kind of body it is"),
    "region": _("its region"),
    "relations": _("what it succeeded, oversees or is part of"),
    "figures": _("its figures"),
    "website": _("its website"),
}


def field_label(field: str) -> str:
    """The part of a record that a reader means, in words; "" for one that we have no words for."""
    return str(FIELDS.get(field, ""))


def address(subject: Subject) -> str:
    """Where a subject can be read on this site, or "" when it has no page of its own."""
    if subject.collaboration:
        page = _page("collaboration", subject.collaboration.address)
        return f"{page}#{subject.key}" if page and subject.claim else page
    if subject.organisation:
        return _page("organisation", subject.organisation.slug)
    return ""


def _page(route: str, last_part: str) -> str:
    try:
        return reverse(route, args=[last_part])
    except NoReverseMatch:
        return ""
