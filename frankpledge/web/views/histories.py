"""What happened to a record or an organisation here: who, when, what before and after, and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from frankpledge.audit.actions import note_read
from frankpledge.audit.queries.happenings import PER_PAGE
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation
from frankpledge.register.queries import collaborations, histories
from frankpledge.register.queries.histories import Told
from frankpledge.web import formats, members, navigation, pagination
from frankpledge.web import histories as words
from frankpledge.web.access import open_to_all, with_their_own
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination
from frankpledge.web.reading import reading_only

COLUMNS = ("at", "done", "who", "about", "field", "before", "after", "reason")


@open_to_all
@never_cache
@reading_only
@with_their_own
def of_collaboration(request: HttpRequest, written: str) -> HttpResponseBase:
    """A record's history. Who may see more is shown more, and that they looked is noted."""
    reference = collaborations.reference_in(written)
    record = collaborations.named(reference) if reference else None
    if record is None:
        raise NotFound(_("There is no collaboration at this address."))
    if record.reference != reference:
        return HttpResponsePermanentRedirect(reverse("collaboration-history", args=[record.address]))
    told = histories.of_record(record, rights=members.rights(request), page=pagination.asked(request))
    above = (
        (_("Find collaborations"), navigation.address("find")),
        (record.title, reverse("collaboration", args=[record.address])),
    )
    return _answer(request, told, record.title, "find", above, ("collaboration", record.reference))


@open_to_all
@never_cache
@reading_only
def of_organisation(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An organisation's history."""
    body = Organisation.objects.filter(slug=slug).first()
    if body is None:
        raise NotFound(_("There is no organisation at this address."))
    told = histories.of_organisation(body, rights=members.rights(request), page=pagination.asked(request))
    above = (
        (_("Forces and other bodies"), navigation.address("organisations")),
        (body.name, reverse("organisation", args=[body.slug])),
    )
    return _answer(request, told, body.name, "organisations", above, ("organisation", body.slug))


def _answer(
    request: HttpRequest,
    told: Told,
    title: str,
    section: str,
    above: tuple[tuple[str, str], ...],
    subject: tuple[str, str],
) -> HttpResponse:
    if told.sees_restricted:
        note_read(by=members.actor(request), subject_kind=f"history of {subject[0]}", subject_key=subject[1])
    lines = words.lines(told)
    if (form := formats.wanted(request)) is not Format.HTML:
        return _as_data(lines, form, f"history-{subject[1]}")
    page = Page(
        title=_("History of %(title)s") % {"title": title},
        section=section,
        breadcrumbs=((_("Home"), "/"), *above),
        has_data=True,
        for_search_engines=False,
    )
    context = {
        "lines": lines,
        "told": told,
        "subject": title,
        "back": above[-1][1],
        "reads": f"{above[-1][1]}/reads",
        "pages": Pagination.of(request, total=told.history.total, per_page=PER_PAGE),
    }
    return page_response(request, "history.html", page, context)


def _as_data(lines: list[words.Line], form: Format, filename: str) -> HttpResponse:
    rows = [
        (line.at.isoformat(), line.done, line.who, line.about, *change, line.reason)
        for line in lines
        for change in (line.changes or [("", "", "")])
    ]
    if form is Format.CSV:
        return formats.csv_response(COLUMNS, rows, filename=filename)
    data: list[dict[str, Any]] = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return formats.json_response({"history": data})
