"""Merging two filings of one agreement: which is the other, and what is right where they differ."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.permissions import Power
from frankpledge.register.actions import mergers
from frankpledge.register.actions.carrying_purposes import Settled
from frankpledge.register.actions.mergers import Pair, Preview, Side
from frankpledge.register.models import Collaboration, Fact
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.web import confirmation_words as words
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values
from frankpledge.web.phrases import listed
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
    page = reverse("collaboration", args=[stays.address])

    def asked(values: Values) -> dict[str, Any]:
        return {
            "by": members.actor(request),
            "stays": stays.reference,
            "given_up": given_up.reference,
            "chosen": _chosen(found, values),
            "reason": values["reason"],
            "seen": values["seen"],
        }

    def check(values: Values) -> Rows:
        return _rows(found, mergers.preview(**asked(values)), values)

    def do(values: Values) -> HttpResponseBase:
        mergers.merge(**asked(values))
        return gone_to(page)

    steps = Steps(
        title=_("Which is right?"),
        button=_("Merge them"),
        lead=(
            _("%(stays)s stays; %(given_up)s is given up and leads to it for ever. This is not undone.")
            % {"stays": stays.reference, "given_up": given_up.reference},
            _("Parties are united. Events, figures, sources, messages and all else are carried over."),
        ),
        facts=(
            (_("Stays"), f"{stays.reference}: {stays.title}"),
            (_("Given up"), f"{given_up.reference}: {given_up.title}"),
        ),
        questions=(
            *_questions(found),
            Question(
                name="reason",
                label=_("How is it known that they are one?"),
                hint=_("Public, in the history."),
                kind=Kind.LONG,
            ),
            Question(name="seen", kind=Kind.HIDDEN, is_made_anew=True),
        ),
        initial={"seen": found.seen},
        check=check,
        do=do,
        back=(_("Cancel"), page),
        breadcrumbs=((stays.title, page),),
        is_a_warning=True,
    )
    return walk(request, steps)


def _questions(found: Pair) -> list[Question]:
    ours, theirs = words.facts(found.stays), words.facts(found.given_up)
    return [
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
