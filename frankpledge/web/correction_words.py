"""What we say to somebody who tells us that something is wrong."""

import datetime

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from frankpledge.register.actions.sendings import TooOften
from frankpledge.register.models import CorrectionState
from frankpledge.register.queries.corrections import PublicCorrection
from frankpledge.web.phrases import when


def not_ours() -> str:
    """The token is missing, cut short or from another copy."""
    return _(
        "We could not check that this form came from our own page. Check what you wrote and send it again."
    )


def too_quick() -> str:
    """Nobody fills it in that fast."""
    return _(
        "The form came back faster than a person can fill it in. Check what you wrote and send it again."
    )


def too_old() -> str:
    """The form was left open."""
    return _("This page was open for more than a day. Check what you wrote and send it again.")


def already_sent(reference: str) -> str:
    """The form came a second time, with other words."""
    told = {"reference": reference}
    return (
        _("You have sent this form already: its reference is %(reference)s.") % told
        + " "
        + _("If you changed something and want us to have that too, send it again as a new message.")
    )


def too_often(refused: TooOften) -> str:
    """Too many came from one address; when the next will be taken, to the minute after."""
    again_at = timezone.localtime(refused.again_at + datetime.timedelta(minutes=1))
    told = {"time": date_format(again_at, "H:i"), "day": when(again_at.date())}
    wait = _(
        "You can send this after %(time)s on %(day)s. What you wrote is still below: keep this page open."
    )
    return f"{refused} {wait % told}"


def heading(correction: PublicCorrection) -> str:
    """How a message stands, in one line."""
    return {
        CorrectionState.RECEIVED: _("We have received this"),
        CorrectionState.BEING_CHECKED: _("We are checking this"),
        CorrectionState.CHANGED: _("We changed the register"),
        CorrectionState.NOT_CHANGED: _("We checked this and did not change the register"),
        CorrectionState.WITHDRAWN: _("This was withdrawn"),
        CorrectionState.SPAM: _("We set this aside"),
    }[correction.state]


def lead(correction: PublicCorrection, today: datetime.date) -> str:
    """What that means for whoever sent it."""
    if correction.is_being_checked and correction.due_on < today:
        late = _(
            "We said that we would answer by %(day)s and have not. We are sorry. It is still on our list."
        )
        return late % {"day": when(correction.due_on)}
    if correction.is_being_checked:
        return _("We answer by %(day)s, on this page.") % {"day": when(correction.due_on)}
    return {
        CorrectionState.CHANGED: _("Thank you. What you told us led to a change."),
        CorrectionState.NOT_CHANGED: _(
            "Below is why. If you have a source that we have not seen, tell us again."
        ),
        CorrectionState.WITHDRAWN: _("Whoever sent it took it back, so we did not look further."),
        CorrectionState.SPAM: _(
            "It did not look like a correction of the register. If we got that wrong, tell us again."
        ),
    }[correction.state]
