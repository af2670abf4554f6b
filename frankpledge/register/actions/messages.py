"""What a reader wrote, before it is a correction on the register."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.errors import FrankpledgeError
from frankpledge.register.queries.subjects import Subject

WORDS = (
    "said_wrong",
    "field",
    "would_be_right",
    "source_url",
    "sender_name",
    "sender_organisation",
    "sender_email",
    "speaks_for",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What somebody wrote. Only `said_wrong` must say something."""

    about: Subject
    said_wrong: str
    field: str = ""
    would_be_right: str = ""
    source_url: str = ""
    sender_name: str = ""
    sender_organisation: str = ""
    sender_email: str = ""
    speaks_for: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of a correction that it fills."""
        return {**self.about.columns(), **{name: cleaned(getattr(self, name)) for name in WORDS}}


class AlreadySent(FrankpledgeError):
    """The form was sent before, with other words. `reference` is what was received then."""

    def __init__(self, reference: str) -> None:
        super().__init__(_("You have sent this form already, with other words."))
        self.reference = reference


def cleaned(text: str) -> str:
    """The text without what nobody types: control characters other than line ends and tabs, outer spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or not _is_control(letter)).strip()


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"}
