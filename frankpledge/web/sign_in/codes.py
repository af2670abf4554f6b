"""The secrets of authenticator apps and recovery codes: sealed in the database, drawn for a phone to scan."""

import base64
import hashlib
import logging
import secrets
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.html import format_html
from django.utils.translation import gettext as _
from qrcode.main import QRCode

logger = logging.getLogger(__name__)

QUIET_ZONE = 4


def seal(text: str) -> str:
    """Sealed with the service's secret key: of no use to who only has the database."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, with the present secret key or an earlier one; else a secret that nobody knows."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        logger.error("A second step was sealed with a key that is in neither SECRET_KEY nor its fallbacks.")
        return base64.b32encode(secrets.token_bytes(20)).decode()


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
    return MultiFernet([Fernet(_key(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"frankpledge.sign_in.codes\0" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
