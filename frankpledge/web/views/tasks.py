"""Your tasks: what is asked of one, the records one answers for, and what one waits for."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.exchange.asked import asked_of
from frankpledge.people.models import Digest, User
from frankpledge.people.permissions import Power
from frankpledge.register.queries import own_records
from frankpledge.register.queries.tasks import Tasks
from frankpledge.web import asat, members, task_phrases
from frankpledge.web.access import signed_in
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination, asked
from frankpledge.web.reading import reading_only


@signed_in
@reading_only
def tasks(request: HttpRequest) -> HttpResponse:
    """The home of somebody signed in."""
    person = members.user(request)
    if not isinstance(person, User):
        raise TypeError("The page is for people with an account.")
    held, today = _asked_of(person, request), asat.today()
    organisations = members.rights(request).organisations_with(Power.READ_RESTRICTED)
    own = own_records.own_records(organisations, asked(request))
    heading = ngettext("%(count)s thing needs you", "%(count)s things need you", held.total)
    page = Page(
        title=heading % {"count": f"{held.total:,}"} if held.total else _("Nothing needs you now"),
        shows_register=False,
        for_search_engines=False,
    )
    context = {
        "tasks": [task_phrases.row(task, today) for task in held.tasks],
        "more": [task_phrases.more(kind, count) for kind, count in held.more.items()],
        "waiting": [task_phrases.row(task, today) for task in held.waiting],
        "own": [(record, _gaps(record)) for record in own.records],
        "own_total": own.total,
        "keeps_records": bool(organisations),
        "pages": Pagination.of(request, total=own.total, per_page=own_records.PER_PAGE),
        "gets_no_digest": person.digest == Digest.NEVER,
        "may_register": members.rights(request).may_anywhere(Power.PROPOSE_CHANGE),
        "may_read_messages": members.rights(request).may_anywhere(Power.READ_RESTRICTED),
    }
    return page_response(request, "tasks/tasks.html", page, context)


def _asked_of(person: User, request: HttpRequest) -> Tasks:
    return asked_of(person, proved_second_step=members.is_verified(request))


def _gaps(record: own_records.OwnRecord) -> list[str]:
    return [str(task_phrases.UNKNOWNS[gap]) for gap in record.not_known]
