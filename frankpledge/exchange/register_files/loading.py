"""Loading the files: all of them, in one transaction, or nothing."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
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
from frankpledge.exchange.register_files.holdings import NOUNS, SHEETS, differing, held, not_held_as_said
from frankpledge.exchange.register_files.kept import Kept
from frankpledge.exchange.register_files.problems import BadFiles, Problem
from frankpledge.exchange.register_files.report import HeldRows, Report, of_file
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.people.actions import aliases as alias_actions
from frankpledge.people.actions import figures as figure_actions
from frankpledge.people.actions import organisations as organisation_actions
from frankpledge.people.actions import relations as relation_actions
from frankpledge.people.actions import sources as source_actions
from frankpledge.register import sight
from frankpledge.register.actions import claims as claim_actions
from frankpledge.register.actions import collaborations as collaboration_actions
from frankpledge.register.actions import functions as function_actions
from frankpledge.register.models import Collaboration
from frankpledge.register.search import index

ACTION = "exchange.register_files.load"
REASON = "from the files of the register"
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
    with transaction.atomic(), sight.everything():
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
        self.before = held()
        self.kept = Kept.now()
        self.differing: dict[str, list[Row]] = {}
        self.left_alone: list[str] = []
        for sheet in SHEETS:
            self._compare(sheet)

    def _compare(self, sheet: Sheet) -> None:
        """Set apart what is to be put, and what people changed, which is let be."""
        rows = differing(self.files, sheet, self.before)
        self.differing[sheet.file] = [row for row in rows if not self.kept.has(sheet, row.cells)]
        kept = (row for row in rows if self.kept.has(sheet, row.cells))
        self.left_alone += [f"{sheet.file}: {sheet.label_of(row.cells)}" for row in kept]

    def run(self) -> Report:
        """Put what differs, and prove that everything is held."""
        references.check_held(self.files)
        if problems := self.files.problems():
            raise BadFiles(problems)
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
            index.refresh(self._found_otherwise())
            after = held()
        if problems := not_held_as_said(self.files, after, self.kept):
            raise BadFiles(problems)
        return self._report(after)

    def _put_records(self) -> None:
        titled = source_actions.put_all(
            by=self.by, drafts=collaborations.titled_sources(self.files), reason=REASON
        )
        slugs = self._records_told_of(parties.SHEET, events.SHEET)
        # Records that cite a source under its old name have to say so themselves from now on.
        everything = any(outcome.effect is Effect.CHANGED for outcome in titled)
        rows = [
            row
            for row in self.files.rows(collaborations.SHEET)
            if (everything or row.cells["slug"] in slugs) and row.cells["slug"] not in self.kept.records
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

    def _records_told_of(self, *sheets: Sheet) -> set[str]:
        """The slugs of the records of which these files, or their own two, say something new."""
        slugs = {row.cells["collaboration_slug"] for sheet in sheets for row in self.differing[sheet.file]}
        for sheet in (collaborations.SHEET, references.SHEET):
            slugs |= {row.cells["slug"] for row in self.differing[sheet.file]}
        return slugs

    def _found_otherwise(self) -> QuerySet[Collaboration, int]:
        """The records that a search may find by other words than before."""
        records = Q(slug__in=self._records_told_of(parties.SHEET, events.SHEET, claims.SHEET))
        bodies = {row.cells["slug"] for row in self.differing[organisations.SHEET.file]}
        kinds = {row.cells["slug"] for row in self.differing[functions.SHEET.file]}
        records |= Q(parties__organisation__slug__in=bodies) | Q(functions__slug__in=kinds)
        return Collaboration.objects.filter(records).order_by().values_list("pk", flat=True).distinct()

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
        except IntegrityError as refusal:
            wrong = _("The database refuses a row: %(error)s.") % {"error": str(refusal).splitlines()[0]}
            raise BadFiles([Problem(sheet.file, 0, "", wrong)]) from refusal

    def _report(self, after: HeldRows) -> Report:
        said = self.files[references.SHEET].values("slug")
        here = self.files[collaborations.SHEET].values("slug")
        missing = here - said
        return Report(
            files=tuple(of_file(self.files, sheet, self.before, after) for sheet in SHEETS),
            references_to_add=tuple(
                f"{cells['slug']},{cells['reference']}"
                for cells in after[references.SHEET.file].values()
                if cells["slug"] in missing
            ),
            references_reserved=tuple(sorted(said - here)),
            left_alone=tuple(self.left_alone),
            sha256=self.sha256,
        )


def _by_record(rows: Iterable[Row], draft: Callable[[Row], Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.cells["collaboration_slug"], []).append(draft(row))
    return found


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
