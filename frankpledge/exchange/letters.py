"""The words of a digest: plain text, one line and one link for each thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.dateformat import format as date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.exchange import task_words, unsubscribing
from frankpledge.people.models import Digest, User
from frankpledge.register.queries.asked import Task
from frankpledge.register.queries.happenings import CLAIMS, DISPUTES, Happening, NewResults

# An e-mail is written where no page is: a test holds these to the addresses of the service.
COLLABORATION, ORGANISATION = "/collaborations/{key}", "/organisations/{key}"
FIND = "/collaborations?{query}"
CHOOSE = "/account/e-mails"
STOP = "/account/e-mails/stop/{word}"
TASKS = "/tasks"
FIELDS: Mapping[str, str | Promise] = {
    "title": gettext_lazy("its name"),
    "title_cy": gettext_lazy("its name"),
    "name": gettext_lazy("its name"),
    "names": gettext_lazy("its other names"),
    "purpose": gettext_lazy("what it is for"),
    "functions": gettext_lazy("what police work it does"),
    "model": gettext_lazy("what kind of collaboration it is"),
    "legal_basis": gettext_lazy("its legal basis"),
    "legal_basis_note": gettext_lazy("its legal basis"),
    "status": gettext_lazy("whether it is running or has ended"),
    "status_as_of": gettext_lazy("whether it is running or has ended"),
    "ending_kind": gettext_lazy("whether it is running or has ended"),
    "starts_on": gettext_lazy("when it started"),
    "start_kind": gettext_lazy("when it started"),
    "ends_on": gettext_lazy("when it ended"),
    "parties": gettext_lazy("who is in it"),
    "parties_coverage": gettext_lazy("who is in it"),
    "parties_expected": gettext_lazy("who is in it"),
    "parent": gettext_lazy("what it is part of"),
    "agreements": gettext_lazy("its agreements"),
    "events": gettext_lazy("what happened"),
    "sources": gettext_lazy("its sources"),
    "notes": gettext_lazy("our notes"),
    "confirmation": gettext_lazy("what its parties say of it"),
    "provenance": gettext_lazy("what its parties say of it"),
    "region": gettext_lazy("its region"),
    "website": gettext_lazy("its website"),
    CLAIMS: gettext_lazy("what has been said about cost and benefit"),
    DISPUTES: gettext_lazy("what a body disputes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one digest tells."""

    tasks: tuple[Task, ...] = ()
    happenings: tuple[Happening, ...] = ()
    new_results: tuple[NewResults, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.tasks or self.happenings or self.new_results)


def subject(letter: Letter) -> str:
    """How much there is, and nothing of what: a subject is read over shoulders."""
    asked, told = len(letter.tasks), len(letter.happenings) + len(letter.new_results)
    parts = []
    if asked:
        parts.append(
            ngettext("%(count)s thing needs you", "%(count)s things need you", asked) % _count(asked)
        )
    if told:
        parts.append(ngettext("%(count)s piece of news", "%(count)s pieces of news", told) % _count(told))
    return _("Frankpledge: %(what)s") % {"what": ", ".join(parts)}


def body(user: User, letter: Letter) -> str:
    """The whole letter."""
    parts = [_("Hello %(name)s,") % {"name": _line(user.name)}]
    sections = {
        _("What needs you"): [line for task in letter.tasks for line in _of_task(task)],
        _("What changed of what you follow"): [
            line for each in letter.happenings for line in _of_happening(each)
        ],
        _("Searches that find something new"): [
            line for each in letter.new_results for line in _of_search(each)
        ],
    }
    for heading, lines in sections.items():
        if lines:
            parts.append("\n".join([heading.upper(), *lines]))
    return "\n\n".join([*parts, _ending(user)]) + "\n"


def stop_address(user: User) -> str:
    """Where this person stops their digests, without signing in."""
    return _address(STOP.format(word=unsubscribing.word_for(user)))


def _of_task(task: Task) -> Iterator[str]:
    due_on = task.due_on
    due = _(" (due by %(day)s)") % {"day": date_format(due_on, "j F Y")} if due_on else ""
    yield f"- {_line(task_words.sentence(task))}{due}"
    yield f"  {_address(task_words.path(task))}"


def _of_happening(happening: Happening) -> Iterator[str]:
    words = [str(FIELDS[field]) for field in happening.fields if field in FIELDS]
    what = _("added to the register") if happening.is_new else ", ".join(dict.fromkeys(words))
    day = date_format(happening.on, "j F Y")
    yield f"- {_line(happening.title)}: {what or _('something about it')} ({day})"
    path = COLLABORATION if happening.is_collaboration else ORGANISATION
    yield f"  {_address(path.format(key=happening.key))}"


def _of_search(results: NewResults) -> Iterator[str]:
    count = ngettext("%(count)s new result", "%(count)s new results", results.new_count)
    yield f"- {_line(results.follow.search_words)}: {count % _count(results.new_count)}"
    for record in results.new:
        yield f"  - {_line(record.title)}"
    yield f"  {_address(FIND.format(query=results.follow.search))}"


def _ending(user: User) -> str:
    often = _("every day that something happened") if user.digest == Digest.DAILY else _("every Monday")
    return "\n".join(
        [
            _("You get this %(often)s, because you asked for it. All that needs you:") % {"often": often},
            _address(TASKS),
            _("How often, and what you follow:"),
            _address(CHOOSE),
            _("Stop these e-mails:"),
            stop_address(user),
        ]
    )


def _address(path: str) -> str:
    return settings.PUBLIC_ADDRESS + path


def _line(words: str) -> str:
    """Words in one line: nothing that somebody wrote can begin a line of ours."""
    return " ".join(words.split())


def _count(number: int) -> dict[str, str]:
    return {"count": f"{number:,}"}
