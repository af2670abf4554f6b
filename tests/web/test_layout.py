import re

import pytest
from django.test import Client
from pytest_django import Settings

from frankpledge.web import navigation

pytestmark = pytest.mark.urls("tests.web.routes")


@pytest.fixture
def page(client: Client) -> str:
    return client.get("/record").content.decode()


def test_a_page_says_first_that_it_is_independent_and_unofficial(page: str) -> None:
    assert page.index("Independent and unofficial.") < page.index("<main")


def test_a_page_has_its_language_its_title_and_a_way_past_the_menu(page: str) -> None:
    assert '<html lang="en-gb"' in page
    assert "<title>Norfolk &amp; Suffolk dogs – Frankpledge" in page
    assert 'href="#main-content"' in page
    assert 'id="main-content"' in page


def test_a_page_leads_up_and_across(page: str) -> None:
    assert '<a class="govuk-breadcrumbs__link" href="/up">Up</a>' in page
    for way in navigation.menu():
        assert f'href="{way.address}"' in page


def test_the_menu_marks_where_the_reader_is(page: str) -> None:
    assert re.findall(r'href="([^"]*)" aria-current="true"', page) == ["/about"]


def test_a_page_asks_what_is_wrong_with_it(page: str) -> None:
    assert "about=C-0001" in page
    assert "Something wrong? Tell us" in page


def test_a_page_says_that_no_party_has_confirmed_it(page: str) -> None:
    assert "Last confirmed by a party: not yet." in page


def test_the_permanent_address_stands_on_this_copy_s_own_name(client: Client, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example.org"
    page = client.get("/record?sort=name", headers={"host": "127.0.0.1"}).content.decode()
    assert '<link rel="canonical" href="https://register.example.org/record">' in page
    assert "127.0.0.1" not in page


def test_nothing_of_gov_uk_s_own_is_on_a_page(page: str) -> None:
    assert not re.search(r"crown|crest|logotype|GDS Transport|GOV\.UK", page, re.IGNORECASE)
