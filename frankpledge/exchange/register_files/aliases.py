"""aliases.csv: other names, and names of groups."""

from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.register_files import organisations
from frankpledge.exchange.register_files.columns import YES_OR_BLANK, List, Slug, Text, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.people.actions.aliases import AliasDraft
from frankpledge.people.models import Alias, AliasKind

OWNER = "organisation_or_group"
SHEET = Sheet(
    "register/aliases.csv",
    {
        OWNER: Text(required=True, longest=100),
        "alias": Text(required=True, longest=100),
        "kind": Word(required=True, words=code_list(AliasKind)),
        "members": List(of=Slug()),
        "ambiguous": YES_OR_BLANK,
        "note": Text(),
    },
    key=(OWNER, "alias"),
)


def check(files: Files) -> None:
    """Report what does not fit together."""
    files.check_known(SHEET, "members", organisations.SHEET, "slug")
    known = files[organisations.SHEET].values("slug")
    members_of: dict[str, tuple[int, tuple[str, ...]]] = {}
    for row in files.whole_rows(SHEET, OWNER, "kind", "members"):
        if row.cells["kind"] == AliasKind.GROUP:
            _check_group(files, row, members_of)
        else:
            _check_body(files, row, known)


def _check_body(files: Files, row: Row, known: set[str]) -> None:
    owner = row.cells[OWNER]
    if known and owner not in known:
        wrong = _("“%(name)s” is not in %(file)s.") % {"name": owner, "file": organisations.SHEET.file}
        files[SHEET].report(row.line, OWNER, wrong, _("Correct it, or make its kind “group”."))
    if row.cells["members"]:
        files[SHEET].report(row.line, "members", _("Only a group has members."), _("Leave it blank."))


def _check_group(files: Files, row: Row, members_of: dict[str, tuple[int, tuple[str, ...]]]) -> None:
    members = row.cells["members"]
    if not members:
        files[SHEET].report(row.line, "members", _("A group has members."), _("Name them, with “;” between."))
        return
    line, before = members_of.setdefault(row.cells[OWNER], (row.line, members))
    if before != members:
        wrong = _("Line %(line)d names other members of the same group.") % {"line": line}
        files[SHEET].report(row.line, "members", wrong, _("Give every row of a group the same members."))


def draft(row: Row) -> AliasDraft:
    """The name that the row gives."""
    cells = row.cells
    is_group = cells["kind"] == AliasKind.GROUP
    return AliasDraft(
        text=cells["alias"],
        kind=cells["kind"],
        organisation="" if is_group else cells[OWNER],
        group=cells[OWNER] if is_group else "",
        members=cells["members"],
        is_ambiguous=bool(cells["ambiguous"]),
        note=cells["note"],
    )


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    aliases = (
        Alias.objects.order_by("id")
        .select_related("organisation", "group")
        .prefetch_related("group__places__organisation")
    )
    return {alias.pk: _cells(alias) for alias in aliases}


def _cells(alias: Alias) -> dict[str, Any]:
    group = alias.group
    return {
        OWNER: group.name if group else alias.organisation.slug if alias.organisation else "",
        "alias": alias.text,
        "kind": alias.kind,
        "members": tuple(place.organisation.slug for place in group.places.all()) if group else (),
        "ambiguous": alias.is_ambiguous or None,
        "note": alias.note,
    }
