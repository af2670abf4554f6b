"""Who read what is not public about a record or an organisation: for those who answer for it."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.audit.models import Read
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.register.models import Collaboration
from frankpledge.register.queries import collaborations, reads
from frankpledge.register.queries.reads import PER_PAGE, Reads
from frankpledge.web import formats, members, navigation, pagination
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination
from frankpledge.web.reading import reading_only

COLUMNS = ("at", "who", "what", "reference")
WHAT: Mapping[str, Promise] = {
    "collaboration": gettext_lazy("The record’s pages for its members"),
    "organisation": gettext_lazy("The organisation’s pages for its members"),
    "history of collaboration": gettext_lazy("The history, with what is not public"),
    "history of organisation": gettext_lazy("The history, with what is not public"),
    "correction": gettext_lazy("A message"),
    "change": gettext_lazy("A proposed change"),
}
WITH_A_REFERENCE = {"correction", "change"}


@needs(Power.READ_PERSONS)
@reading_only
def of_collaboration(request: HttpRequest, written: str) -> HttpResponseBase:
    """Who looked into a record."""
    reference = collaborations.reference_in(written)
    record = Collaboration.objects.filter(reference=reference).first() if reference else None
    if record is None:
        raise NotFound(_("There is no collaboration at this address."))
    found = reads.of_record(record, rights=members.rights(request), page=pagination.asked(request))
    above = (
        (_("Find collaborations"), navigation.address("find")),
        (record.title, reverse("collaboration", args=[record.address])),
        (_("History"), reverse("collaboration-history", args=[record.address])),
    )
    return _answer(request, found, record.title, "find", above)


@needs(Power.READ_PERSONS)
@reading_only
def of_organisation(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who looked into what is not public about an organisation."""
    body = Organisation.objects.filter(slug=slug).first()
    if body is None:
        raise NotFound(_("There is no organisation at this address."))
    found = reads.of_organisation(body, rights=members.rights(request), page=pagination.asked(request))
    above = (
        (_("Forces and other bodies"), navigation.address("organisations")),
        (body.name, reverse("organisation", args=[body.slug])),
        (_("History"), reverse("organisation-history", args=[body.slug])),
    )
    return _answer(request, found, body.name, "organisations", above)


def _answer(
    request: HttpRequest, found: Reads, title: str, section: str, above: tuple[tuple[str, str], ...]
) -> HttpResponse:
    rows = [_row(each) for each in found.rows]
    if (form := formats.wanted(request)) is Format.CSV:
        return formats.csv_response(COLUMNS, rows, filename="reads")
    if form is Format.JSON:
        return formats.json_response({"reads": [dict(zip(COLUMNS, row, strict=True)) for row in rows]})
    page = Page(
        title=_("Who read what is not public: %(title)s") % {"title": title},
        section=section,
        breadcrumbs=((_("Home"), "/"), *above),
        has_data=True,
        for_search_engines=False,
    )
    context = {
        "rows": list(zip((timezone.localtime(each.at) for each in found.rows), rows, strict=True)),
        "total": found.total,
        "pages": Pagination.of(request, total=found.total, per_page=PER_PAGE),
    }
    return page_response(request, "reads.html", page, context)


def _row(read: Read) -> tuple[str, str, str, str]:
    reference = read.subject_key if read.subject_kind in WITH_A_REFERENCE else ""
    what = str(WHAT.get(read.subject_kind, read.subject_kind))
    return timezone.localtime(read.at).isoformat(), read.actor, what, reference
