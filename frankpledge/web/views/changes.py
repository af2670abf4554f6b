"""Proposed changes: each with what is now and what is proposed, and the lists: mine, and to decide."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register import references
from frankpledge.register.actions import changes
from frankpledge.register.actions.changes import Choice
from frankpledge.register.changing import KINDS, conflicts, wishes
from frankpledge.register.changing.fields import Field
from frankpledge.register.models import Change, ChangeState, Operation
from frankpledge.register.queries import authorship
from frankpledge.register.queries import changes as proposals
from frankpledge.register.queries.keepers import keepers_of_change
from frankpledge.web import change_words, changing, members
from frankpledge.web.access import signed_in
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only
from frankpledge.web.views import errors

ALLOWED = "GET, HEAD, OPTIONS, POST"
MOST_LISTED = 100
DECISIONS = {"approve": ChangeState.APPROVED, "refuse": ChangeState.REFUSED}


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the table: what is (or was) there, and what is proposed. `group` is where it is asked."""

    name: str
    label: str
    now: str
    proposed: str
    group: str
    is_missing: bool = False


@dataclass(slots=True)
class Reply:
    """The page as it goes back after something was refused."""

    status: HTTPStatus = HTTPStatus.OK
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


@signed_in
@reading_only
def listed(request: HttpRequest) -> HttpResponse:
    """What I began, and what waits for my decision."""
    page = Page(title=_("Proposed changes"), shows_register=False, for_search_engines=False)
    context = {
        "mine": list(proposals.mine(members.actor(request))[:MOST_LISTED]),
        "waiting": list(proposals.waiting_for(members.rights(request))[:MOST_LISTED]),
        "states": dict(ChangeState.choices),
        "title_of": change_words.title,
        "owner_name": change_words.owner_name,
    }
    return page_response(request, "changes/list.html", page, context)


@signed_in
def change(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One change; what may be done with it is sent to the same address."""
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED})
    if request.method in {"GET", "HEAD"}:
        return _shown(request, reference, Reply())
    if request.method != "POST":
        return errors.method_not_allowed(request, ALLOWED)
    typed = {name: request.POST.get(name, "") for name in ("decision", "reason")}
    try:
        _do(request, reference, typed)
    except Stale as refused:
        return _shown(request, reference, Reply(HTTPStatus.CONFLICT, {"": str(refused)}, typed))
    except Invalid as refused:
        return _shown(request, reference, Reply(HTTPStatus.UNPROCESSABLE_ENTITY, refused.fields, typed))
    return HttpResponseRedirect(reverse("change", args=[reference]), status=HTTPStatus.SEE_OTHER)


@signed_in
def why(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Why, and the day from which it is so."""
    by = members.actor(request)
    held = proposals.visible(reference, by=by, rights=members.rights(request))
    if held.state != ChangeState.DRAFT or not authorship.is_own(held, by):
        raise NotFound(_("There is nothing to change at this address."))
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED})
    if request.method in {"GET", "HEAD"}:
        return _why_asked(request, held, _why_held(held), {})
    if request.method != "POST":
        return errors.method_not_allowed(request, ALLOWED)
    typed = {name: request.POST.get(name, "").strip() for name in ("reason", "since", "day", "month", "year")}
    try:
        day = _day(typed)
        version = _version(request)
        changes.explain(
            by=by, reference=held.reference, version=version, reason=typed["reason"], holds_from=day
        )
    except Stale as refused:
        held.refresh_from_db()
        return _why_asked(request, held, typed, {"": str(refused)}, HTTPStatus.CONFLICT)
    except Invalid as refused:
        return _why_asked(request, held, typed, refused.fields, HTTPStatus.UNPROCESSABLE_ENTITY)
    return HttpResponseRedirect(reverse("change", args=[held.reference]), status=HTTPStatus.SEE_OTHER)


def _do(request: HttpRequest, reference: str, typed: Mapping[str, str]) -> None:
    of_it: dict[str, Any] = {
        "by": members.actor(request),
        "reference": references.written("P", reference),
        "version": _version(request),
    }
    match request.POST.get("do", ""):
        case "propose":
            changes.propose(**of_it)
        case "withdraw":
            changes.withdraw(**of_it)
        case "discard":
            changes.discard(**of_it)
        case "decide":
            decision = DECISIONS.get(typed["decision"], ChangeState.PROPOSED)
            changes.decide(**of_it, decision=decision, reason=typed["reason"])
        case "choose":
            changes.choose(**of_it, choices=dict(_choices(request)))
        case _:
            raise Invalid(_("Choose what to do."))


def _choices(request: HttpRequest) -> Iterator[tuple[str, Choice]]:
    for name, value in request.POST.items():
        if name.startswith("choice-") and value in set(Choice):
            yield name.removeprefix("choice-"), Choice(str(value))


def _shown(request: HttpRequest, reference: str, reply: Reply) -> HttpResponse:
    by, rights = members.actor(request), members.rights(request)
    held = proposals.visible(reference, by=by, rights=rights)
    if not authorship.is_own(held, by):
        note_read(by=by, subject_kind="change", subject_key=held.reference)
    is_draft = held.state == ChangeState.DRAFT
    page = Page(
        title=change_words.heading(ChangeState(held.state)),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((_("Home"), "/"), (_("Proposed changes"), reverse("changes"))),
    )
    context = {
        **_about(held),
        **_may(held, by, rights),
        "typed": {"decision": "", "reason": "", **reply.typed},
        "errors": {name: {"text": text} for name, text in reply.faults.items()},
        "error_list": [
            {"text": text, "href": _anchor(name, is_draft=is_draft)} for name, text in reply.faults.items()
        ],
    }
    return page_response(request, "changes/change.html", page, context, status=reply.status)


def _may(held: Change, by: Actor, rights: Rights) -> dict[str, Any]:
    """Whose it is, and what the reader may do with it."""
    is_own, keepers = authorship.is_own(held, by), keepers_of_change(held)
    decides, is_open = rights.may(Power.DECIDE_CHANGE, keepers), held.state == ChangeState.PROPOSED
    return {
        "is_own": is_own,
        "may_decide": decides and is_open,
        "may_withdraw": is_own and is_open,
        "may_edit": is_own and held.state == ChangeState.DRAFT and held.operation != Operation.REMOVE,
        "may_choose": (is_own or decides) and held.operation == Operation.CHANGE,
        "sees_persons": is_own or rights.may(Power.READ_PERSONS, keepers),
    }


def _about(held: Change) -> dict[str, Any]:
    """What it changes: what is now, what is proposed, and what stands against it meanwhile."""
    kind, is_draft = KINDS[held.target_kind], held.state == ChangeState.DRAFT
    row = kind.find(held.target_id) if held.target_id is not None else None
    present = kind.present(row) if row is not None else {}
    is_open = is_draft or held.state == ChangeState.PROPOSED
    found = conflicts.conflicts(held, present) if is_open and row is not None else ()
    rows = list(_rows(held, present if is_open else held.before))
    shown_groups = {each.group for each in rows}
    return {
        "change": held,
        "state": ChangeState(held.state),
        "is_draft": is_draft,
        "is_gone": is_open and held.operation != Operation.ADD and row is None,
        "title": change_words.title(held),
        "home": changing.of_change(held),
        "owner_name": change_words.owner_name(held),
        "author_body": change_words.body_name(held.author_organisation),
        "row_name": change_words.row_name(row) if row is not None else "",
        "rows": rows,
        "conflicts": [_three_versions(kind.fields[each.name], each) for each in found],
        "other_groups": [group for group in kind.groups if group.slug not in shown_groups],
        "needs_reason": is_draft and wishes.needs_reason(held, kind),
    }


def _rows(held: Change, before: Mapping[str, Any]) -> Iterator[Row]:
    """Every field that changes; all fields of what is added or removed."""
    kind = KINDS[held.target_kind]
    is_adding, is_removing = held.operation == Operation.ADD, held.operation == Operation.REMOVE
    wanted = (kind.blank() | held.wanted) if is_adding else held.wanted
    for group in kind.groups:
        for each in group.fields:
            if not is_adding and each.name not in (held.before if is_removing else held.wanted):
                continue
            value = None if is_removing else wanted[each.name]
            yield Row(
                name=each.name,
                label=str(each.label),
                now="" if is_adding else change_words.said(each, before.get(each.name)),
                proposed="" if is_removing else change_words.said(each, value),
                group=group.slug,
                is_missing=is_adding and each.is_required and wishes.says_nothing(each, value),
            )


def _three_versions(each: Field, found: conflicts.Conflicted) -> dict[str, str]:
    return {
        "name": each.name,
        "label": str(each.label),
        "began": change_words.said(each, found.began),
        "now": change_words.said(each, found.now),
        "wanted": change_words.said(each, found.wanted),
    }


def _anchor(name: str, *, is_draft: bool) -> str:
    if name in {"reason", "decision"}:
        return "#why" if is_draft else f"#{name}"
    return "#what"


def _why_held(held: Change) -> dict[str, str]:
    day = held.holds_from
    parts = {"day": str(day.day), "month": str(day.month), "year": str(day.year)} if day else {}
    since = "day" if day else ("wrong" if held.reason else "")
    return {"reason": held.reason, "since": since, "day": "", "month": "", "year": "", **parts}


def _why_asked(
    request: HttpRequest,
    held: Change,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    page = Page(
        title=_("Why, and since when"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((_("Home"), "/"), (held.reference, reverse("change", args=[held.reference]))),
    )
    anchors = {"holds_from": "#day", "since": "#since"}
    context = {
        "change": held,
        "is_removing": held.operation == Operation.REMOVE,
        "needs_reason": wishes.needs_reason(held, KINDS[held.target_kind]),
        "typed": typed,
        "errors": {name: {"text": text} for name, text in faults.items()},
        "error_list": [{"text": text, "href": anchors.get(name, "#reason")} for name, text in faults.items()],
    }
    return page_response(request, "changes/why.html", page, context, status=status)


def _day(typed: Mapping[str, str]) -> datetime.date | None:
    """The day from which it is so, if it says so."""
    if typed["since"] != "day":
        return None
    try:
        return datetime.date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
    except ValueError as error:
        fault = _("Enter the day it changed: a real day, month and year")
        raise Invalid(fault, {"holds_from": fault}) from error


def _version(request: HttpRequest) -> int:
    written = request.POST.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
