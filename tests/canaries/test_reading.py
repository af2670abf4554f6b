"""Nobody comes upon a canary that is not for them, whatever they open; and those it is for do."""

import datetime
import logging

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from frankpledge.exchange import digests
from frankpledge.exchange.models import Drawing
from frankpledge.people.models import ENTRUSTED_ROLES, Digest, Power, Role, User
from frankpledge.register.actions import follows
from tests.api.conftest import Program, key_of
from tests.canaries import crawling, planting, routes
from tests.canaries.crawling import CONTRIBUTOR, CURATOR, INSPECTOR, OTHERS, THE_PUBLIC, Found, Person
from tests.canaries.fields import SELF
from tests.canaries.planting import Planted
from tests.members import Members, as_actor, sign_in

pytestmark = pytest.mark.usefixtures("in_its_transaction")
A_DAY = datetime.date(2026, 11, 24)
NOWHERE = "kanari999q"
# A longer word is cut short where a page says it again.
SHOWN_WHOLE = 40
ASKED = (
    "/collaborations?q={}",
    "/collaborations?q={}&format=json",
    "/organisations?name={}",
    "/documents?q={}",
)


def test_every_address_has_a_sample(ours: Planted) -> None:
    for template in routes.templates():
        assert list(routes.paths(ours, template)), template


def test_no_sample_is_of_an_address_that_is_no_more() -> None:
    assert {*routes.SAMPLES, *routes.QUERIES} <= set(routes.templates())


@pytest.mark.parametrize("who", [*OTHERS, INSPECTOR], ids=str)
def test_nobody_comes_upon_what_is_not_theirs(
    ours: Planted, who: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    found = crawling.crawl(crawling.browser(who), ours, Found.of(str(who), ours))
    for drawing in Drawing.objects.all():
        # What is drawn is made of nothing else.
        found.look(f"the picture {drawing.key}", str(drawing.picture))
        crawling.open_(Client(), f"/pictures/{drawing.key}.csv", found)
    assert found.wrongly(who) == []
    logged = Found.of("whoever reads the log", ours)
    for line in crawling.lines(caplog.records):
        # An address that was asked for stands there: all of these were known to whoever asked.
        logged.look(line.rpartition(": ")[2], line)
    assert logged.wrongly(THE_PUBLIC) == []


@pytest.mark.parametrize("role", ENTRUSTED_ROLES)
def test_no_key_opens_more_than_its_role(ours: Planted, role: Role) -> None:
    who = Person("northshire", role)
    key = Program(key_of(Members(), "northshire", role))
    found = crawling.crawl(key.client, ours, Found.of(f"a key, {who},", ours), "api/")
    assert found.statuses["/api/v1/changes"] == 200
    assert found.wrongly(who) == []


def test_a_curator_comes_upon_all_that_a_power_opens_and_nothing_else(ours: Planted) -> None:
    found = crawling.crawl(crawling.browser(CURATOR), ours, Found.of("a curator", ours))
    opened = {word for word, canary in found.canaries.items() if isinstance(canary.audience, Power)}
    assert [found.canaries[word].fields for word in opened - {*found.places}] == []
    assert found.wrongly(CURATOR) == []
    for path in (f"/organisations/eastmarch/{page}" for page in ("people", "keys", "history", "change/name")):
        assert found.statuses[path] == 200


def test_whom_it_belongs_to_comes_upon_it(ours: Planted) -> None:
    found = Found.of("its own people", ours)
    for name in ("author", "reader"):
        client = Client()
        sign_in(client, User.objects.get(pk=ours.people[name]))
        crawling.crawl(client, ours, found, "account/", "changes", "follow", "register")
    own = {word for word, canary in found.canaries.items() if canary.audience is SELF}
    assert own - {*found.places} == set()


@pytest.mark.parametrize("who", [THE_PUBLIC, CONTRIBUTOR], ids=str)
def test_a_search_for_a_canary_answers_as_for_a_word_that_stands_nowhere(ours: Planted, who: Person) -> None:
    client = crawling.browser(who)
    for asked in ASKED:
        nothing = crawling.without(NOWHERE, client.get(asked.format(NOWHERE)))
        assert nothing
        for canary in ours.canaries:
            if canary.word.isalnum():
                word = canary.word[:SHOWN_WHOLE]
                answer = client.get(asked.format(word))
                assert crawling.without(word, answer) == nothing, (asked, canary)


def test_a_search_does_find_what_is_public(ours: Planted) -> None:
    client = crawling.browser(THE_PUBLIC)
    asked = ASKED[0].format("Eastmarch archive")
    assert ours.archive.address in client.get(asked).content.decode()


def test_no_digest_tells_of_what_is_not_for_its_reader(ours: Planted, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example"
    User.objects.update(digest=Digest.NEVER)
    people = {crawling.user_of(who).email: who for who in OTHERS if who.role}
    for email in people:
        user = User.objects.get(email=email)
        for what in (ours.archive.reference, ours.dogs.reference, "eastmarch", "?q=archive"):
            follows.follow(by=as_actor(user), what=what)
    User.objects.filter(email__in=people).update(digest=Digest.DAILY)
    more = planting.more(ours)
    digests.send_all(A_DAY)
    assert {letter.to[0] for letter in mail.outbox} == {*people}
    for letter in mail.outbox:
        who = people[letter.to[0]]
        found = Found.of(f"the digest of {who}", more)
        found.look("a letter", str(letter.message()))
        assert "Eastmarch archive" in str(letter.body)
        assert found.wrongly(who) == []
