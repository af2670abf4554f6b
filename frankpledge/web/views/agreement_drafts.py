"""Writing an agreement, from its beginning until it is out for signature."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.register.actions import agreements
from frankpledge.register.models import Agreement, AgreementKind, AgreementState, Collaboration
from frankpledge.register.queries import agreements as made
from frankpledge.register.states.agreements import Move
from frankpledge.web import agreements as words
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.agreement_terms import GROUPS, terms_of
from frankpledge.web.forms.questions import Choice, Kind, Question, Text, Values, key_of, new_key
from frankpledge.web.steps import Rows, Steps, gone_to, walk

KIND_HINTS: Mapping[AgreementKind, Text] = {
    AgreementKind.ORIGINAL: gettext_lazy("The first one, which sets the collaboration up."),
    AgreementKind.VARIATION: gettext_lazy("Changes one that is in force: its terms, dates or parties."),
    AgreementKind.RENEWAL: gettext_lazy("Goes on after one that runs out, in its place."),
    AgreementKind.NOVATION: gettext_lazy("One party’s place passes to another body."),
    AgreementKind.ENDING: gettext_lazy("All agree to end it on a day."),
}


@needs(Power.PROPOSE_CHANGE)
def begin(request: HttpRequest, written: str) -> HttpResponseBase:
    """A new draft: what it is called, which kind it is, and to which one it is made."""
    record = words.record_for(request, written, Power.PROPOSE_CHANGE)
    held = Agreement.objects.filter(
        collaboration=record, state__in=[AgreementState.FOUND, AgreementState.IN_FORCE]
    )
    parents = {str(each.pk): each for each in held}

    def do(values: Values) -> HttpResponseBase:
        begun = agreements.begin(
            by=members.actor(request),
            collaboration=record,
            kind=AgreementKind(asked.chosen(values, "kind", AgreementKind)),
            title=values["title"],
            parent=parents.get(values["parent"]),
            key=key_of(values),
        )
        return gone_to(words.Place(begun).done("begun"))

    return walk(request, _beginning(record, list(parents.values()), do))


def _beginning(
    record: Collaboration, parents: Sequence[Agreement], do: Callable[[Values], HttpResponseBase]
) -> Steps:
    return Steps(
        title=_("Draft an agreement"),
        button=_("Begin the draft"),
        lead=(_("Only the people of those named see it until all have signed."),),
        questions=(
            Question(name="title", label=_("What is it called?")),
            asked.one_of_question("kind", _("What kind of agreement is it?"), _kinds(parents)),
            _to_which(parents),
            asked.key_question(),
        ),
        initial={"key": new_key(), "kind": "" if parents else AgreementKind.ORIGINAL.value},
        do=do,
        back=(_("Cancel"), reverse("agreements-of-record", args=[record.reference])),
        breadcrumbs=((record.title, reverse("collaboration", args=[record.address])),),
    )


def _kinds(parents: Sequence[Agreement]) -> list[Choice]:
    """All but an original one are made to another."""
    return [
        Choice(each.value, each.label, KIND_HINTS[each])
        for each in AgreementKind
        if each != AgreementKind.NOT_STATED and (parents or each == AgreementKind.ORIGINAL)
    ]


def _to_which(parents: Sequence[Agreement]) -> Question:
    question = asked.one_of_question(
        "parent",
        _("Which agreement is it made to?"),
        asked.agreement_choices(parents),
        hint=_("Not for an original agreement."),
        is_long=True,
    )
    return question if parents else replace(question, kind=Kind.HIDDEN)


@needs(Power.PROPOSE_CHANGE)
def terms(request: HttpRequest, reference: str, group: str) -> HttpResponseBase:
    """Some of the terms of a draft."""
    place = words.place_for(request, reference, Move.SAVE)
    words.check_is_draft(place)
    found = GROUPS.get(group)
    if found is None:
        raise NotFound(_("There is nothing to change at this address."))
    held = place.agreement

    def do(values: Values) -> HttpResponseBase:
        agreements.save(
            by=members.actor(request),
            reference=place.key,
            version=asked.whole_of(values, "version") or 0,
            terms=found.read(terms_of(held), values),
        )
        return gone_to(place.done("saved"))

    steps = place.steps(
        str(found.title),
        _("Save"),
        do,
        questions=(*found.questions(), Question(name="version", kind=Kind.HIDDEN, is_made_anew=True)),
        initial={**found.initial(held), "version": str(held.version)},
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def move(request: HttpRequest, reference: str, name: str) -> HttpResponseBase:
    """Sending it out, making it a draft again, withdrawing it."""
    moves = {"send": Move.SEND, "recall": Move.RECALL, "withdraw": Move.WITHDRAW}
    if name not in moves:
        raise NotFound(_("There is nothing to do at this address."))
    place = words.place_for(request, reference, moves[name])

    def do(values: Values) -> HttpResponseBase:
        by = members.actor(request)
        if name == "send":
            agreements.send(by=by, reference=place.key)
        elif name == "recall":
            agreements.recall(by=by, reference=place.key)
        else:
            agreements.withdraw(by=by, reference=place.key, reason=values["reason"])
        return gone_to(place.done(name))

    title, button, lead = MOVE_WORDS[name]
    why = asked.long("reason", _("Why is it withdrawn?"))
    steps = place.steps(
        str(title),
        button,
        do,
        lead=(lead,),
        facts=_who_signs(place.agreement),
        questions=(why,) if name == "withdraw" else (),
        is_a_warning=name == "withdraw",
    )
    return walk(request, steps)


MOVE_WORDS: Mapping[str, tuple[Text, Text, Text]] = {
    "send": (
        gettext_lazy("Send it out for signature"),
        gettext_lazy("Send it out"),
        gettext_lazy("From now on what it says stays. Each of these is asked to sign."),
    ),
    "recall": (
        gettext_lazy("Make it a draft again"),
        gettext_lazy("Make it a draft"),
        gettext_lazy("Nobody has signed it yet, so what it says can still be changed."),
    ),
    "withdraw": (
        gettext_lazy("Withdraw it"),
        gettext_lazy("Withdraw it"),
        gettext_lazy("It stays on record for the people of those named, and nobody can sign it any more."),
    ),
}


def _who_signs(found: Agreement) -> Rows:
    names = [each.organisation.name for each in made.signatories_of(found)]
    return ((_("Who is to sign"), "; ".join(names) or _("nobody is named yet")),)
