"""Whose message it is, behind as many proxies as there are, and for a day only."""

import datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from frankpledge.web import senders


def address(direct: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return senders.address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=direct))


def hashed(direct: str) -> str:
    return senders.sender_hash(RequestFactory().get("/", REMOTE_ADDR=direct))


def test_without_proxies_what_the_sender_writes_is_not_believed(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 0
    assert address("192.0.2.1", "198.51.100.9") == "192.0.2.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "made.up, 198.51.100.9", "198.51.100.9"),
        (2, "made.up, 198.51.100.9, 203.0.113.5", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, None, "192.0.2.1"),
    ],
)
def test_behind_proxies_the_address_is_the_one_that_the_outermost_saw(
    settings: Settings, proxies: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert address("192.0.2.1", forwarded) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
        ("192.0.2.1", "::ffff:192.0.2.1"),
        ("192.0.2.1:443", "192.0.2.1:80"),
        ("[2001:db8:1:2::1]:443", "2001:db8:1:2::1"),
    ],
)
def test_the_same_household_or_office_is_one_sender(one: str, other: str) -> None:
    assert hashed(one) == hashed(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("192.0.2.1", "192.0.2.2"), ("2001:db8:1:2::1", "2001:db8:1:3::1"), ("", "unknown"), ("a", "b")],
)
def test_different_ones_are_two(one: str, other: str) -> None:
    assert hashed(one) != hashed(other)


def test_the_hash_is_another_one_tomorrow_and_under_another_secret(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = hashed("192.0.2.1")
    assert len(today) == 64
    settings.SECRET_KEY = "another"  # noqa: S105 - for this test
    assert hashed("192.0.2.1") != today
    settings.SECRET_KEY = "only-for-tests"  # noqa: S105 - for this test
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert hashed("192.0.2.1") != today
