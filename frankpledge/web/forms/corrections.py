"""The form “Something wrong? Tell us”: what it asks, and what is wrong with what was given."""

import re
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.register.actions.messages import Message, cleaned
from frankpledge.register.models import LONGEST_KEY, LONGEST_TEXT
from frankpledge.register.queries.subjects import Subject, subject

MOST_LINKS = 3
LONGEST_FIELD = 100
LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)
# Out of sight and out of reach of the keyboard: only a program that fills in everything fills this in.
TRAP = "subject"


class Words(forms.CharField):
    """Text as typed: ends of lines count as one character, and nothing untypable is left in it."""

    def __init__(self, *, longest: int | None = None, too_long: Any = None, **options: Any) -> None:
        super().__init__(strip=False, **options)
        if longest is not None:
            self.validators.append(MaxLengthValidator(longest, message=too_long))

    def to_python(self, value: Any) -> str:
        """The text, cleaned as the register will keep it."""
        return cleaned(super().to_python(value) or "")


def short(what: Any, **options: Any) -> Words:
    """A line that need not be filled in."""
    return Words(longest=200, too_long=what, required=False, **options)


class CorrectionForm(forms.Form):
    """Read from what was sent; `message()` is what it says."""

    about = Words(
        longest=LONGEST_KEY,
        required=False,
        too_long=gettext_lazy("What it is about must be 300 characters or less"),
    )
    field = Words(required=False)
    said_wrong = Words(
        longest=LONGEST_TEXT,
        too_long=gettext_lazy("What is wrong must be 4,000 characters or less"),
        error_messages={"required": gettext_lazy("Enter what is wrong")},
    )
    would_be_right = Words(
        longest=LONGEST_TEXT,
        required=False,
        too_long=gettext_lazy("What would be right must be 4,000 characters or less"),
    )
    source_url = forms.URLField(
        required=False,
        max_length=600,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("Enter the link in full, like https://www.example.org/page"),
            "max_length": gettext_lazy("The link must be 600 characters or less"),
        },
    )
    sender_name = short(gettext_lazy("Your name must be 200 characters or less"))
    sender_organisation = short(gettext_lazy("Your organisation must be 200 characters or less"))
    speaks = forms.BooleanField(required=False)
    sender_email = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={
            "invalid": gettext_lazy("Enter an email address in the correct format, like name@example.com"),
            "max_length": gettext_lazy("The email address must be 254 characters or less"),
        },
    )

    def clean_field(self) -> str:
        """The part that is wrong. It comes from our own links, so a reader cannot mend it: it is cut."""
        return str(self.cleaned_data["field"])[:LONGEST_FIELD]

    def clean_source_url(self) -> str:
        """A web address; no other kind of link is kept."""
        link = str(self.cleaned_data["source_url"])
        if link and not link.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("The link must begin with http:// or https://"))
        return link

    def clean(self) -> dict[str, Any]:
        """What only shows when the answers are read together."""
        given = super().clean() or {}
        texts = (given.get(name, "") for name in ("said_wrong", "would_be_right", "about"))
        if sum(len(LINK.findall(text)) for text in texts) > MOST_LINKS:
            self.add_error(
                "said_wrong",
                _("Use no more than 3 links in your text. Advertising has many; a correction needs few."),
            )
        if given.get("speaks") and not given.get("sender_organisation"):
            self.add_error("sender_organisation", _("Enter the organisation that you speak for"))
        if self.data.get(TRAP):
            self.add_error(
                None,
                _(
                    "Something filled in a box that people do not see. We have emptied it: "
                    "check what you wrote and send it again."
                ),
            )
        return given

    def subject(self) -> Subject:
        """What it is about, as far as that was given."""
        return subject(str(self.data.get("about", "")))

    def values(self) -> dict[str, str]:
        """What was given, to show again."""
        return {name: cleaned(str(self.data.get(name, ""))) for name in self.fields}

    def message(self) -> Message:
        """What the form says, when it is valid."""
        given = self.cleaned_data
        names = ("said_wrong", "field", "would_be_right", "source_url", "sender_name", "sender_email")
        return Message(
            about=self.subject(),
            sender_organisation=given["sender_organisation"],
            speaks_for=given["sender_organisation"] if given["speaks"] else "",
            **{name: given[name] for name in names},
        )
