"""`/changes`: what a key's organisation may propose to change, has proposed, and may decide."""

import uuid
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Header, Query

from frankpledge.api.keys import Key, holder
from frankpledge.api.schemas.changes import (
    ChangeIn,
    ChangeOut,
    ChangesOut,
    DecisionIn,
    RowOut,
    RowsOut,
    WithdrawalIn,
)
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.rights import Rights
from frankpledge.register.actions import changes as actions
from frankpledge.register.actions.changes import Aim
from frankpledge.register.changing import Owner, rows
from frankpledge.register.models import WHOLES, Change, ChangeState, Collaboration, Operation, TargetKind
from frankpledge.register.queries import changes

router = Router(tags=["Changes"], auth=Key())
PAGE = 50


@router.get("/changeable", response=RowsOut, summary="What can be changed of a record or an organisation")
def changeable(
    request: HttpRequest,  # noqa: ARG001 - every operation takes it
    collaboration: Annotated[str, Query(max_length=20)] = "",
    organisation: Annotated[str, Query(max_length=100)] = "",
) -> RowsOut:
    """Every row with its number and what its fields hold now. `wanted` takes a list one thing a line."""
    held = rows.of(_owner(collaboration, organisation))
    return RowsOut(rows=[RowOut(kind=kind.target, id=pk, fields=fields) for kind, pk, fields in held])


@router.get("/changes", response=ChangesOut, summary="The changes that this key may see")
def every_change(
    request: HttpRequest,
    state: ChangeState | None = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> ChangesOut:
    """Those it proposed, and those proposed to what its organisation keeps, the newest first."""
    by = holder(request)
    found = changes.visible_to(by, Rights.of(by)).select_related("collaboration", "organisation")
    if state:
        found = found.filter(state=state)
    start = (page - 1) * PAGE
    shown = list(found.order_by("-begun_at", "-id")[start : start + PAGE + 1])
    return ChangesOut(
        changes=[_told(change) for change in shown[:PAGE]],
        next_page=page + 1 if len(shown) > PAGE else None,
    )


@router.get("/changes/{reference}", response=ChangeOut, summary="One change")
def change(request: HttpRequest, reference: str) -> ChangeOut:
    """What it would change, why, and what became of it."""
    return _told(changes.visible(reference, by=holder(request)))


@router.post("/changes", response=ChangeOut, summary="Propose a change")
def propose(
    request: HttpRequest,
    sent: ChangeIn,
    key: Annotated[
        uuid.UUID, Header(alias="Idempotency-Key", description="Any UUID: sent again, nothing is done twice.")
    ],
) -> ChangeOut:
    """Asks for a decision by the people who keep the record or the organisation. All or nothing."""
    by = holder(request)
    owner = _owner(sent.collaboration, sent.organisation)
    target = sent.id
    if target is None and sent.kind in WHOLES and owner is not None:
        target = owner.pk
    aim = Aim(kind=sent.kind, operation=sent.operation, owner=owner, target_id=target)
    with transaction.atomic():
        begun = actions.begin(by=by, aim=aim, wanted=sent.wanted, key=key)
        if begun.state != ChangeState.DRAFT:
            return _told(begun)
        said = actions.explain(
            by=by,
            reference=begun.reference,
            version=begun.version,
            reason=sent.reason,
            holds_from=sent.holds_from,
        )
        return _told(actions.propose(by=by, reference=said.reference, version=said.version))


@router.post("/changes/{reference}/decision", response=ChangeOut, summary="Approve or refuse a change")
def decide(request: HttpRequest, reference: str, sent: DecisionIn) -> ChangeOut:
    """Approving makes the change on the register. A refusal says why."""
    return _told(
        actions.decide(
            by=holder(request),
            reference=reference,
            version=sent.version,
            decision=sent.decision,
            reason=sent.reason,
        )
    )


@router.post("/changes/{reference}/withdrawal", response=ChangeOut, summary="Take back what one proposed")
def withdraw(request: HttpRequest, reference: str, sent: WithdrawalIn) -> ChangeOut:
    """Only its author can, and only while nobody has decided it."""
    return _told(actions.withdraw(by=holder(request), reference=reference, version=sent.version))


def _owner(collaboration: str, organisation: str) -> Owner:
    if bool(collaboration) == bool(organisation):
        raise Invalid(
            _("Name either a collaboration or an organisation."), {"collaboration": _("One of the two")}
        )
    if collaboration:
        found: Any = Collaboration.objects.filter(reference=collaboration.upper()).first()
    else:
        found = Organisation.objects.filter(slug=organisation.lower()).first()
    if found is None:
        fault = _("There is none of that name on this register.")
        raise Invalid(fault, {"collaboration" if collaboration else "organisation": fault})
    return found  # type: ignore[no-any-return] # one of the two


def _told(change: Change) -> ChangeOut:
    return ChangeOut(
        reference=change.reference,
        kind=TargetKind(change.target_kind),
        operation=Operation(change.operation),
        collaboration=change.collaboration.reference if change.collaboration else "",
        organisation=change.organisation.slug if change.organisation else "",
        before=change.before,
        wanted=change.wanted,
        holds_from=change.holds_from,
        reason=change.reason,
        state=ChangeState(change.state),
        version=change.version,
        proposed_for=change.author_organisation,
        proposed_at=change.proposed_at,
        decided_at=change.decided_at,
        decision_reason=change.decision_reason,
    )
