"""relations.csv: which body maintains which force, and what succeeded what."""

from collections import defaultdict
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from frankpledge.exchange.register_files import organisations
from frankpledge.exchange.register_files.cited import cited
from frankpledge.exchange.register_files.columns import Date, Slug, Sources, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.people.actions.relations import RelationDraft
from frankpledge.people.models import Basis, OrganisationCitation, Relation, RelationKind, Supports

SHEET = Sheet(
    "register/relations.csv",
    {
        "from_slug": Slug(required=True),
        "relation": Word(required=True, words=code_list(RelationKind)),
        "to_slug": Slug(required=True),
        "from_date": Date(),
        "to_date": Date(),
        "basis": Word(required=True, words=code_list((Basis.STATED, Basis.ASSUMED))),
        "source_url": Sources(required=True),
    },
    key=("from_slug", "relation", "to_slug", "from_date"),
)


def check(files: Files) -> None:
    """Report what does not fit together."""
    files.check_known(SHEET, "from_slug", organisations.SHEET, "slug")
    files.check_known(SHEET, "to_slug", organisations.SHEET, "slug")
    files.check_span(SHEET, "from_date", "to_date")
    _check_joins_two(files)
    _check_circles(files)
    _check_overseen(files)


def _check_joins_two(files: Files) -> None:
    for row in files.whole_rows(SHEET, "from_slug", "to_slug"):
        if row.cells["from_slug"] == row.cells["to_slug"]:
            files[SHEET].report(row.line, "to_slug", _("A relation joins two organisations."))


def _check_circles(files: Files) -> None:
    """Nothing succeeds itself, or is part of itself, by whatever way."""
    for kind in (RelationKind.SUCCEEDS, RelationKind.PART_OF):
        leads = defaultdict(set)
        rows = [
            row
            for row in files.whole_rows(SHEET, "from_slug", "relation", "to_slug")
            if row.cells["relation"] == kind and row.cells["from_slug"] != row.cells["to_slug"]
        ]
        for row in rows:
            leads[row.cells["from_slug"]].add(row.cells["to_slug"])
        for row in rows:
            if row.cells["from_slug"] in _reached_from(row.cells["to_slug"], leads):
                wrong = _("It leads back to “%(slug)s”.") % {"slug": row.cells["from_slug"]}
                files[SHEET].report(row.line, "to_slug", wrong, _("Correct one of the rows on the way."))


def _reached_from(slug: str, leads: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = {slug}
    while waiting:
        reached |= waiting
        waiting = {further for at in waiting for further in leads.get(at, ())} - reached
    return reached


def _check_overseen(files: Files) -> None:
    """The column `oversees` of organisations.csv says the same as the rows here."""
    maintained: dict[str, set[str]] = defaultdict(set)
    for row in files.whole_rows(SHEET, "from_slug", "relation", "to_slug"):
        if row.cells["relation"] == RelationKind.MAINTAINS:
            maintained[row.cells["from_slug"]].add(row.cells["to_slug"])
    if not maintained:
        return
    reading = files[organisations.SHEET]
    for row in files.whole_rows(organisations.SHEET, "slug", "oversees"):
        here = maintained.get(row.cells["slug"], set())
        if {row.cells["oversees"]} - {""} != (here if len(here) == 1 else set()):
            said = {"slugs": ", ".join(sorted(here)) or _("nothing")}
            reading.report(
                row.line,
                "oversees",
                _("%(file)s says that it maintains %(slugs)s.") % (said | {"file": SHEET.file}),
                _("Make the two agree; leave it blank for a body that maintained several."),
            )


def draft(row: Row) -> RelationDraft:
    """The relation that the row describes."""
    cells = row.cells
    return RelationDraft(
        subject=cells["from_slug"],
        kind=cells["relation"],
        object=cells["to_slug"],
        starts_on=cells["from_date"],
        ends_on=cells["to_date"],
        basis=cells["basis"],
        sources=cells["source_url"],
    )


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    rows = Relation.objects.order_by("id").values(
        "id",
        "basis",
        from_slug=F("subject__slug"),
        relation=F("kind"),
        to_slug=F("object__slug"),
        from_date=F("starts_on"),
        to_date=F("ends_on"),
    )
    return cited(rows, "relation", OrganisationCitation.objects.filter(supports=Supports.RELATION))
