"""The gates that ask of the record as a whole: who it is, why, what was decided, what others learn."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from frankpledge.benefits.gates.facts import Facts
from frankpledge.benefits.gates.found import Checked, Counted, Found, met, not_met

DAY = "j F Y"


def _unpublished(facts: Facts) -> Found | None:
    if facts.has_purpose:
        return None
    return not_met(_("The parties have published no purpose in their own words."))


def learned(facts: Facts) -> Found:
    """Whether a lesson was shared in time after the decision."""
    if facts.learn_by is None:
        return not_met(_("Nothing is decided for the last year that is over."))
    by = date_format(facts.learn_by, DAY)
    if facts.learned_on is None:
        return not_met(_("No lesson is shared. It is asked by %(day)s."), day=by)
    if facts.learned_on <= facts.learn_by:
        return met(_("A lesson was shared within three months of the decision."))
    day = date_format(facts.learned_on, DAY)
    return not_met(_("A lesson was shared on %(day)s; it was asked by %(by)s."), day=day, by=by)


REGISTERED = Checked(
    asked=(
        (lambda facts: facts.has_objective, _("No objective is published.")),
        (lambda facts: facts.has_review_date, _("No end and no date of review is on this register.")),
        (lambda facts: facts.is_answered_for, _("Nobody is named who is answerable for the whole of it.")),
    ),
    met=_("Objective and date are there, and a post that is answerable for it."),
)
PURPOSE = Counted(
    count=lambda facts: facts.accepts,
    of=lambda facts: facts.asked,
    met=_("Every legal person of it accepts the purpose."),
    some=_("%(count)s of %(of)s legal persons accept the purpose."),
    none=_("Nobody was asked yet."),
    before=_unpublished,
)
DECIDED = Checked(
    asked=(
        (lambda facts: facts.is_decided, _("Nothing is decided for the last year that is over.")),
        (lambda facts: facts.is_minuted, _("What is next was decided, but no minute is named.")),
    ),
    met=_("What is next was decided for the last year, and minuted."),
)
