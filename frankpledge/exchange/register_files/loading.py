"""Loading the files: all of them, in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry
from frankpledge.audit.outcomes import Effect
from frankpledge.errors import Invalid
from frankpledge.exchange.register_files import (
    aliases,
    claims,
    collaborations,
    events,
    figures,
    functions,
    organisations,
    parties,
    references,
    relations,
)
from frankpledge.exchange.register_files.files import Files, digest
from frankpledge.exchange.register_files.problems import BadFiles, Problem
from frankpledge.exchange.register_files.report import HeldRows, Report, of_file
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.people.actions import aliases as alias_actions
from frankpledge.people.actions import figures as figure_actions
from frankpledge.people.actions import organisations as organisation_actions
from frankpledge.people.actions import relations as relation_actions
from frankpledge.people.actions import sources as source_actions
from frankpledge.register.actions import claims as claim_actions
from frankpledge.register.actions import collaborations as collaboration_actions
from frankpledge.register.actions import functions as function_actions
from frankpledge.register.models import Collaboration
from frankpledge.register.search import index

ACTION = "exchange.register_files.load"
REASON = "from the files of the register"
# In the order in which one may point at another.
NOUNS: tuple[ModuleType, ...] = (
    functions, organisations, relations, aliases, figures,
    collaborations, references, parties, events, claims,
)  # fmt: skip
SHEETS: tuple[Sheet, ...] = tuple(noun.SHEET for noun in NOUNS)
# Files of which each row is put by itself, and the action that does it.
ROW_BY_ROW: tuple[tuple[ModuleType, Callable[..., Any]], ...] = (
    (functions, function_actions.put_all),
    (organisations, organisation_actions.put_all),
    (relations, relation_actions.put_all),
    (aliases, alias_actions.put_all),
    (figures, figure_actions.put_all),
)


def load_if_changed(*, by: Actor) -> Report | None:
    """Load the files that ship, unless these very files were loaded last: then None."""
    if _loaded_last() == digest(settings.REGISTER_FOLDER, SHEETS):
        return None
    return load(by=by)


def load(*, by: Actor, folder: Path | None = None) -> Report:
    """Let the register hold every row of the files in `folder`.

    Raises BadFiles, with every problem found, and writes nothing unless all of them are right.
    """
    where = folder or settings.REGISTER_FOLDER
    files = read_and_check(where)
    with transaction.atomic():
        audit.wait_for_other_writers()
        report = _Load(by, files, digest(where, SHEETS)).run()
        _remember(by, report)
    return report


def read_and_check(folder: Path | None = None) -> Files:
    """The files, read and found right. Raises BadFiles."""
    files = Files(folder or settings.REGISTER_FOLDER, SHEETS)
    for noun in NOUNS:
        noun.check(files)
    if problems := files.problems():
        raise BadFiles(problems)
    return files


class _Load:
    """One load: what was held before, what is put, what is held after."""

    def __init__(self, by: Actor, files: Files, sha256: str) -> None:
        self.by, self.files, self.sha256 = by, files, sha256
        self.before = _held()
        self.differing = {sheet.file: _differing(files, sheet, self.before) for sheet in SHEETS}

    def run(self) -> Report:
        for noun, put_all in ROW_BY_ROW:
            self._put(noun.SHEET, self.differing[noun.SHEET.file], noun.draft, put_all)
        self._put_records()
        self._put(
            claims.SHEET,
            self.differing[claims.SHEET.file],
            claims.draft,
            partial(claim_actions.put_all, refresh_search=False),
        )
        after = self.before
        if any(self.differing.values()):
            index.refresh(Collaboration.objects.values_list("pk", flat=True))
            after = _held()
        if problems := _not_held_as_said(self.files, after):
            raise BadFiles(problems)
        return self._report(after)

    def _put_records(self) -> None:
        titled = source_actions.put_all(
            by=self.by, drafts=collaborations.titled_sources(self.files), reason=REASON
        )
        slugs = {row.cells["slug"] for row in self.differing[collaborations.SHEET.file]}
        slugs |= {row.cells["slug"] for row in self.differing[references.SHEET.file]}
        for sheet in (parties.SHEET, events.SHEET):
            slugs |= {row.cells["collaboration_slug"] for row in self.differing[sheet.file]}
        # Records that cite a source under its old name have to say so themselves from now on.
        everything = any(outcome.effect is Effect.CHANGED for outcome in titled)
        rows = [
            row for row in self.files.rows(collaborations.SHEET) if everything or row.cells["slug"] in slugs
        ]
        given = references.of_slugs(self.files)
        parties_of = _by_record(self.files.rows(parties.SHEET), parties.draft)
        events_of = _by_record(self.files.rows(events.SHEET), events.draft)
        self._put(
            collaborations.SHEET,
            rows,
            lambda row: collaborations.draft(
                row,
                given[row.cells["slug"]],
                tuple(parties_of.get(row.cells["slug"], ())),
                tuple(events_of.get(row.cells["slug"], ())),
            ),
            partial(collaboration_actions.put_all, refresh_search=False),
        )

    def _put(
        self,
        sheet: Sheet,
        rows: Iterable[Row],
        draft: Callable[[Row], Any],
        put_all: Callable[..., Any],
    ) -> None:
        """Put the rows' drafts; what the action refuses is a problem of the row that it came from."""
        drafts = {draft(row): row.line for row in rows}
        try:
            put_all(by=self.by, drafts=[*drafts], reason=REASON)
        except Invalid as refusal:
            lines = {str(each): line for each, line in drafts.items()}
            line = lines.get(refusal.subject, 0)
            raise BadFiles([Problem(sheet.file, line, "", str(refusal))]) from refusal

    def _report(self, after: HeldRows) -> Report:
        said = self.files[references.SHEET].values("slug")
        here = self.files[collaborations.SHEET].values("slug")
        held = [cells for cells in after[references.SHEET.file].values() if cells["slug"] in here]
        return Report(
            files=tuple(of_file(self.files, sheet, self.before, after) for sheet in SHEETS),
            references_to_add=tuple(
                f"{cells['slug']},{cells['reference']}" for cells in held if cells["slug"] not in said
            ),
            references_reserved=tuple(sorted(said - here)),
            sha256=self.sha256,
        )


def _held() -> HeldRows:
    return {noun.SHEET.file: noun.held() for noun in NOUNS}


def _by_record(rows: Iterable[Row], draft: Callable[[Row], Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.cells["collaboration_slug"], []).append(draft(row))
    return found


def _differing(files: Files, sheet: Sheet, held: HeldRows) -> list[Row]:
    """The rows that are not held just as they stand."""
    by_key = {sheet.key_of(cells): cells for cells in held[sheet.file].values()}
    return [
        row
        for row in files.rows(sheet)
        if (cells := by_key.get(sheet.key_of(row.cells))) is None
        or any(cells[name] != value for name, value in row.cells.items())
    ]


def _not_held_as_said(files: Files, held: HeldRows) -> list[Problem]:
    """The proof of the load: every cell of every file, read back, says what it said."""
    problems: list[Problem] = []
    for sheet in SHEETS:
        by_key = {sheet.key_of(cells): cells for cells in held[sheet.file].values()}
        for row in files.rows(sheet):
            problems += _lost(sheet, row, by_key.get(sheet.key_of(row.cells)))
    return problems


def _lost(sheet: Sheet, row: Row, held: Any) -> Sequence[Problem]:
    if held is None:
        # A reference may be reserved for a record that is not, or no longer, in the files.
        if sheet is references.SHEET:
            return ()
        return [sheet.problem(row.line, "", _("The register cannot hold this row."))]
    return [
        sheet.problem(
            row.line,
            name,
            _("The register cannot hold this cell: it would say “%(held)s”.")
            % {"held": sheet.columns[name].text(held[name])},
        )
        for name, value in row.cells.items()
        if held[name] != value and not (name in collaborations.KEPT_WHEN_BLANK and not value)
    ]


def _loaded_last() -> str:
    last = Entry.objects.filter(action=ACTION).order_by("-id").values_list("detail", flat=True).first()
    return str(last["sha256"]) if last else ""


def _remember(by: Actor, report: Report) -> None:
    if report.sha256 == _loaded_last():
        return
    audit.record(
        by=by,
        action=ACTION,
        subject_kind="register files",
        subject_key=report.sha256,
        detail={
            "sha256": report.sha256,
            "rows": {
                file.file: {"added": len(file.added), "changed": len(file.changed), "left": file.left}
                for file in report.files
            },
        },
    )
