"""`/collaborations`: the public records. Needs no key."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Query

from frankpledge.api.keys import reader, reader_of_their_own
from frankpledge.api.schemas.collaborations import CollaborationOut, CollaborationsOut
from frankpledge.errors import Invalid, NotFound
from frankpledge.exchange import collaborations as exchange
from frankpledge.register.models import Collaboration
from frankpledge.register.queries import as_at, collaborations

router = Router(tags=["Collaborations"])
MOST = 200
WRITTEN = r"^(C-\d{1,7})?$"
EARLIEST = datetime.date(1829, 1, 1)


@router.get("/collaborations", response=CollaborationsOut, summary="Every record, a page at a time")
def all_records(
    request: HttpRequest,
    after: Annotated[
        str, Query(max_length=12, pattern=WRITTEN, description="The reference after which to go on.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> CollaborationsOut:
    """In the order of their references. Searching is at `/collaborations?format=json`."""
    reader(request)
    rows = list(Collaboration.objects.filter(reference__gt=after).order_by("reference")[: limit + 1])
    shown = rows[:limit]
    return CollaborationsOut(
        collaborations=[_told(row) for row in shown],
        next_after=shown[-1].reference if len(rows) > limit else None,
    )


@router.get("/collaborations/{reference}", response=dict[str, Any], summary="One record, whole")
def record(
    request: HttpRequest,
    reference: str,
    as_at_day: Annotated[
        datetime.date | None, Query(alias="as-at", description="A past day; without it, today.")
    ] = None,
) -> dict[str, Any]:
    """Everything public that is held, exactly as the record's own page gives it as JSON."""
    reader_of_their_own(request)
    today = timezone.localdate()
    if as_at_day and not EARLIEST <= as_at_day <= today:
        fault = _("Give a day from 1829, when the first police force began, up to today.")
        raise Invalid(fault, {"as-at": fault})
    past = None if as_at_day == today else as_at_day
    held = collaborations.reference_in(reference)
    if held is None:
        raise NotFound(_("A record’s reference looks like C-0055."))
    found = collaborations.record(held, past or today)
    return exchange.document(found, as_at.then(found, past) if past else None)


def _told(row: Collaboration) -> CollaborationOut:
    return CollaborationOut(
        reference=row.reference,
        title=row.title,
        status=row.status,
        status_as_of=str(row.status_as_of) if row.status_as_of else None,
        url=reverse("collaboration", args=[row.address]),
    )
