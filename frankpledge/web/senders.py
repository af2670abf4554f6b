"""Where a request comes from, as a hash that nobody can turn back, and that is another one every day."""

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

# A household or an office has a whole network of this size.
IPV6_NETWORK_BITS = 64
PORT = re.compile(r"^\[?([^\]]*?)\]?(?::\d+)?$")


def sender_hash(request: HttpRequest) -> str:
    """The sender's address, hashed with today's key, in hexadecimal.

    The key is made from the service's secret and the date, and is not in the database.
    """
    day = timezone.localdate().isoformat()
    return salted_hmac(
        f"frankpledge.sender.{day}", _network(address(request)), algorithm="sha256"
    ).hexdigest()


def address(request: HttpRequest) -> str:
    """The sender's internet address, as the outermost of our own proxies saw it.

    Each proxy adds the address that called it at the end of X-Forwarded-For. What stands before what ours
    added is the sender's own invention.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    ours: int = settings.TRUSTED_PROXIES
    if not ours:
        return direct
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    return (forwarded[-ours].strip() if len(forwarded) >= ours else "") or direct


def _network(written: str) -> str:
    try:
        found = ipaddress.ip_address(written)
    except ValueError:
        return _without_port(written)
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, IPV6_NETWORK_BITS), strict=False))


def _without_port(written: str) -> str:
    match = PORT.match(written)
    inner = match[1] if match else written
    return inner if inner == written else _network(inner)
