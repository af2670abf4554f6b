"""One of the five questions, a page each: answered, then the next open one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import answers as actions
from frankpledge.benefits.actions.answers import Said
from frankpledge.benefits.models import Answer, Asked
from frankpledge.benefits.queries.answers import Answers, answers_of, costs_said, years_of
from frankpledge.benefits.queries.parties import parties_of
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.register.models import PurposeOrigin
from frankpledge.register.queries.purposes import story_of
from frankpledge.web import answers as asking
from frankpledge.web import asat, members
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Text, Values, key_of, new_key
from frankpledge.web.phrases import number
from frankpledge.web.steps import gone_to, walk
from frankpledge.web.workspaces import Desk, number_of, year_in_words

PENCE = 100


@dataclass(frozen=True, slots=True)
class Asking:
    """One question of one year, at its desk."""

    desk: Desk
    year: int
    asked: Asked
    held: Answers
    parties: Sequence[Organisation]

    @property
    def newest(self) -> Answer | None:
        return self.held.to(self.year, self.asked)

    def said(self, values: Values) -> Said:
        """What was answered."""
        is_not_known = values.get("not_known") == "yes"
        return Said(
            asked=self.asked,
            year=self.year,
            words=values.get("words", ""),
            is_not_known=is_not_known,
            next="" if is_not_known else values.get("next", ""),
            minute_reference=values.get("minute_reference", ""),
            costs_pence=asking.costs_of(values, self.parties) if self.parties else None,
        )

    def initial(self) -> dict[str, str]:
        """What stands in the form: this year's answer, else last year's, else what the record says."""
        from_record = {"words": _purpose(self.desk)} if self.asked is Asked.WHY else {}
        said = self.newest or self.held.before(self.year, self.asked)
        filled = asking.initial(said) if said else from_record
        seen = str(self.newest.pk if self.newest else 0)
        return {**filled, **self._amounts(), "seen": seen, "key": new_key()}

    def _amounts(self) -> dict[str, str]:
        """What each party paid, in this year or, until somebody answers, in the last one answered for."""
        if not self.parties:
            return {}
        before = self.held.before(self.year, self.asked)
        said = costs_said(self.desk.work, self.year)
        if not said and before is not None and self.newest is None:
            said = costs_said(self.desk.work, before.year)
        return {
            asking.amount_name(share.organisation): number(Decimal(share.amount_pence) / PENCE)
            for share in said
        }

    def lead(self, filled: str) -> Sequence[Text]:
        """Where what is filled in is from."""
        before = self.held.before(self.year, self.asked)
        if self.newest or not filled:
            return ()
        if before is None:
            return (_("Filled in from the record: change what does not fit."),)
        year = year_in_words(before.year)
        return (_("Filled in with the answer for %(year)s: change what is no longer so.") % {"year": year},)

    def after(self) -> str:
        """Where the next open question is, or the overview once all are answered."""
        now = answers_of(self.desk.work)
        if following := now.next_after(self.year, self.asked):
            return self.desk.at("benefits-question", self.year, following.value)
        return self.desk.at("benefits", year=self.year, done="answered")


@needs(Power.PROPOSE_CHANGE)
def question(request: HttpRequest, written: str, year: int, asked: str) -> HttpResponseBase:
    """One question. What is answered is kept at once, and the next open question comes."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    if asked not in Asked.values or year not in years_of(desk.work, asat.today()):
        raise NotFound(_("There is no such question for this year."))
    parties = parties_of(desk.held.pk, asat.today()) if asked == Asked.COST else []
    page = Asking(desk, year, Asked(asked), answers_of(desk.work), parties)

    def do(values: Values) -> HttpResponseBase:
        actions.give(
            by=members.actor(request),
            collaboration=desk.held,
            said=page.said(values),
            key=key_of(values),
            seen=number_of(values, "seen"),
        )
        return gone_to(page.after())

    initial = page.initial()
    steps = desk.steps(
        str(page.asked.label),
        _("Save and continue"),
        do,
        questions=asking.questions(page.asked, parties, may_decide=desk.may(Power.DECIDE_CHANGE)),
        initial=initial,
        lead=page.lead(initial.get("words", "")),
        template="workspaces/question.html",
        more={
            "year": year_in_words(year),
            "position": list(Asked).index(page.asked) + 1,
            "of": len(Asked),
            "newest": page.newest,
        },
    )
    return walk(request, steps)


def _purpose(desk: Desk) -> str:
    """What the parties say that it is for, else what this register says."""
    versions = story_of(desk.held.pk).versions
    if versions:
        return versions[-1].statement
    ours = desk.held.purposes.filter(origin=PurposeOrigin.REGISTER).order_by("version").last()
    return ours.statement if ours else ""
