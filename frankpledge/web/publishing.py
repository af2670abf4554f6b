"""The questions of the pages on which publication is decided, and what was answered."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register.models import (
    Agreement,
    Claim,
    Collaboration,
    Event,
    Ground,
    Part,
    Party,
)
from frankpledge.register.queries import publications
from frankpledge.register.queries.collaborations import reference_in
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.web import members
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows

# What a row is told from others by, in a list of a few words.
MOST_WORDS = 80


def record_for(request: HttpRequest, written: str, power: Power) -> Collaboration:
    """The record, where the reader holds the power over it. Raises NotFound for any other."""
    reference = reference_in(written)
    found = Collaboration.objects.filter(reference=reference).first() if reference else None
    if found is None or not members.rights(request).may(power, keepers_of(found.pk)):
        raise NotFound(_("There is no such page, or it is not for you."))
    return found


def link(request: HttpRequest, record: Collaboration) -> str:
    """Where its people see and decide what is public of it; "" for everybody else."""
    if not members.is_signed_in(request):
        return ""
    rights: Rights = members.rights(request)
    if not rights.may_anywhere(Power.READ_RESTRICTED):
        return ""
    is_theirs = rights.may(Power.READ_RESTRICTED, keepers_of(record.pk))
    return reverse("publication", args=[record.reference]) if is_theirs else ""


def not_public(request: HttpRequest, text: str) -> list[Collaboration]:
    """The records that only some may see and the reader is one of them; none for everybody else."""
    return publications.not_public(members.rights(request), text) if members.is_signed_in(request) else []


def above(record: Collaboration, *, within: bool = True) -> Sequence[tuple[str, str]]:
    """The pages above one of these."""
    own = (record.title, reverse("collaboration", args=[record.address]))
    if not within:
        return (own,)
    return (own, (_("What is public"), reverse("publication", args=[record.reference])))


def ground_questions(*, is_optional: bool = False) -> tuple[Question, ...]:
    """Ground, its words, the reason and the review."""
    none = [Choice("", _("None: everything is published"))] if is_optional else []
    return (
        Question(
            name="ground",
            label=_("On what ground?"),
            hint=_("Everybody who may see that something is withheld sees its ground."),
            kind=Kind.CHOICE,
            choices=[*none, *(Choice(each.value, each.label) for each in Ground)],
        ),
        Question(
            name="ground_words",
            label=_("The ground in words (only for another ground)"),
            hint=_("Public."),
        ),
        Question(
            name="reason",
            label=_("Why?"),
            hint=_("Not public. The people of this record, curators and inspectors can read it."),
            kind=Kind.LONG,
        ),
        Question(
            name="review_on",
            label=_("When is this looked at again?"),
            hint=_("A day within five years, such as 31 March 2027."),
        ),
    )


def ground_of(values: Values) -> dict[str, Any]:
    """What was answered to them, for a decision. Raises Invalid for a day that is none."""
    ground = values.get("ground", "")
    return {
        "ground": Ground(ground) if ground in Ground.values else None,
        "ground_words": values.get("ground_words", ""),
        "reason": values.get("reason", ""),
        "review_on": day_of(values, "review_on"),
    }


def ground_rows(values: Values) -> Rows:
    """The same, to look over."""
    held = ground_of(values)
    ground = held["ground"]
    said = held["ground_words"] if ground == Ground.OTHER else (ground.label if ground else _("none"))
    review = held["review_on"]
    return (
        (_("Ground (public)"), said),
        (_("Why (not public)"), held["reason"]),
        (_("Looked at again on"), when(review) if review else _("not needed")),
    )


def parts_to_withhold(record: Collaboration, withheld: Iterable[tuple[str, int | None]]) -> list[Choice]:
    """Every part of the record that is not withheld yet, in words. Four statements."""
    taken = set(withheld)
    parts: list[tuple[Part, int | None, str]] = [
        (part, None, str(part.label))
        for part in Part
        if part not in {Part.PARTY, Part.EVENT, Part.CLAIM, Part.AGREEMENT}
    ]
    for party in Party.objects.filter(collaboration=record).select_related("organisation"):
        parts.append((Part.PARTY, party.pk, _("Party: %(name)s") % {"name": party.organisation.name}))
    for event in Event.objects.filter(collaboration=record).order_by("-on", "-pk"):
        words = {"day": when(event.on), "what": _short(event.what)}
        parts.append((Part.EVENT, event.pk, _("Event, %(day)s: %(what)s") % words))
    for claim in Claim.objects.filter(collaboration=record).order_by("key"):
        parts.append((Part.CLAIM, claim.pk, _("Figure or view: %(what)s") % {"what": _short(claim.sentence)}))
    for text in Agreement.objects.filter(collaboration=record):
        parts.append(
            (Part.AGREEMENT, text.pk, _("Agreement: %(what)s") % {"what": _short(text.note or str(text))})
        )
    return [
        Choice(written(part, number), words)
        for part, number, words in parts
        if (part.value, number) not in taken
    ]


def written(part: Part, number: int | None) -> str:
    """A part as a form names it: `party-17`, `status`."""
    return part.value if number is None else f"{part.value}-{number}"


def part_of(values: Values) -> tuple[Part, int | None]:
    """The part chosen. Raises Invalid."""
    name, _dash, number = values.get("part", "").partition("-")
    if name not in Part.values or (number and not number.isdecimal()):
        fault = _("Choose what is withheld")
        raise Invalid(fault, {"part": fault})
    return Part(name), int(number) if number else None


def _short(words: str) -> str:
    return words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS].rstrip()}…"
