"""What a reorganisation is and does, as its pages say it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.register.models import Effect, ReorganisedRecord, Step, StepBody, StepKind, Why
from frankpledge.register.reorganising import Plan, RecordEffect

MOST_LISTED = 100
EFFECTS: Mapping[Effect, str | Promise] = {
    Effect.NEEDS_A_PARTY: gettext_lazy("Need a new party"),
    Effect.BECOMES_INTERNAL: gettext_lazy("Become internal: they end, because the forces merged"),
    Effect.MOVES: gettext_lazy("Move to a national body"),
    Effect.CARRIES_OVER: gettext_lazy("Carry over"),
}
WHYS: Mapping[Why, str | Promise] = {
    Why.SUCCESSOR: gettext_lazy("A successor takes a party’s place."),
    Why.OVERSEER: gettext_lazy("A policing body of its areas is replaced."),
    Why.RENAMED: gettext_lazy("A party has another name."),
    Why.JOINED: gettext_lazy(
        "Parties become one. Their cost shares add up and their votes are to be agreed again;"
        " this register holds neither."
    ),
    Why.SPLIT: gettext_lazy("A party is split: all that follow it come in, to be confirmed."),
    Why.CHOSEN: gettext_lazy(
        "A party is split: the plan says which of those that follow it carry this over."
    ),
    Why.ONE_AREA: gettext_lazy("All its parties become one area."),
    Why.LIST_INCOMPLETE: gettext_lazy(
        "The record does not name all its parties: find out who else is in it."
    ),
    Why.SECTION_22A: gettext_lazy(
        "Who remains cannot make an agreement under section 22A: it needs another party, or another basis."
    ),
    Why.FUNCTION: gettext_lazy("Its function moves."),
    Why.OTHER_FUNCTIONS: gettext_lazy("It has other functions too: its keepers are asked what remains."),
}


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One record of the preview or of the report."""

    reference: str
    title: str
    address: str
    why: str
    asks: bool
    joining: str = ""


@dataclass(frozen=True, slots=True)
class EffectList:
    """All records of one effect; the first of them are listed."""

    effect: Effect
    title: str | Promise
    count: int
    rows: tuple[EffectRow, ...]

    @property
    def beyond(self) -> int:
        """How many are not listed."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in words; whether it divides records among those who follow."""

    pk: int
    words: str
    is_a_split: bool


def effects(plan: Plan) -> list[EffectList]:
    """What it would do, as lists of records, the first of each."""
    found = []
    for effect, title in EFFECTS.items():
        held = [each for each in plan.effects if each.effect is effect]
        rows = tuple(
            EffectRow(
                each.record.reference,
                each.record.title,
                reverse("collaboration", args=[each.record.reference]),
                why(each.why),
                each.asks,
                _joining(plan, each),
            )
            for each in held[:MOST_LISTED]
        )
        found.append(EffectList(effect, title, len(held), rows))
    return found


def effects_done(held: Sequence[ReorganisedRecord]) -> list[EffectList]:
    """What it did, as lists of records."""
    return [
        EffectList(
            effect,
            title,
            sum(each.effect == effect for each in held),
            tuple(
                EffectRow(
                    each.collaboration.reference,
                    each.collaboration.title,
                    reverse("collaboration", args=[each.collaboration.address]),
                    why(each.why),
                    each.asks,
                )
                for each in [each for each in held if each.effect == effect][:MOST_LISTED]
            ),
        )
        for effect, title in EFFECTS.items()
    ]


def _joining(plan: Plan, effect: RecordEffect) -> str:
    """Who comes in; nothing where it ends."""
    bodies = plan.successions.bodies
    slugs = () if effect.ends else dict.fromkeys(joining.body for joining in effect.joining)
    return get_text_list([bodies[slug].name for slug in slugs], _("and"))


def why(reasons: Iterable[str]) -> str:
    """All reasons as sentences."""
    return " ".join(str(WHYS[Why(reason)]) for reason in reasons)


def counts(plan: Plan) -> str:
    """The whole in a sentence or two."""
    touched = len(plan.effects)
    said = ngettext("It touches %(count)s record.", "It touches %(count)s records.", touched) % {
        "count": f"{touched:,}"
    }
    asking = plan.asking
    if asking:
        said += " " + ngettext(
            "At %(count)s of them people must look.", "At %(count)s of them people must look.", asking
        ) % {"count": f"{asking:,}"}
    return said


def waiting(plan: Plan) -> str:
    """What waits and goes to those who follow; nothing where nothing does."""
    held = plan.waiting
    told = {
        ngettext("%(count)s open proposal", "%(count)s open proposals", held.proposals): held.proposals,
        ngettext(
            "%(count)s registration in progress", "%(count)s registrations in progress", held.registrations
        ): held.registrations,
    }
    named = [words % {"count": f"{count:,}"} for words, count in told.items() if count]
    if not named:
        return ""
    return _(
        "It also hands on %(what)s: those who follow are named there, and asked for their own views."
    ) % {"what": get_text_list(named, _("and"))}


def step(row: Step) -> str:
    """One step as a sentence."""
    bodies = list(row.bodies.all())
    before, after = _names(bodies, is_after=False), _names(bodies, is_after=True)
    told = {"before": before, "after": after, "function": row.function.name if row.function else ""}
    said = {
        StepKind.RENAME: _("%(before)s is called %(after)s."),
        StepKind.MERGE: _("%(before)s become %(after)s."),
        StepKind.SPLIT: _("%(before)s becomes %(after)s."),
        StepKind.REPLACE: _("%(after)s in place of %(before)s."),
        StepKind.MOVE: _("%(function)s moves to %(after)s."),
    }[StepKind(row.kind)] % told
    if row.apart_from:
        said += " " + _("Not so: %(references)s.") % {"references": ", ".join(row.apart_from)}
    for record, slugs in row.carried_by.items():
        going = [each for each in bodies if each.is_after and _slug(each) in slugs]
        told = {"record": record, "names": get_text_list([_name(each) for each in going], _("and"))}
        said += " " + _("%(record)s goes to %(names)s.") % told
    for each in bodies:
        if each.maintained_by:
            told = {"force": each.name, "body": each.maintained_by}
            said += " " + _("%(force)s is maintained by %(body)s.") % told
    return said


def body(row: StepBody) -> str:
    """A body by the name that it has; one that is to be, with its short name and its address."""
    if row.organisation is not None:
        return row.name or row.organisation.name
    told = {"name": row.name, "short_name": row.short_name, "slug": row.slug}
    return _("%(name)s (in short %(short_name)s; address %(slug)s)") % told


def step_row(row: Step) -> StepRow:
    """One step, as its page lists it."""
    return StepRow(row.pk, step(row), row.kind == StepKind.SPLIT)


def _name(row: StepBody) -> str:
    return row.organisation.name if row.organisation else row.name


def _slug(row: StepBody) -> str:
    return row.organisation.slug if row.organisation else row.slug


def _names(bodies: Iterable[StepBody], *, is_after: bool) -> str:
    return get_text_list([body(each) for each in bodies if each.is_after == is_after], _("and"))
