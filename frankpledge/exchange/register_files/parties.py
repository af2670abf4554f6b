"""parties.csv: who is in each collaboration."""

from typing import Any

from django.db.models import F

from frankpledge.exchange.register_files import collaborations, organisations
from frankpledge.exchange.register_files.cited import cited
from frankpledge.exchange.register_files.columns import Date, Slug, Sources, Text, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.people.models import Basis
from frankpledge.register.drafts import PartyDraft
from frankpledge.register.models import Citation, Party, Role, Supports

SHEET = Sheet(
    "register/parties.csv",
    {
        "collaboration_slug": Slug(required=True),
        "organisation_slug": Slug(required=True),
        "role": Word(required=True, words=code_list(Role)),
        "joined": Date(),
        "left": Date(),
        "basis": Word(required=True, words=code_list(Basis)),
        "source_url": Sources(required=True),
        "note": Text(),
    },
    key=("collaboration_slug", "organisation_slug", "role", "joined"),
)


def check(files: Files) -> None:
    """Report what does not fit together."""
    files.check_known(SHEET, "collaboration_slug", collaborations.SHEET, "slug")
    files.check_known(SHEET, "organisation_slug", organisations.SHEET, "slug")
    files.check_span(SHEET, "joined", "left")


def draft(row: Row) -> PartyDraft:
    """The party that the row names."""
    cells = row.cells
    return PartyDraft(
        organisation=cells["organisation_slug"],
        role=cells["role"],
        joined_on=cells["joined"],
        left_on=cells["left"],
        basis=cells["basis"],
        note=cells["note"],
        sources=cells["source_url"],
    )


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    rows = Party.objects.order_by("id").values(
        "id",
        "role",
        "basis",
        "note",
        collaboration_slug=F("collaboration__slug"),
        organisation_slug=F("organisation__slug"),
        joined=F("joined_on"),
        left=F("left_on"),
    )
    return cited(rows, "party", Citation.objects.filter(supports=Supports.PARTY))
