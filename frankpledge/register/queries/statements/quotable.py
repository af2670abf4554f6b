"""All statements, in the order of a page."""

import datetime

from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.register.queries.statements.about_figures import about_figures
from frankpledge.register.queries.statements.about_records import about_records
from frankpledge.register.queries.statements.tally import tally
from frankpledge.register.queries.statements.wording import Statement


def statements(day: datetime.date | None = None) -> tuple[Statement, ...]:
    """What can be said today; with a past `day`, of the records and figures of then. Four queries."""
    counted = tally(day)
    return (*about_figures(counted), *about_records(counted))


def statement(slug: str, day: datetime.date | None = None) -> Statement:
    """One of them. Raises NotFound."""
    for each in statements(day):
        if each.slug == slug:
            return each
    raise NotFound(_("There is no such sentence here. Those that can be quoted are listed on one page."))
