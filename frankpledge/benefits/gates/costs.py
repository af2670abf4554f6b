"""The gates that ask of costs and corrections: whether they are agreed, counted once, and fairly shared."""

from django.utils.translation import gettext_lazy as _

from frankpledge.benefits.gates.facts import Facts
from frankpledge.benefits.gates.found import Counted, Found, Gate, met, not_met


def adjusted(facts: Facts) -> Found:
    """Whether each cause is allowed for in one way, or nothing is corrected for a reason."""
    if facts.corrects_nothing:
        return met(_("Nothing is corrected, and the reason is there."))
    if not facts.corrected:
        return not_met(_("Nobody has said what is allowed for, or that nothing is."))
    if facts.stacked:
        return not_met(_("Allowed for in more than one way: %(causes)s."), causes="; ".join(facts.stacked))
    return met(_("Each cause is allowed for in one way."))


def _better_alone(facts: Facts) -> Found | None:
    """Where it is known of all, and somebody would pay less alone: whether the board decided on it."""
    if facts.alone_asked == 1:
        return Found(Gate.NOT_APPLICABLE, _("One party alone pays."))
    if not facts.better_alone or facts.alone_known < facts.alone_asked:
        return None
    bodies = "; ".join(facts.better_alone)
    if facts.is_share_decided:
        decided = _("Would pay less alone: %(bodies)s. The board decided on it, and that is minuted.")
        return met(decided, bodies=bodies)
    return not_met(
        _("Would pay less alone: %(bodies)s. No decision of the board is recorded."), bodies=bodies
    )


COSTS = Counted(
    count=lambda facts: facts.agreed,
    of=lambda facts: facts.lined,
    met=_("The finance officers of all bodies with lines in the ledger agree them."),
    some=_("The finance officers of %(count)s of %(of)s bodies agree their lines in the ledger."),
    none=_("The ledger is empty."),
)
SHARED = Counted(
    count=lambda facts: facts.alone_known,
    of=lambda facts: facts.alone_asked,
    met=_("No party would pay less alone."),
    some=_("Of %(count)s of %(of)s parties it is known what they would pay alone."),
    none=_("Nothing that each party pays is locked in the ledger."),
    before=_better_alone,
)
