"""The draft of what a record is for: written by its people, looked at beside the last version."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.errors import NotFound
from frankpledge.people.permissions import Power
from frankpledge.register.actions import purpose_versions
from frankpledge.web import members, purposes
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Values
from frankpledge.web.pages import Page, page_response
from frankpledge.web.purpose_desk import Desk, telling_what_it_says
from frankpledge.web.purposes import number_of
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import gone_to, walk


@needs(Power.READ_RESTRICTED)
@reading_only
def draft(request: HttpRequest, written: str) -> HttpResponseBase:
    """The whole draft, for all of the record's people, beside the last version."""
    desk = Desk.of(request, written, Power.READ_RESTRICTED)
    may_write = desk.rights.may(Power.PROPOSE_CHANGE, desk.keepers)
    if desk.draft is None:
        if not may_write:
            raise NotFound(_("There is no draft of the purpose."))
        return gone_to(reverse("purpose-draft-group", args=[desk.held.reference, "statement"]))
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=desk.held.reference)
    last, rows = desk.last, list(desk.draft.objectives.all())
    page = Page(
        title=_("Draft of the purpose"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=(
            *purposes.above(desk.held),
            (_("Purpose"), reverse("purpose", args=[desk.held.address])),
        ),
    )
    context = {
        "held": desk.held,
        "draft": desk.draft,
        "objectives": rows,
        "last": last,
        "compared": purposes.compared(last, desk.draft, rows) if last else [],
        "groups": purposes.GROUPS,
        "labels_of": purposes.LABELS,
        "words": purposes,
        "may_write": may_write,
        "may_publish": desk.rights.may(Power.DECIDE_CHANGE, desk.keepers),
    }
    return page_response(request, "purposes/draft.html", page, context)


@needs(Power.PROPOSE_CHANGE)
def group(request: HttpRequest, written: str, group: str) -> HttpResponseBase:
    """Some of its words. Without a draft the statement begins one."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    if group not in purposes.GROUPS:
        raise NotFound(_("There is nothing to change at this address."))
    title, names = purposes.GROUPS[group]
    held = desk.draft or desk.last

    def do(values: Values) -> HttpResponseBase:
        with telling_what_it_says(initial.values()):
            purpose_versions.save(
                by=members.actor(request),
                collaboration=desk.held,
                edition=number_of(values, "edition"),
                words={name: values[name] for name in names},
            )
        return gone_to(desk.address)

    initial = {name: getattr(held, name) if held else "" for name in names}
    back = {} if desk.draft else {"back": (_("Not now"), reverse("purpose", args=[desk.held.address]))}
    steps = desk.steps(
        str(title),
        _("Save in the draft"),
        do,
        questions=purposes.questions(group),
        initial={**initial, "edition": desk.edition},
        lead=(_("A draft is seen by the people of this record only, who all write it together."),),
        **back,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def discard(request: HttpRequest, written: str) -> HttpResponseBase:
    """Throws the draft away."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = desk.drafted()

    def do(values: Values) -> HttpResponseBase:
        purpose_versions.discard(
            by=members.actor(request), collaboration=desk.held, edition=number_of(values, "edition")
        )
        return gone_to(reverse("purpose", args=[desk.held.address]))

    steps = desk.steps(
        _("Throw this draft away?"),
        _("Throw it away"),
        do,
        questions=(purposes.edition_question(),),
        initial={"edition": desk.edition},
        facts=((_("Purpose"), held.statement),),
        lead=(_("It is the draft of all who write it. What was published stays."),),
        is_a_warning=True,
    )
    return walk(request, steps)
