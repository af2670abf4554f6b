"""Why a body was, was not, or may have been in a collaboration on a day, in words."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.models import Party
from frankpledge.register.queries.belonging import Reason
from frankpledge.register.queries.standing import Reason as OfTheWhole
from frankpledge.web import asat
from frankpledge.web.phrases import sentence, when

Words = Callable[[Party], str]


def in_words(reasons: Iterable[Reason | OfTheWhole], party: Party) -> str:
    """The reasons as one sentence without its full stop: `No joining date found; it ended in 2018`."""
    return sentence("; ".join(WORDS[reason](party) for reason in reasons))


def dated(date: PartialDate | None) -> str:
    """A date in a sentence: `on 1 April 2025`, `in April 2025`."""
    if date is None:
        return _("on a day not known")
    if date.day is None:
        return _("in %(when)s") % {"when": when(date)}
    return _("on %(when)s") % {"when": when(date)}


def _joined_by_then(party: Party) -> str:
    if party.left_on is None:
        return _("it joined %(joined)s") % {"joined": dated(party.joined_on)}
    dates = {"joined": dated(party.joined_on), "left": dated(party.left_on)}
    if _is_to_come(party.left_on):
        return _("it joined %(joined)s and is to leave %(left)s") % dates
    return _("it joined %(joined)s and left %(left)s") % dates


def _its_end(party: Party) -> str:
    end = {"when": dated(party.collaboration.ends_on)}
    if _is_to_come(party.collaboration.ends_on):
        return _("the collaboration is due to end %(when)s") % end
    return _("the collaboration ended %(when)s") % end


def _is_to_come(date: PartialDate | None) -> bool:
    return date is not None and date.on_or_before(asat.today()) is Answer.NO


def _no_later_report(party: Party) -> str:
    reported = party.collaboration.status_as_of
    if reported is None:
        return _("the collaboration was reported running, but the report is undated")
    return _("the collaboration was last reported running %(when)s") % {"when": dated(reported)}


def _at(words: Callable[[], str], date: Callable[[Party], PartialDate | None]) -> Words:
    return lambda party: words() % {"when": dated(date(party))}


WORDS: Mapping[Reason | OfTheWhole, Words] = {
    Reason.JOINED_BY_THEN: _joined_by_then,
    Reason.LEFT_BEFORE: _at(lambda: _("it left %(when)s"), lambda party: party.left_on),
    Reason.JOINED_LATER: _at(lambda: _("it joined only %(when)s"), lambda party: party.joined_on),
    Reason.NO_JOINING_DATE: lambda _party: _("no joining date found"),
    Reason.JOINING_NOT_PRECISE: _at(
        lambda: _("it joined %(when)s; the exact day is not known"), lambda party: party.joined_on
    ),
    Reason.LEAVING_NOT_PRECISE: _at(
        lambda: _("it left %(when)s; the exact day is not known"), lambda party: party.left_on
    ),
    Reason.NOT_A_PAIR_THEN: lambda _party: _("the policing body did not oversee the force then"),
    Reason.PAIR_NOT_KNOWN: lambda _party: _("since when the policing body oversees the force is not known"),
    OfTheWhole.WITHIN_ITS_DATES: _its_end,
    OfTheWhole.AGREEMENT_IN_FORCE: lambda _party: _("an agreement that all its parties signed was in force"),
    OfTheWhole.REPORTED_RUNNING_LATER: _at(
        lambda: _("the collaboration was still reported running %(when)s"),
        lambda party: party.collaboration.status_as_of,
    ),
    OfTheWhole.NOT_YET_STARTED: _at(
        lambda: _("the collaboration began only %(when)s"), lambda party: party.collaboration.starts_on
    ),
    OfTheWhole.HAD_ENDED: _at(
        lambda: _("the collaboration ended %(when)s"), lambda party: party.collaboration.ends_on
    ),
    OfTheWhole.REPORTED_ENDED: _at(
        lambda: _("the collaboration had been reported ended %(when)s"),
        lambda party: party.collaboration.status_as_of,
    ),
    OfTheWhole.START_NOT_KNOWN: lambda _party: _("when the collaboration began is not known"),
    OfTheWhole.START_NOT_PRECISE: _at(
        lambda: _("the collaboration began %(when)s; the exact day is not known"),
        lambda party: party.collaboration.starts_on,
    ),
    OfTheWhole.END_NOT_PRECISE: _at(
        lambda: _("the collaboration ended %(when)s; the exact day is not known"),
        lambda party: party.collaboration.ends_on,
    ),
    OfTheWhole.NO_LATER_REPORT: _no_later_report,
    OfTheWhole.END_NOT_KNOWN: lambda _party: _("the collaboration ended, but when is not known"),
    OfTheWhole.STATUS_NOT_KNOWN: lambda _party: _("whether the collaboration still ran is not known"),
}
