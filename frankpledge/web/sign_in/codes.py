"""The secrets of authenticator apps and recovery codes: sealed in the database, drawn for a phone to scan."""

import base64
import hashlib
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.html import format_html
from django.utils.translation import gettext as _
from qrcode.main import QRCode

QUIET_ZONE = 4


def seal(text: str) -> str:
    """Sealed with the service's secret key: of no use to who only has the database."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, with the present secret key or an earlier one."""
    return _keys().decrypt(sealed.encode()).decode()


def square(address: str) -> str:
    """The address as a square to scan, as SVG. The page gives the same secret in letters beside it."""
    code: Any = QRCode(border=QUIET_ZONE)
    code.add_data(address)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )
    return format_html(
        '<svg class="frankpledge-square" viewBox="0 0 {size} {size}" role="img" aria-label="{label}">'
        '<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{path}"/></svg>',
        size=len(rows),
        label=_("Square code for your authenticator app"),
        path=path,
    )


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"frankpledge.sign_in.codes\0" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
