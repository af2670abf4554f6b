"""Reads a DATABASE_URL into Django's settings for a database."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What is asked again and again is parsed and planned once for each connection.
PREPARED: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 3}
SCHEMES = frozenset({"postgres", "postgresql"})


def settings(url: str, *, setting: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's settings for `postgresql://user:password@host:port/name?option=value`.

    A folder with a socket is given percent-encoded as the host, or as `?host=/folder`.
    `setting` is what to call it. Raises ImproperlyConfigured for anything but PostgreSQL, a bad port or a
    missing name.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{setting} cannot be read: {error}.") from error
    if parts.scheme not in SCHEMES:
        raise ImproperlyConfigured(
            f"{setting} begins with {parts.scheme!r}; only postgresql:// is supported."
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured(f"{setting} names no database: end it with /name.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "frankpledge", **PREPARED, **options},
    }
