"""Benefits and drawbacks as planned: listed with what is missing, and each on its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import profiles as actions
from frankpledge.benefits.actions.sign_offs import POWERS
from frankpledge.benefits.completeness import Section, Whole, completeness_of
from frankpledge.benefits.models import Measure, Profile, Signs
from frankpledge.benefits.queries.profiles import one_whole, whole_of
from frankpledge.benefits.states import profiles as states
from frankpledge.benefits.states.profiles import Move
from frankpledge.people.models import Organisation, Power
from frankpledge.web import asat, members
from frankpledge.web import profiles as words
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Kind, Question, Text, Values, key_of, new_key
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Steps, gone_to, walk
from frankpledge.web.workspaces import Desk, version_question


@dataclass(frozen=True, slots=True)
class Sheet:
    """One profile with all that hangs on it, at its desk."""

    desk: Desk
    whole: Whole

    @classmethod
    def of(
        cls, request: HttpRequest, written: str, reference: str, power: Power = Power.READ_RESTRICTED
    ) -> "Sheet":
        """Raises NotFound, NotAllowed."""
        desk = Desk.of(request, written, power)
        return cls(desk, one_whole(desk.work, reference, asat.today()))

    @property
    def profile(self) -> Profile:
        return self.whole.profile

    @property
    def address(self) -> str:
        return self.at("profile")

    def at(self, name: str, *more: object) -> str:
        """The address of one of its pages."""
        return self.desk.at(name, self.profile.reference, *more)

    def steps(self, title: str, button: Text, do: Callable[[Values], Any], **more: Any) -> Steps:
        """A page of it that asks, with the version that was seen."""
        above = (above_all(self.desk), (self.profile.title, self.address))
        asked = {
            "back": (_("Back to the benefit"), self.address),
            "breadcrumbs": self.desk.above(*above),
            **more,
            "questions": (*more.get("questions", ()), version_question()),
            "initial": {**more.get("initial", {}), "version": str(self.profile.version)},
        }
        return self.desk.steps(title, button, do, **asked)


def above_all(desk: Desk) -> tuple[str, str]:
    """The list, as a page above others."""
    return (_("Benefits and drawbacks"), desk.at("profiles"))


@needs(Power.READ_RESTRICTED)
@reading_only
def profiles(request: HttpRequest, written: str) -> HttpResponseBase:
    """All of them, with what each still has to say."""
    desk = Desk.of(request, written)
    held = whole_of(desk.work, asat.today())
    context = {"lines": [(whole.profile, completeness_of(whole)) for whole in held]}
    return desk.page("profiles/list.html", _("Benefits and drawbacks"), context)


@needs(Power.PROPOSE_CHANGE)
def add(request: HttpRequest, written: str) -> HttpResponseBase:
    """A new one: what it is. The rest is written on its page."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    rows = words.rows_for(Section.WHAT, desk.work, desk.keepers)

    def do(values: Values) -> HttpResponseBase:
        made = actions.add(
            by=members.actor(request),
            collaboration=desk.held,
            values=words.read(Section.WHAT, values, rows),
            key=key_of(values),
        )
        return gone_to(desk.at("profile", made.reference))

    key = Question(name="key", kind=Kind.HIDDEN)
    steps = desk.steps(
        _("Add a benefit or a drawback"),
        _("Add it"),
        do,
        questions=(*words.questions(Section.WHAT, rows), key),
        initial={"key": new_key()},
        lead=(_("Drawbacks count as much as benefits. Leave empty what is not known yet."),),
        back=(_("Back to the list"), desk.at("profiles")),
        breadcrumbs=desk.above(above_all(desk)),
    )
    return walk(request, steps)


@needs(Power.READ_RESTRICTED)
@reading_only
def profile(request: HttpRequest, written: str, reference: str) -> HttpResponseBase:
    """One of them: what is missing first, then all that it says."""
    sheet = Sheet.of(request, written, reference)
    held = sheet.profile
    context = {
        "sheet": sheet,
        "profile": held,
        "complete": completeness_of(sheet.whole),
        "sections": [
            (section, words.TITLES[section], words.shown(section, held)) for section in words.FIELDS
        ],
        "titles": words.TITLES,
        "written": frozenset(words.FIELDS),
        "Section": Section,
        "moves": [
            (move, words.MOVES[move].button)
            for move in words.MOVES
            if states.may(move, held.state) and sheet.desk.may(states.RULES[move].power)
        ],
        "may_write_it": states.may(Move.WRITE, held.state) and sheet.desk.may(Power.PROPOSE_CHANGE),
        "may_vary": _may_vary(held.measure),
        "signing": _may_sign(sheet),
    }
    return sheet.desk.page("profiles/profile.html", held.title, context, above_all(sheet.desk))


def _may_vary(measure: Measure | None) -> bool:
    """Whether there is a national measure in use behind it."""
    national = measure.varies or measure if measure else None
    return national is not None and national.organisation_id is None and national.retired_on is None


def _may_sign(sheet: Sheet) -> list[tuple[Signs, Organisation]]:
    """As what, and in whose name, who looks at it can sign it off as it stands."""
    held = sheet.profile
    if not states.may(Move.WRITE, held.state):
        return []
    rights = sheet.desk.rights
    own = {kind: rights.organisations_with(POWERS[kind]) & sheet.desk.keepers for kind in Signs}
    own[Signs.OWNER] &= {held.owner_id} if held.owner_id else frozenset()
    signed = {
        (each.signs_as, each.organisation_id) for each in held.sign_offs.all() if each.version == held.version
    }
    wanted = {number for numbers in own.values() for number in numbers}
    bodies = {body.pk: body for body in Organisation.objects.filter(pk__in=wanted).order_by("name")}
    return [
        (kind, body)
        for kind in Signs
        for number, body in bodies.items()
        if number in own[kind] and (kind, number) not in signed
    ]
