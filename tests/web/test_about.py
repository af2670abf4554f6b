import pytest
from django.test import Client
from pytest_django import Settings

from frankpledge.web import page_cache
from frankpledge.web.views import about

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def text(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_about_says_that_nobody_has_adopted_it_unless_somebody_has(
    client: Client, settings: Settings
) -> None:
    settings.OPERATOR_NAME = settings.OPERATOR_AUTHORITY = settings.OPERATOR_CONTACT = ""
    page = text(client, "/about")
    assert "not stated by whoever set it up" in page
    assert "None. Nobody has adopted this register" in page
    settings.OPERATOR_NAME = "Example <Trust>"
    settings.OPERATOR_AUTHORITY = "The Example Board"
    settings.OPERATOR_CONTACT = "register@example.org"
    page = text(client, "/about")
    assert "Example &lt;Trust&gt;" in page
    assert "The Example Board" in page
    assert "register@example.org" in page
    assert "Nobody has adopted" not in page


@pytest.mark.parametrize(
    "body", ["(HMICFRS)", "(NPCC)", "College of Policing", "Home Office", "any police force"]
)
def test_about_says_who_is_not_behind_it(client: Client, body: str) -> None:
    assert body in text(client, "/about")


def test_about_and_privacy_publish_the_time_to_answer(client: Client, settings: Settings) -> None:
    settings.CORRECTION_WORKING_DAYS = 13
    assert "within 13 working days" in text(client, "/about")
    assert "within 13 working days" in text(client, "/privacy")


def test_privacy_names_the_one_cookie_and_how_long_it_is_kept(client: Client, settings: Settings) -> None:
    page = text(client, "/privacy")
    assert settings.CSRF_COOKIE_NAME in page
    assert about.cookie_kept_for(settings.CSRF_COOKIE_AGE) in page


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(None, "Until you close your browser"), (86_400, "1 day"), (31_449_600, "364 days")],
)
def test_how_long_a_cookie_is_kept_is_said_in_days(seconds: int | None, written: str) -> None:
    assert about.cookie_kept_for(seconds) == written


def test_accessibility_does_not_claim_more_than_was_tested(client: Client) -> None:
    page = text(client, "/accessibility")
    assert "level AA" in page
    assert "has not been audited" in page
    assert "fully compliant" not in page


@pytest.mark.parametrize("path", ["/about", "/accessibility", "/privacy"])
def test_each_page_has_one_main_heading_and_stands_under_about(client: Client, path: str) -> None:
    page = text(client, path)
    assert page.count("<h1") == 1
    assert 'href="/about" aria-current="true"' in page
