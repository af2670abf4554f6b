"""Merging two filings of one agreement: which is the other, and what is right where they differ."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from frankpledge.audit.actions import note_read
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.permissions import Power
from frankpledge.register.actions import mergers
from frankpledge.register.actions.carrying_purposes import Settled
from frankpledge.register.actions.mergers import Pair, Preview, Side
from frankpledge.register.models import Collaboration, Fact
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.mergers import is_for_everybody, left_by
from frankpledge.web import confirmation_words as words
from frankpledge.web import members
from frankpledge.web.access import needs, open_to_all, with_their_own
from frankpledge.web.forms.questions import Choice, Kind, Question, Values
from frankpledge.web.merger_words import said
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import listed
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk

WITH = "with"


@needs(Power.DECIDE_CHANGE)
def merge(request: HttpRequest, written: str) -> HttpResponseBase:
    """First which is the other record; then, side by side, which of the two is right."""
    reference = collaborations.reference_in(written)
    held = collaborations.named(reference) if reference else None
    if held is None or not members.rights(request).may(Power.DECIDE_CHANGE, keepers_of(held.pk)):
        raise NotFound(_("There is no record here that you can merge."))
    other = collaborations.reference_in(request.GET.get(WITH, "").strip())
    if other is None:
        return _which(request, held)
    try:
        found = mergers.pair(by=members.actor(request), stays=held.reference, given_up=other)
    except Invalid as refused:
        raise NotFound(str(refused)) from refused
    return _choose(request, found)


@open_to_all
@never_cache
@reading_only
@with_their_own
def merged(request: HttpRequest, written: str) -> HttpResponseBase:
    """Two filings became one: what the other said, for everybody while nothing of the record is withheld."""
    reference = collaborations.reference_in(written)
    held = collaborations.named(reference) if reference else None
    left = left_by(held) if held else None
    if held is None or left is None or not left.mergers:
        raise NotFound(_("There is no record here that another was merged into."))
    is_theirs = members.rights(request).may(Power.READ_RESTRICTED, keepers_of(held.pk))
    if not is_theirs and not is_for_everybody(held):
        raise NotFound(_("There is no such page, or it is not for you."))
    if is_theirs:
        note_read(by=members.actor(request), subject_kind="collaboration", subject_key=held.reference)
    page = Page(
        title=_("Two filings became one: what the other said"),
        for_search_engines=False,
        breadcrumbs=((held.title, reverse("collaboration", args=[held.address])),),
    )
    told = [(merger, said(left, merger, to_its_people=is_theirs)) for merger in left.mergers]
    return page_response(request, "collaboration/merged.html", page, {"held": held, "told": told})


def _which(request: HttpRequest, held: Collaboration) -> HttpResponseBase:
    def do(values: Values) -> HttpResponseBase:
        written = values[WITH].strip()
        reference = collaborations.reference_in(written.rpartition("/")[2])
        if reference is None:
            fault = _("Enter a reference like C-0102, or the address of its page")
            raise Invalid(fault, {WITH: fault})
        try:
            mergers.pair(by=members.actor(request), stays=held.reference, given_up=reference)
        except (NotFound, NotAllowed) as refused:
            raise Invalid(str(refused), {WITH: str(refused)}) from refused
        return gone_to(reverse("collaboration-merge", args=[held.reference], query={WITH: reference}))

    page = reverse("collaboration", args=[held.address])
    steps = Steps(
        title=_("Which record is the same agreement?"),
        button=_("Continue"),
        lead=(
            _("%(title)s (%(reference)s) stays. The other is given up, and its addresses lead here for ever.")
            % {"title": held.title, "reference": held.reference},
            _("You must be able to decide over both. Nothing is done until you have looked at both."),
        ),
        questions=(Question(name=WITH, label=_("The other record’s reference"), hint=_("Like C-0102.")),),
        do=do,
        back=(_("Cancel"), page),
        breadcrumbs=((held.title, page),),
    )
    return walk(request, steps)


def _choose(request: HttpRequest, found: Pair) -> HttpResponseBase:
    stays, given_up = found.stays.collaboration, found.given_up.collaboration
    page, choosing = reverse("collaboration", args=[stays.address]), _Choosing(request, found)
    leads = _("%(stays)s stays; %(given_up)s is given up and leads to it for ever. This is not undone.")
    steps = Steps(
        title=_("Which is right?"),
        button=_("Merge them"),
        lead=(
            leads % {"stays": stays.reference, "given_up": given_up.reference},
            _("Parties are united. Events, figures, sources, messages and all else are carried over."),
        ),
        facts=(
            (_("Stays"), f"{stays.reference}: {stays.title}"),
            (_("Given up"), f"{given_up.reference}: {given_up.title}"),
        ),
        questions=_questions(found),
        initial={"seen": found.seen},
        check=choosing.check,
        do=choosing.do,
        back=(_("Cancel"), page),
        breadcrumbs=((stays.title, page),),
        is_a_warning=True,
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Choosing:
    """One request to merge two records."""

    request: HttpRequest
    found: Pair

    def asked(self, values: Values) -> dict[str, Any]:
        return {
            "by": members.actor(self.request),
            "stays": self.found.stays.collaboration.reference,
            "given_up": self.found.given_up.collaboration.reference,
            "chosen": _chosen(self.found, values),
            "reason": values["reason"],
            "seen": values["seen"],
        }

    def check(self, values: Values) -> Rows:
        return _rows(self.found, mergers.preview(**self.asked(values)), values)

    def do(self, values: Values) -> HttpResponseBase:
        mergers.merge(**self.asked(values))
        return gone_to(reverse("collaboration", args=[self.found.stays.collaboration.address]))


def _questions(found: Pair) -> list[Question]:
    ours, theirs = words.facts(found.stays), words.facts(found.given_up)
    choices = [
        Question(
            name=f"take_{fact.value}",
            label=fact.label,
            kind=Kind.CHOICE,
            choices=[
                Choice(Side.STAYS, "; ".join(ours[fact]), found.stays.collaboration.reference),
                Choice(Side.GIVEN_UP, "; ".join(theirs[fact]), found.given_up.collaboration.reference),
            ],
        )
        for fact in found.differing
    ]
    reason = Question(
        name="reason",
        label=_("How is it known that they are one?"),
        hint=_("Public, in the history."),
        kind=Kind.LONG,
    )
    return [*choices, reason, Question(name="seen", kind=Kind.HIDDEN, is_made_anew=True)]


def _chosen(found: Pair, values: Values) -> dict[Fact, Side]:
    given = {fact: values.get(f"take_{fact.value}", "") for fact in found.differing}
    return {fact: Side(side) for fact, side in given.items() if side in list(Side)}


def _rows(found: Pair, preview: Preview, values: Values) -> Rows:
    carried = preview.carried
    sides = {Side.STAYS: words.facts(found.stays), Side.GIVEN_UP: words.facts(found.given_up)}
    chosen = _chosen(found, values)
    rows = [(str(fact.label), "; ".join(sides[side][fact])) for fact, side in chosen.items()]
    same = _("%(count)s that are the same in both") % {"count": len(carried.united)}
    return (
        *rows,
        *_purposes(found, preview.purposes),
        (_("Parties united"), same),
        (_("Rows carried over"), f"{carried.moved.total():,}"),
        (_("Kept apart, as they stood"), f"{sum(map(len, carried.left.values())):,}"),
        (
            _("Leads here from now on"),
            listed([found.given_up.collaboration.reference, found.given_up.collaboration.address]),
        ),
        (_("Why"), values["reason"]),
    )


def _purposes(found: Pair, purposes: Settled) -> Rows:
    """What becomes of the purposes in the parties' own words, where there are any to tell of."""
    if told := purposes.go.told:
        words = ngettext(
            "The purpose of %(reference)s in its parties’ own words, with %(count)s answer, is kept in the"
            " record of the merger, and no longer counts.",
            "The purpose of %(reference)s in its parties’ own words, with %(count)s answers, is kept in the"
            " record of the merger, and no longer counts.",
            told.answers,
        )
    elif (told := purposes.stay.told) and told.reference == found.given_up.collaboration.reference:
        words = ngettext(
            "The purpose of %(reference)s in its parties’ own words, with %(count)s answer, comes with it.",
            "The purpose of %(reference)s in its parties’ own words, with %(count)s answers, comes with it.",
            told.answers,
        )
    else:
        return ()
    said = words % {"reference": told.reference, "count": told.answers}
    return ((_("Purpose in the parties’ own words"), said),)
