"""references.csv: the permanent reference of each collaboration."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.register_files import collaborations
from frankpledge.exchange.register_files.columns import Slug, Text, Unreadable
from frankpledge.exchange.register_files.files import Files
from frankpledge.exchange.register_files.sheets import Sheet
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.mergers import references_given_up

SHAPE = re.compile(r"C-\d{4,7}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Text):
    """A permanent reference."""

    def read(self, text: str) -> str:
        """The reference as it stands."""
        if not SHAPE.fullmatch(text):
            raise Unreadable(_("“%(text)s” is not a reference.") % {"text": text}, self.expected())
        return text

    def expected(self) -> str:
        """What a reference looks like."""
        return _("Write “C-” and at least four digits, like C-0117.")


SHEET = Sheet(
    "register/references.csv",
    {"slug": Slug(required=True), "reference": Reference(required=True)},
    key=("slug",),
)


def check(files: Files) -> None:
    """Report what does not fit together. A reference whose record is gone stays reserved, and is no fault."""
    first: dict[str, int] = {}
    for row in files.whole_rows(SHEET, "reference"):
        line = first.setdefault(row.cells["reference"], row.line)
        if line != row.line:
            wrong = _("Line %(line)d has the same reference.") % {"line": line}
            files[SHEET].report(row.line, "reference", wrong, _("Give each collaboration its own."))


def check_held(files: Files) -> None:
    """Report each reference that differs from the one that its record was given: that one is for ever."""
    held = _held()
    for row in files.rows(SHEET):
        given = held.get(row.cells["slug"], row.cells["reference"])
        if given != row.cells["reference"]:
            wrong = _("“%(slug)s” has been %(given)s from the first.") % {
                "slug": row.cells["slug"],
                "given": given,
            }
            files[SHEET].report(row.line, "reference", wrong, _("Write that: a reference is never changed."))


def of_slugs(files: Files) -> dict[str, str]:
    """The reference of each collaboration in the files: its own, the held one, or the next free one."""
    given = {row.cells["slug"]: row.cells["reference"] for row in files.rows(SHEET)}
    held = _held()
    taken = [int(reference[2:]) for reference in (*given.values(), *held.values())]
    highest = max(taken, default=0)
    found = {}
    for row in files.rows(collaborations.SHEET):
        slug = row.cells["slug"]
        found[slug] = given.get(slug) or held.get(slug) or ""
        if not found[slug]:
            highest += 1
            found[slug] = f"C-{highest:04d}"
    return found


def _held() -> dict[str, str]:
    """By slug, the reference that its record was given: its own too, where it was merged into another."""
    return {
        **dict(Collaboration.objects.values_list("addresses__slug", "reference")),
        **references_given_up(),
    }


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    rows = Collaboration.objects.order_by("id").values_list("pk", "slug", "reference")
    return {key: {"slug": slug, "reference": reference} for key, slug, reference in rows}
