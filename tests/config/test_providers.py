"""Sign-in providers are read from the settings, or the start says what is wrong with them."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from frankpledge.config import providers

GOOD = {
    "id": "northshire",
    "name": "Northshire Police",
    "client_id": "abc",
    "secret": "s3cret",
    "server_url": "https://login.example/tenant/v2.0/",
}


def read(monkeypatch: pytest.MonkeyPatch, written: object) -> tuple[providers.Provider, ...]:
    text = written if isinstance(written, str) else json.dumps(written)
    monkeypatch.setenv("FRANKPLEDGE_SIGN_IN_PROVIDERS", text)
    return providers.from_environment()


def test_without_the_setting_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRANKPLEDGE_SIGN_IN_PROVIDERS", raising=False)
    assert providers.from_environment() == ()
    assert providers.as_allauth_asks(())["openid_connect"]["APPS"] == []


def test_one_is_read_and_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = read(monkeypatch, [GOOD])

    assert (found.id, found.secret, found.second_step) == ("northshire", "s3cret", "")
    asked = providers.as_allauth_asks([found])["openid_connect"]
    assert asked["OAUTH_PKCE_ENABLED"] is True
    assert asked["APPS"][0]["settings"] == {"server_url": "https://login.example/tenant/v2.0"}


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    written = {name: value for name, value in GOOD.items() if name != "secret"}
    (found,) = read(monkeypatch, [{**written, "secret_file": str(tmp_path / "secret")}])
    assert found.secret == "from a file"  # noqa: S105 - of this test


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("{not json", "is not JSON"),
        ({"id": "x"}, "must be a JSON list"),
        (["text"], "provider 1: write an object"),
        ([{**GOOD, "client_id": 7}], "whose values are all text"),
        ([{**GOOD, "name": " "}], "name is missing"),
        ([{**GOOD, "colour": "red"}], "colour is not known"),
        ([{**GOOD, "id": "North shire"}], "a to z, 0 to 9"),
        ([{**GOOD, "server_url": "http://login.example"}], "must begin with https://"),
        ([{**GOOD, "secret_file": "/nowhere"}], "either secret or secret_file"),
        ([{**{n: v for n, v in GOOD.items() if n != "secret"}, "secret_file": "/nowhere"}], "cannot be read"),
        ([{**GOOD, "secret": ""}], "the secret is empty"),
        ([GOOD, GOOD], "two providers with the same id"),
    ],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, written: object, why: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FRANKPLEDGE_SIGN_IN_PROVIDERS") as refused:
        read(monkeypatch, written)
    assert why in str(refused.value)
    assert "s3cret" not in str(refused.value)
