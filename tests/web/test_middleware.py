import re

import pytest
from django.test import Client

from frankpledge.web.middleware import SAFE_HEADERS

pytestmark = [pytest.mark.urls("tests.web.routes"), pytest.mark.django_db]


@pytest.mark.parametrize("path", ["/about", "/no-such-page", "/healthz", "/record", "/refuse/invalid"])
def test_every_answer_carries_the_safe_headers(client: Client, path: str) -> None:
    answer = client.get(path)
    for name, value in SAFE_HEADERS.items():
        assert answer.headers[name] == value


def test_a_fault_carries_them_too() -> None:
    answer = Client(raise_request_exception=False).get("/refuse/fault")
    assert answer.headers["Content-Security-Policy"] == SAFE_HEADERS["Content-Security-Policy"]


def test_the_policy_allows_nothing_inside_a_page_and_nothing_from_elsewhere() -> None:
    policy = SAFE_HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    for word in ("unsafe", "http:", "https:", "data:", "*"):
        assert word not in policy


@pytest.mark.parametrize("path", ["/about", "/accessibility", "/privacy", "/no-such-page", "/record"])
def test_no_page_has_what_the_policy_would_block(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert not re.search(r'(src|<link[^>]*rel="(stylesheet|icon)"[^>]*href)="(https?:)?//', page)


@pytest.mark.parametrize("path", ["/about", "/accessibility", "/privacy", "/no-such-page"])
def test_reading_sets_no_cookie(client: Client, path: str) -> None:
    assert not client.get(path).cookies
