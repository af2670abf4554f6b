"""The gates that ask of benefits and drawbacks, profile by profile."""

from django.utils.translation import gettext_lazy as _

from frankpledge.benefits.gates.facts import Facts
from frankpledge.benefits.gates.found import Checked, Counted, Found, not_met


def _late(facts: Facts) -> Found | None:
    is_late = facts.measured and facts.baselined >= facts.measured and facts.late
    return not_met(_("Locked only after the change began: %(count)s."), count=facts.late) if is_late else None


def _unlocked(facts: Facts) -> Found | None:
    return None if facts.locked else not_met(_("No return is locked yet."))


MAP = Checked(
    asked=(
        (lambda facts: facts.nodes > 0, _("There is no map yet.")),
        (lambda facts: not facts.faults, _("The checks of the map find something.")),
    ),
    met=_("The checks of the map find nothing."),
)
PROFILES = Counted(
    count=lambda facts: facts.whole,
    of=lambda facts: facts.profiles,
    met=_("Every profile is complete, and somebody is named in each party."),
    some=_("%(count)s of %(of)s profiles are complete, with somebody named in each party."),
    none=_("There is no profile yet."),
)
BASELINES = Counted(
    count=lambda facts: facts.baselined,
    of=lambda facts: facts.measured,
    met=_("What it was before is locked for every profile that is measured."),
    some=_("What it was before is locked for %(count)s of %(of)s profiles that are measured."),
    none=_("There is no profile yet."),
    needless=_("No profile is measured."),
    before=_late,
)
VALUES = Counted(
    count=lambda facts: facts.valued,
    of=lambda facts: facts.in_pounds,
    met=_("Every value has its source and the year of its prices."),
    some=_("%(count)s of %(of)s profiles that are worth pounds have a value with source and year."),
    none=_("There is no profile yet."),
    needless=_("No profile is worth pounds."),
)
TRACKED = Counted(
    count=lambda facts: facts.evidenced,
    of=lambda facts: facts.measured,
    met=_("For every profile that is measured a change is seen that chance does not explain."),
    some=_("For %(count)s of %(of)s profiles a change is seen that chance does not explain."),
    none=_("No profile is measured."),
    before=_unlocked,
)
BANKED = Counted(
    count=lambda facts: facts.banked,
    of=lambda facts: facts.cash,
    met=_("Every profile of money has a reference of the budget it was taken out of."),
    some=_("%(count)s of %(of)s profiles of money have a reference of the budget they were taken out of."),
    none=_("There is no profile yet."),
    needless=_("No profile is money taken out of budgets."),
)
STRESSED = Counted(
    count=lambda facts: facts.ranged,
    of=lambda facts: facts.measured,
    met=_("Every profile that is measured has a range."),
    some=_("%(count)s of %(of)s profiles that are measured have a range."),
    none=_("No profile is measured."),
)
