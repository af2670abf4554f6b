"""Released figures of a record, for everybody; releasing them and taking them back, for who may."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import editions as actions
from frankpledge.benefits.queries import editions as queries
from frankpledge.benefits.queries import figures
from frankpledge.errors import Invalid, Stale
from frankpledge.exchange import editions as exchange
from frankpledge.people.permissions import Power
from frankpledge.register.queries.corrections import PublicCorrection, displayed
from frankpledge.register.queries.published import published_of
from frankpledge.web import asat, documents, formats, members
from frankpledge.web import editions as words
from frankpledge.web import published as published_words
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms.agreements import key_question
from frankpledge.web.forms.questions import Kind, Question, Values, key_of, new_key
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.reading import public_page
from frankpledge.web.steps import Rows, gone_to, walk
from frankpledge.web.workspaces import Desk


@public_page
def figures_of(request: HttpRequest, written: str) -> HttpResponse:
    """What was promised, what has happened and how sure it is, as released; and what has been published."""
    form, day = formats.wanted(request), asat.asked(request)
    record = documents.record_of(written)
    shown = queries.shown(record.pk, day or asat.today())
    why_none = words.why_none(shown, day)
    said = published_of(record.pk, day)
    if form is Format.JSON:
        return formats.json_response(exchange.document(record, shown.edition, why_none, said))
    if form is Format.CSV:
        name = f"{record.address}-costs-and-benefits" + (f"-{day}" if day else "")
        return formats.csv_response(
            exchange.COLUMNS, exchange.rows(record, shown.edition, said), filename=name
        )
    address = reverse("collaboration", args=[record.address]) + (f"?{asat.PARAMETER}={day}" if day else "")
    page = Page(
        title=_("Costs and benefits: %(title)s") % {"title": record.title},
        section="find",
        breadcrumbs=((_("Home"), "/"), (record.title, reverse("collaboration", args=[record.address]))),
        as_at=day,
        has_data=True,
        about=record.reference,
        path=reverse("costs-and-benefits", args=[record.address]),
    )
    context = {
        "record": record,
        "edition": shown.edition,
        "released_on": timezone.localdate(shown.edition.released_at) if shown.edition else None,
        "told": words.told(shown.edition.figures) if shown.edition else None,
        "why_none": why_none,
        "published": published_words.told(said, address, record.reference),
        "later": said.later,
        "claim_disputes": _by_claim(displayed(record.pk)),
        "record_address": address,
        "path": reverse("costs-and-benefits", args=[record.address]),
    }
    return page_response(request, "editions/released.html", page, context)


def _by_claim(disputes: Iterable[PublicCorrection]) -> dict[str, list[PublicCorrection]]:
    """What bodies dispute, by the figure that it is about."""
    held: dict[str, list[PublicCorrection]] = {}
    for dispute in disputes:
        if dispute.claim_key:
            held.setdefault(dispute.claim_key, []).append(dispute)
    return held


@needs(Power.PUBLISH)
def release(request: HttpRequest, written: str) -> HttpResponseBase:
    """The whole page as everybody will read it, the answers to look over, and the deed."""
    desk = Desk.of(request, written, Power.PUBLISH)
    drawn_up = figures.drawn_up(desk.work, timezone.localdate())
    seal = figures.sealed(drawn_up)

    def check(values: Values) -> Rows:
        actions.check_record(desk.held)
        actions.check_figures(drawn_up)
        if values["seal"] != seal:
            raise Stale(_("Figures changed after you opened this page. Look over how they stand now."))
        return (
            (_("Benefits and drawbacks"), str(len(drawn_up["benefits"]))),
            (_("Returns"), str(len(drawn_up["returns"]))),
            (_("Disputes, in the words of who disputes"), str(len(drawn_up["disputes"]))),
            (_("Contested costs, in the words of who contests"), str(len(drawn_up["contested_costs"]))),
            (
                _("Bear in mind"),
                _("What was public cannot be taken back elsewhere: copies and downloads may still have it."),
            ),
        )

    def do(values: Values) -> HttpResponseBase:
        actions.release(
            by=members.actor(request), collaboration=desk.held, seal=values["seal"], key=key_of(values)
        )
        return gone_to(reverse("costs-and-benefits", args=[desk.held.address]))

    steps = desk.steps(
        _("Release the figures to everybody"),
        _("Release them"),
        do,
        check=check,
        lead=(
            _("Everybody will read what stands below, and nothing else: agreed benefits, and plans, returns")
            + " "
            + _("and costs that are locked, and what parties dispute, in their words."),
            _("No lights or signals are shown. What is locked later stays with your people until released."),
        ),
        questions=(Question(name="seal", kind=Kind.HIDDEN, is_made_anew=True), key_question()),
        initial={"seal": seal, "key": new_key()},
        template="editions/release.html",
        more={"told": words.told(drawn_up)},
    )
    return walk(request, steps)


@needs(Power.PUBLISH)
def take_back(request: HttpRequest, written: str) -> HttpResponseBase:
    """Figures that nobody but the record's people is to read from now on."""
    desk = Desk.of(request, written, Power.PUBLISH)
    held = queries.in_force(desk.work)

    def check(values: Values) -> Rows:
        if not values["reason"].strip():
            fault = _("Enter why the figures are taken back")
            raise Invalid(fault, {"reason": fault})
        return ((_("Why"), values["reason"]),)

    def do(values: Values) -> HttpResponseBase:
        actions.take_back(by=members.actor(request), collaboration=desk.held, reason=values["reason"])
        return gone_to(desk.address)

    day = when(timezone.localdate(held.released_at)) if held else _("nothing is released")
    steps = desk.steps(
        _("Take the released figures back"),
        _("Take them back"),
        do,
        check=check,
        facts=((_("Released on"), day),),
        lead=(_("Nobody but the people of this record will read them, for past days either."),),
        questions=(
            Question(name="reason", label=_("Why?"), hint=_("Everybody reads this reason."), kind=Kind.LONG),
        ),
        is_a_warning=True,
    )
    return walk(request, steps)
