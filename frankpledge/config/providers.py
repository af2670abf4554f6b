"""The sign-in providers of this copy: Microsoft Entra ID, or any that speaks OpenID Connect."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from frankpledge.config import environment

SETTING = "FRANKPLEDGE_SIGN_IN_PROVIDERS"
NEEDED = frozenset({"id", "name", "client_id", "server_url"})
ALLOWED = NEEDED | {"secret", "secret_file", "second_step"}
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")
ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider. `second_step` is what it writes in `amr` or `acr` when it asked for a second step itself.

    Without it, our own second step is asked for whatever the provider did.
    """

    id: str
    name: str
    client_id: str
    secret: str
    server_url: str
    second_step: str = ""


def from_environment() -> tuple[Provider, ...]:
    """The providers written as a JSON list in FRANKPLEDGE_SIGN_IN_PROVIDERS; none when it is not set."""
    text = environment.text("FRANKPLEDGE_SIGN_IN_PROVIDERS", "").strip()
    if not text:
        return ()
    try:
        written = json.loads(text)
    except json.JSONDecodeError as error:
        raise ImproperlyConfigured(f"{SETTING} is not JSON: {error}.") from error
    if not isinstance(written, list):
        raise ImproperlyConfigured(f"{SETTING} must be a JSON list of providers, in square brackets.")
    found = tuple(_provider(number, one) for number, one in enumerate(written, start=1))
    ids = [provider.id for provider in found]
    if len(ids) != len(set(ids)):
        raise ImproperlyConfigured(f"{SETTING} has two providers with the same id.")
    return found


def as_allauth_asks(found: Sequence[Provider]) -> dict[str, Any]:
    """The same for the library that signs people in."""
    apps = [
        {
            "provider_id": provider.id,
            "name": provider.name,
            "client_id": provider.client_id,
            "secret": provider.secret,
            "settings": {"server_url": provider.server_url},
        }
        for provider in found
    ]
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}


def _provider(number: int, written: object) -> Provider:
    where = f"{SETTING}, provider {number}"
    if not isinstance(written, dict) or not all(isinstance(value, str) for value in written.values()):
        raise ImproperlyConfigured(f"{where}: write an object whose values are all text.")
    if missing := sorted(NEEDED - {key for key, value in written.items() if value.strip()}):
        raise ImproperlyConfigured(f"{where}: {', '.join(missing)} is missing.")
    if unknown := sorted(written.keys() - ALLOWED):
        raise ImproperlyConfigured(
            f"{where}: {', '.join(unknown)} is not known; allowed: {', '.join(sorted(ALLOWED))}."
        )
    if not IDENTIFIER.fullmatch(written["id"]):
        raise ImproperlyConfigured(f"{where}: the id may hold a to z, 0 to 9 and hyphens.")
    _refuse_plain_http(where, written["server_url"])
    return Provider(
        id=written["id"],
        name=written["name"],
        client_id=written["client_id"],
        secret=_secret(where, written),
        server_url=written["server_url"].rstrip("/"),
        second_step=written.get("second_step", ""),
    )


def _refuse_plain_http(where: str, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE:
        return
    raise ImproperlyConfigured(f"{where}: server_url is {address!r}; it must begin with https://.")


def _secret(where: str, written: Mapping[str, str]) -> str:
    if ("secret" in written) == ("secret_file" in written):
        raise ImproperlyConfigured(f"{where}: give either secret or secret_file.")
    if "secret" in written:
        secret = written["secret"]
    else:
        try:
            secret = Path(written["secret_file"]).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{where}: secret_file cannot be read: {error}.") from error
    if not secret:
        raise ImproperlyConfigured(f"{where}: the secret is empty.")
    return secret
