"""Beginning a change: choosing what to change of a record or an organisation, and one page for each thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.models import Power
from frankpledge.register.actions import changes
from frankpledge.register.actions.changes import Aim
from frankpledge.register.changing import KINDS, Group, Kind
from frankpledge.register.changing.values import Slug
from frankpledge.register.models import Change, ChangeState, Operation
from frankpledge.register.queries import authorship, changeable
from frankpledge.register.queries import changes as proposals
from frankpledge.web import change_words, changing, members
from frankpledge.web.access import needs, open_to_all, with_their_own
from frankpledge.web.changing import Home
from frankpledge.web.correction_words import not_ours
from frankpledge.web.forms.changing import Began, boxes, sent, texts_of
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only
from frankpledge.web.views import errors

ALLOWED = "GET, HEAD, OPTIONS, POST"
Answer = Callable[..., HttpResponseBase]


def of_a_record(view: Answer) -> Answer:
    """The view for a record's pages."""

    @wraps(view)
    def found(request: HttpRequest, written: str, **more: Any) -> HttpResponseBase:
        return view(request, changing.of_record(written), **more)

    return found


def of_a_body(view: Answer) -> Answer:
    """The view for an organisation's pages."""

    @wraps(view)
    def found(request: HttpRequest, slug: str, **more: Any) -> HttpResponseBase:
        return view(request, changing.of_body(slug), **more)

    return found


def _start(request: HttpRequest, home: Home) -> HttpResponse:
    """What would you like to change? Who may not is told who can, and how to tell us."""
    if not changing.may_propose(request, home):
        return _not_for_you(request, home)
    kind = KINDS[home.itself]
    page = _page(home, _("What would you like to change?"))
    sections = changeable.sections(home.owner)
    context = {
        "home": home,
        "own_groups": kind.groups,
        "sections": [(section, KINDS[section.kind].groups[0].title) for section in sections],
        "row_name": change_words.row_name,
        "title_of": change_words.title,
        "under_way": proposals.open_on(home.owner, members.actor(request), members.rights(request)),
    }
    return page_response(request, "changes/start.html", page, context)


def _not_for_you(request: HttpRequest, home: Home) -> HttpResponse:
    page = _page(home, _("You cannot change this yourself"))
    rights = members.rights(request)
    context = {
        "home": home,
        "is_signed_in": members.is_signed_in(request),
        "needs_second_factor": rights.needs_second_factor,
    }
    return page_response(request, "changes/not_for_you.html", page, context)


def _row(request: HttpRequest, home: Home, kind: str, number: int) -> HttpResponseBase:
    """A row: which of its groups to change, or that it is a mistake. With one group, that one at once."""
    changing.check_may_propose(request, home)
    held = home.kind(kind)
    row = _found(held, home, number)
    context = {"home": home, "kind": kind, "number": number, "groups": held.groups, "row": row}
    page = _page(home, change_words.row_name(row))
    return page_response(request, "changes/row.html", page, context)


def _group(
    request: HttpRequest, home: Home, group: str, kind: str = "", number: int | None = None
) -> HttpResponseBase:
    """The page for a group of fields of a row, or of the record or organisation itself."""
    held = home.kind(kind) if kind else KINDS[home.itself]
    asked = held.group(group)
    if asked is None:
        raise NotFound(_("There is nothing to change at this address."))
    target = home.owner.pk if number is None else number
    aim = Aim(kind=held.target, operation=Operation.CHANGE, owner=home.owner, target_id=target)
    return _form(request, Asking(home, held, asked, aim))


def _add(request: HttpRequest, home: Home, kind: str) -> HttpResponseBase:
    """The first page for a row to be added; what else it must say is asked after it."""
    held = home.kind(kind)
    aim = Aim(kind=held.target, operation=Operation.ADD, owner=home.owner)
    return _form(request, Asking(home, held, held.groups[0], aim))


def _remove(request: HttpRequest, home: Home, kind: str, number: int) -> HttpResponseBase:
    """Says what removing means, and begins it."""
    changing.check_may_propose(request, home)
    held = home.kind(kind)
    row = _found(held, home, number)
    if request.method == "POST":
        began = Began.unsealed(request.POST.get("began", ""))
        aim = Aim(kind=held.target, operation=Operation.REMOVE, owner=home.owner, target_id=number)
        if began is not None:
            change = changes.begin(by=members.actor(request), aim=aim, wanted={}, key=began.key)
            return _see(change)
    context = {"home": home, "row_name": change_words.row_name(row), "began": Began({}).sealed()}
    page = _page(home, _("Is this a mistake?"))
    return page_response(request, "changes/remove.html", page, context)


@dataclass(slots=True)
class Asking:
    """A page that asks for some fields: of a row, or of a change that was begun."""

    home: Home | None
    kind: Kind[Any]
    group: Group
    aim: Aim
    change: Change | None = None
    saved: Mapping[str, Any] = field(default_factory=dict)

    @property
    def present(self) -> dict[str, Any]:
        """What the group's fields hold on the register now."""
        values = self.kind.blank()
        if self.aim.target_id is not None:
            row = self.kind.find(self.aim.target_id)
            if row is None or not self.kind.is_of(row, self.aim.owner):
                raise NotFound(_("What you want to change is not on this page of the register."))
            values = self.kind.present(row)
        return {each.name: values[each.name] for each in self.group.fields}

    @property
    def shown_group(self) -> Group:
        """The group without what cannot be changed once it is there."""
        if self.aim.operation == Operation.ADD:
            return self.group
        fields = tuple(each for each in self.group.fields if not each.is_fixed)
        return Group(slug=self.group.slug, title=self.group.title, fields=fields)


@dataclass(slots=True)
class Reply:
    """The page as it goes back, with what was typed."""

    began: Began
    texts: Mapping[str, str]
    status: HTTPStatus = HTTPStatus.OK
    faults: Mapping[str, str] = field(default_factory=dict)
    saved: list[tuple[str, str]] = field(default_factory=list)


def _form(request: HttpRequest, asking: Asking) -> HttpResponseBase:
    if asking.home is not None and asking.change is None:
        changing.check_may_propose(request, asking.home)
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED})
    if request.method in {"GET", "HEAD"}:
        return _asked(request, asking, _fresh(asking))
    if request.method != "POST":
        return errors.method_not_allowed(request, ALLOWED)
    return _sent(request, asking)


def _fresh(asking: Asking) -> Reply:
    present = asking.present
    wanted = asking.change.wanted if asking.change else {}
    return Reply(Began(present), texts_of(asking.group.fields, present | wanted))


def _sent(request: HttpRequest, asking: Asking) -> HttpResponseBase:
    fields = asking.shown_group.fields
    typed = sent(fields, request.POST)
    wanted = {each.name: typed[each.name] for each in fields}
    began = Began.unsealed(request.POST.get("began", ""))
    if began is None:
        fault = {"": not_ours()}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _asked(request, asking, Reply(Began(asking.present), typed, status, fault))
    try:
        return _see(_kept(request, asking, wanted, began))
    except Stale as refused:
        return _asked(request, asking, _stale(asking, typed, str(refused)))
    except Invalid as refused:
        return _asked(request, asking, Reply(began, typed, HTTPStatus.UNPROCESSABLE_ENTITY, refused.fields))


def _kept(request: HttpRequest, asking: Asking, wanted: Mapping[str, str], began: Began) -> Change:
    by = members.actor(request)
    if asking.change is None:
        return changes.begin(by=by, aim=asking.aim, wanted=wanted, key=began.key, began=began.values)
    return changes.set_values(
        by=by,
        reference=asking.change.reference,
        version=_version(request),
        wanted=wanted,
        began=began.values,
    )


def _stale(asking: Asking, typed: Mapping[str, str], said: str) -> Reply:
    """Both versions: what was saved meanwhile is told, what was typed stays in the boxes."""
    change = asking.change
    wanted = change.wanted if change else {}
    present = asking.present
    saved = [
        (str(each.label), change_words.said(each, wanted.get(each.name, present[each.name])))
        for each in asking.shown_group.fields
    ]
    return Reply(Began(present), typed, HTTPStatus.CONFLICT, {"": said}, saved)


def _asked(request: HttpRequest, asking: Asking, reply: Reply) -> HttpResponse:
    group = asking.shown_group
    names_bodies = [
        isinstance(each.value, Slug) and each.value.names == "organisation" for each in group.fields
    ]
    bodies = changeable.bodies() if any(names_bodies) else ()
    shown = boxes(group, reply.texts, reply.faults, bodies)
    anchors = {box.name: box.anchor for box in shown}
    first = shown[0].anchor if shown else "send"
    context = {
        "home": asking.home,
        "change": asking.change,
        "boxes": shown,
        "began": reply.began.sealed(),
        "saved": reply.saved,
        "error_list": [
            {"text": text, "href": f"#{anchors.get(name, first)}"} for name, text in reply.faults.items()
        ],
    }
    page = _page(asking.home, str(group.title))
    return page_response(request, "changes/ask.html", page, context, status=reply.status)


def _found(kind: Kind[Any], home: Home, number: int) -> Any:
    row = kind.find(number)
    if row is None or not kind.is_of(row, home.owner):
        raise NotFound(_("What you want to change is not on this page of the register."))
    return row


def _version(request: HttpRequest) -> int:
    written = request.POST.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _see(change: Change) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("change", args=[change.reference]), status=HTTPStatus.SEE_OTHER)


def _page(home: Home | None, title: str) -> Page:
    above = ((home.name, home.address),) if home is not None else ()
    return Page(
        title=title,
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((_("Home"), "/"), *above),
    )


def _may_propose(view: Answer) -> Answer:
    return needs(Power.PROPOSE_CHANGE)(view)


record = open_to_all(never_cache(reading_only(with_their_own(of_a_record(_start)))))
record_group = _may_propose(of_a_record(_group))
record_row = _may_propose(reading_only(of_a_record(_row)))
record_row_group = _may_propose(of_a_record(_group))
record_add = _may_propose(of_a_record(_add))
record_remove = _may_propose(of_a_record(_remove))
body = open_to_all(never_cache(reading_only(of_a_body(_start))))
body_group = _may_propose(of_a_body(_group))
body_row = _may_propose(reading_only(of_a_body(_row)))
body_row_group = _may_propose(of_a_body(_group))
body_add = _may_propose(of_a_body(_add))
body_remove = _may_propose(of_a_body(_remove))


@needs(Power.PROPOSE_CHANGE)
def draft_group(request: HttpRequest, reference: str, group: str) -> HttpResponseBase:
    """The same page again, for a change that was begun: its author's alone."""
    by = members.actor(request)
    change = proposals.visible(reference, by=by, rights=members.rights(request))
    kind = KINDS[change.target_kind]
    asked = kind.group(group)
    is_open = change.state == ChangeState.DRAFT and authorship.is_own(change, by)
    if asked is None or not is_open or change.operation == Operation.REMOVE:
        raise NotFound(_("There is nothing to change at this address."))
    owner = change.collaboration or change.organisation
    operation = Operation(change.operation)
    aim = Aim(kind=kind.target, operation=operation, owner=owner, target_id=change.target_id)
    return _form(request, Asking(changing.of_change(change), kind, asked, aim, change))
