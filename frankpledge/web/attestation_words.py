"""What a body stated of its list, in sentences: for everybody, for itself, and how fresh it is."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.register.financial_years import due_on, last_ended
from frankpledge.register.models import Attestation, Completeness
from frankpledge.register.queries.attestations import Row, Stated
from frankpledge.web.phrases import when


def year(ended_in: int) -> str:
    """`the year to 31 March 2026`."""
    return _("the year to 31 March %(year)s") % {"year": ended_in}


def public(name: str, stated: Stated | None) -> str:
    """One sentence for everybody; "" where nothing was stated. It counts what the reader may see."""
    if stated is None:
        return ""
    told = {"day": when(stated.on), "name": name, "count": f"{stated.count:,}", "words": stated.words}
    if stated.says is Completeness.NIL:
        return _("On %(day)s %(name)s stated that it has no collaborations.") % told
    if stated.says is Completeness.ALL:
        return _("On %(day)s %(name)s stated that this is all of its collaborations (%(count)s).") % told
    return (
        _("On %(day)s %(name)s stated that this is not yet all of its collaborations (%(count)s): %(words)s")
        % told
    )


def own(held: Attestation) -> str:
    """What a body reads of its own statement."""
    count = getattr(held, "count", 0)
    records = ngettext("%(count)s record", "%(count)s records", count) % {"count": f"{count:,}"}
    told = {"year": year(held.year), "says": held.get_says_display(), "records": records}
    return _("For %(year)s: %(says)s (%(records)s)") % told


def freshness(row: Row, today: datetime.date) -> str:
    """How fresh a body's statement is."""
    if row.stated_on is None or row.year is None:
        return _("not stated yet")
    wanted = last_ended(today)
    if row.year >= wanted:
        return _("up to date")
    if today <= due_on(wanted):
        return _("due by %(day)s") % {"day": when(due_on(wanted))}
    behind = wanted - row.year
    return ngettext("one year behind", "%(years)s years behind", behind) % {"years": behind}
