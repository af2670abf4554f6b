"""functions.csv: the taxonomy of police work."""

from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.register_files.columns import Slug, Text
from frankpledge.exchange.register_files.files import Files
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.register.drafts import FunctionDraft
from frankpledge.register.models import Function

SHEET = Sheet(
    "taxonomies/functions.csv",
    {
        "slug": Slug(required=True),
        "name": Text(required=True, longest=100),
        "description": Text(required=True, longest=300),
    },
    key=("slug",),
)


def check(files: Files) -> None:
    """Report what does not fit together."""
    first: dict[str, int] = {}
    for row in files.whole_rows(SHEET, "name"):
        line = first.setdefault(row.cells["name"], row.line)
        if line != row.line:
            wrong = _("Line %(line)d has the same name.") % {"line": line}
            files[SHEET].report(row.line, "name", wrong, _("Give each function a name of its own."))


def draft(row: Row) -> FunctionDraft:
    """The function that the row names."""
    return FunctionDraft(**row.cells)


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    return {
        function.pk: {"slug": function.slug, "name": function.name, "description": function.description}
        for function in Function.objects.order_by("slug")
    }
