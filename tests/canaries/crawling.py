"""Opening every address as somebody, and telling which canaries stood in the answers."""

import gzip
import io
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.test import Client

from frankpledge.config.log_lines import WithoutSecrets
from frankpledge.people.actions import users
from frankpledge.people.models import ORGANISATION_ROLES, Role, User
from tests.canaries import routes
from tests.canaries.planting import Canary, Planted
from tests.members import NATIONAL, address, sign_in
from tests.world import CURATOR as WHOEVER_ENROLS

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

FORMS = ("json", "csv")
ZIP = "data/frankpledge.zip"
NEW_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who looks: a role at an organisation or for the nation (""); without one, only an account."""

    organisation: str = NATIONAL
    role: Role | None = None
    has_account: bool = True

    def __str__(self) -> str:
        if self.role is None:
            return "no role" if self.has_account else "the public"
        return f"{self.role} of {self.organisation or 'the nation'}"

    def may_come_upon(self, canary: Canary) -> bool:
        return canary.is_for(self.organisation, self.role)


THE_PUBLIC = Person(has_account=False)
NO_ROLE = Person()
CONTRIBUTOR = Person("northshire", Role.CONTRIBUTOR)
OTHERS = (
    THE_PUBLIC,
    NO_ROLE,
    Person(NATIONAL, Role.ANALYST),
    *(Person("northshire", role) for role in ORGANISATION_ROLES),
)
INSPECTOR, CURATOR = Person(NATIONAL, Role.INSPECTOR), Person(NATIONAL, Role.CURATOR)


def user_of(who: Person) -> User:
    """Their account."""
    if who.role is None:
        return users.create(by=WHOEVER_ENROLS, email="nobody@nowhere.example", name="Nobody Inparticular")
    return User.objects.get(email=address(who.organisation, who.role))


def browser(who: Person) -> Client:
    """One in which they are signed in, if they have an account."""
    client = Client()
    if who.has_account:
        sign_in(client, user_of(who))
    return client


@dataclass(slots=True)
class Found:
    """Which canaries somebody came upon, and where."""

    by: str
    places: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    canaries: dict[str, Canary] = field(default_factory=dict)
    pattern: re.Pattern[str] = field(default_factory=lambda: re.compile("$^"))

    @classmethod
    def of(cls, by: str, ours: Planted) -> "Found":
        words = {canary.word.casefold(): canary for canary in ours.canaries}
        longest_first = sorted(words, key=len, reverse=True)
        return cls(by=by, canaries=words, pattern=re.compile("|".join(map(re.escape, longest_first))))

    def look(self, place: str, text: str) -> None:
        """Notes each canary in the text, but those that the place itself names: they were known before."""
        for word in set(self.pattern.findall(text.casefold())) - set(self.pattern.findall(place.casefold())):
            self.places.setdefault(word, place)

    def wrongly(self, who: Person) -> list[str]:
        """What they came upon and may not, in a sentence each."""
        return [
            f"{self.by} came upon {', '.join(self.canaries[word].fields)} ({word}) at {place}"
            for word, place in self.places.items()
            if not who.may_come_upon(self.canaries[word])
        ]


def crawl(client: Client, ours: Planted, found: Found, *only: str) -> Found:
    """Opens every address with every sample, in each form that it is had in; `only` those that begin so."""
    for template in routes.templates():
        if template == ZIP or not template.startswith(only or ""):
            continue
        for path in routes.paths(ours, template):
            answer = open_(client, path, found)
            if answer.status_code == 200 and "Accept" in answer.headers.get("Vary", "").split(", "):
                for form in FORMS:
                    open_(client, f"{path}{'&' if '?' in path else '?'}format={form}", found)
    return found


def open_(client: Client, path: str, found: Found) -> "Answer":
    """One address. A fault of ours is no answer."""
    answer = client.get(path)
    assert answer.status_code < 500, f"{path}: {answer.status_code}"
    found.statuses[path] = answer.status_code
    found.look(path, text_of(answer))
    return answer


def text_of(answer: "Answer") -> str:
    """Headers and body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{body_of(answer)}"


def body_of(answer: "Answer") -> str:
    """The body, a ZIP unpacked."""
    body = b"".join(answer) if answer.streaming else answer.content
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    if body.startswith(b"PK\3\4"):
        with zipfile.ZipFile(io.BytesIO(body)) as files:
            body = b"\n".join(files.read(name) for name in files.namelist())
    return body.decode(errors="replace")


def without(word: str, answer: "Answer") -> str:
    """A page without the word that was asked for, and without what is new in every page."""
    return NEW_EACH_TIME.sub("", body_of(answer).replace(word, "WORD"))


def lines(records: list[logging.LogRecord]) -> Iterator[str]:
    """What would stand in the log, as its handler writes it."""
    for record in records:
        WithoutSecrets().filter(record)
        yield logging.Formatter("%(levelname)s %(name)s %(message)s").format(record)
