"""Where ClamAV's daemon listens, as one setting: `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Scanner:
    """A socket in the file system, or a host and its port."""

    path: str = ""
    host: str = ""
    port: int = 0


def scanner(written: str) -> Scanner | None:
    """None for nothing. Raises ImproperlyConfigured for what is no place to listen at."""
    kind, _colon, place = written.strip().partition(":")
    if not written.strip():
        return None
    host, _colon, port = place.rpartition(":")
    if kind == "unix" and place.startswith("/"):
        return Scanner(path=place)
    if kind == "tcp" and host and port.isascii() and port.isdigit() and 0 < int(port) < 65_536:
        return Scanner(host=host.strip("[]"), port=int(port))
    raise ImproperlyConfigured(
        f"FRANKPLEDGE_CLAMAV is {written!r}; it must be unix:/path/of/socket or tcp:host:port."
    )
