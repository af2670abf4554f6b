"""What a record is for: its versions for everybody, and for its own people who says what of them."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.errors import NotFound
from frankpledge.exchange import purposes as exchange
from frankpledge.people.permissions import Power, require
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.acceptances import Standing
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.purposes import Answer, Story, story_of
from frankpledge.web import asat, formats, members, purposes
from frankpledge.web.access import needs, with_their_own
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page, reading_only

# What somebody may do here, who may do nothing.
NOTHING_OF_ONES_OWN: dict[str, Any] = {"is_member": False, "may_draft": False, "bodies": ()}


@public_page
@with_their_own
def purpose(request: HttpRequest, written: str) -> HttpResponseBase:
    """The version in force on the day, how it stands, and the versions before it."""
    form = formats.wanted(request)
    day = asat.asked(request)
    record = _record(request, written)
    held = record.collaboration
    if written != held.address:
        query = request.META.get("QUERY_STRING", "")
        right = reverse("purpose", args=[held.address])
        return HttpResponsePermanentRedirect(f"{right}?{query}" if query else right)
    story = story_of(held.pk) if record.standing else Story()
    if form is not Format.HTML:
        document = {
            "reference": held.reference, "as_at": str(day) if day else None,
            **exchange.document(story, record.standing),
        }  # fmt: skip
        if form is Format.JSON:
            return formats.json_response(document)
        filename = f"{held.address}-purpose-{day}" if day else f"{held.address}-purpose"
        return formats.csv_response(exchange.COLUMNS, exchange.rows(document), filename=filename)
    page = Page(
        title=_("What %(title)s is for") % {"title": held.title},
        section="find",
        description=record.purpose.statement if record.purpose else "",
        breadcrumbs=purposes.above(held),
        as_at=day,
        has_data=True,
        about=held.reference,
    )
    context = {
        "record": record,
        "held": held,
        "words": purposes,
        "versions": _versions(story, record.standing),
        "labels_of": purposes.LABELS,
        "path": reverse("purpose", args=[held.address]),
        **(NOTHING_OF_ONES_OWN if day else _own(request, record)),
    }
    return page_response(request, "purposes/purpose.html", page, context)


@needs(Power.READ_RESTRICTED)
@reading_only
def answers(request: HttpRequest, written: str) -> HttpResponseBase:
    """Who accepts it, who contests it and why, who has not answered, and what each takes it to mean."""
    form = formats.wanted(request)
    record = _record(request, written)
    held = record.collaboration
    keepers = keepers_of(held.pk)
    rights = require(members.actor(request), Power.READ_RESTRICTED, keepers)
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=held.reference)
    standing = record.standing
    if form is Format.JSON:
        said = exchange.answers(standing) if standing else []
        return JsonResponse({"reference": held.reference, "answers": said})
    if form is Format.CSV:
        rows = [tuple(row.values()) for row in exchange.answers(standing)] if standing else []
        return formats.csv_of_members(exchange.ANSWER_COLUMNS, rows, filename=f"{held.address}-answers")
    page = Page(
        title=_("Who accepts the purpose"),
        shows_register=False,
        for_search_engines=False,
        as_at=asat.asked(request),
        breadcrumbs=(*purposes.above(held), (_("Purpose"), reverse("purpose", args=[held.address]))),
        has_data=True,
    )
    context = {
        "held": held,
        "standing": standing,
        "words": purposes,
        "every": _answers_until(story_of(held.pk), standing) if standing else (),
        "bodies": purposes.bodies_of(request, held),
        "sees_persons": rights.may(Power.READ_PERSONS, keepers),
        "path": reverse("purpose-answers", args=[held.reference]),
    }
    return page_response(request, "purposes/answers.html", page, context)


def _record(request: HttpRequest, written: str) -> Record:
    reference = collaborations.reference_in(written)
    if reference is None:
        raise NotFound(_("There is no collaboration at this address."))
    return collaborations.record(reference, asat.asked(request) or asat.today())


def _answers_until(story: Story, standing: Standing) -> list[Answer]:
    """Every answer that had been given by the day, to every version, the newest first."""
    return [each for each in reversed(story.answers) if each.answered_on <= standing.day]


def _versions(story: Story, standing: Standing | None) -> list[tuple[Any, list[purposes.Compared]]]:
    """The versions up to the one in force, the newest first, each with what it changed."""
    current = standing.version.version if standing else 0
    shown = [each for each in story.versions if each.version <= current]
    return [
        (each, purposes.compared(shown[number - 1], each, each.objectives) if number else [])
        for number, each in reversed(list(enumerate(shown)))
    ]


def _own(request: HttpRequest, record: Record) -> dict[str, Any]:
    """What somebody signed in may do here: nothing of it is on a page that is kept."""
    if not members.is_signed_in(request) or not members.rights(request).may_anywhere(Power.READ_RESTRICTED):
        return NOTHING_OF_ONES_OWN
    held, rights = record.collaboration, members.rights(request)
    keepers = keepers_of(held.pk)
    return {
        "is_member": rights.may(Power.READ_RESTRICTED, keepers),
        "may_draft": rights.may(Power.PROPOSE_CHANGE, keepers),
        "bodies": _unanswered(request, record),
    }


def _unanswered(request: HttpRequest, record: Record) -> list[tuple[Any, bool]]:
    """The bodies for which somebody may answer, and whether each has."""
    standing = record.standing
    if standing is None:
        return []
    said = {each.person.slug for each in standing.persons if each.answer and not each.inherited}
    return [(body, body.slug in said) for body in purposes.bodies_of(request, record.collaboration)]
