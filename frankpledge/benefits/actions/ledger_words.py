"""What the finance officers of one body say of its own lines. Rows are only added; the newest counts.

The chief constable's and the policing body's are separate: each speaks for exactly its own body.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import vintages
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import ContestedLine, LedgerEntry, LedgerShare, LedgerWord, Vintage
from frankpledge.benefits.queries.ledgers import seal_of
from frankpledge.engine import money
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require_own_word
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import Collaboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Whether a body agrees its lines; if not, why, and what it says some of them come to (pence by line).

    `is_yearly` is the formal acceptance once a year, with the accounts.
    """

    agrees: bool
    words: str = ""
    lines_pence: Mapping[int, int] = field(default_factory=dict)
    is_yearly: bool = False


@transaction.atomic
def say(
    *,
    by: Actor,
    collaboration: Collaboration,
    kind: str,
    number: int,
    organisation: Organisation,
    seal: str,
    said: Said,
    key: uuid.UUID,
) -> LedgerWord:
    """Agree or contest a body's own lines as they stood under `seal`.

    Raises NotAllowed for who is not its finance officer, Stale where its lines changed since they were read.
    """
    require_own_word(by, organisation.pk, Power.VALIDATE_FIGURES)
    work = Work.locked(by, collaboration.pk, Power.VALIDATE_FIGURES, own=organisation)
    vintage = vintages.held(work, kind, number)
    own = LedgerWord.objects.filter(vintage=vintage, organisation=organisation)
    if before := own.filter(submission_key=key).first():
        return before
    lines = _own_lines(vintage, organisation)
    if seal_of(lines) != seal:
        raise Stale(_("The lines changed after you opened this page. See how they stand now."))
    words = checked_words("words", said.words, "" if said.agrees else _("Enter why you contest them"))
    contested = _checked_lines(lines, said.lines_pence)
    if said.agrees and contested:
        fault = _("Contest your lines, or leave their amounts empty")
        raise Invalid(fault, {"answer": fault})
    _check_yearly(vintage, said)
    newest = own.filter(seal=seal, is_yearly=said.is_yearly).order_by("id").last()
    if newest is not None and _is_same(newest, said, words, contested):
        return newest
    row = LedgerWord.objects.create(
        vintage=vintage,
        organisation=organisation,
        agrees=said.agrees,
        words=words,
        is_yearly=said.is_yearly,
        seal=seal,
        said_at=clock.now(),
        submission_key=key,
    )
    _contest(row, lines, contested)
    _record(work, vintage, row, contested)
    return row


def _contest(
    row: LedgerWord, lines: list[tuple[LedgerEntry, LedgerShare]], contested: Mapping[int, int]
) -> None:
    """Keep each contested line as it stood, with the body's own figure beside it."""
    named = {entry.pk: (entry, share) for entry, share in lines}
    ContestedLine.objects.bulk_create(
        ContestedLine(
            word=row,
            entry=named[pk][0],
            what=named[pk][0].what,
            stood_pence=named[pk][1].amount_pence,
            says_pence=pence,
        )
        for pk, pence in contested.items()
    )


def _own_lines(vintage: Vintage, organisation: Organisation) -> list[tuple[LedgerEntry, LedgerShare]]:
    shares = LedgerShare.objects.filter(entry__vintage=vintage, organisation=organisation)
    lines = [(share.entry, share) for share in shares.select_related("entry")]
    if not lines:
        raise Invalid(_("%(body)s has no lines here.") % {"body": organisation.name})
    return lines


def _checked_lines(
    lines: list[tuple[LedgerEntry, LedgerShare]], says_pence: Mapping[int, int]
) -> dict[int, int]:
    """Those of which it says another amount. Raises Invalid for a line that is not its own."""
    stood = {entry.pk: share.amount_pence for entry, share in lines}
    if set(says_pence) - set(stood):
        raise Invalid(_("Contest your own lines only."))
    return {pk: pence for pk, pence in says_pence.items() if pence != stood[pk]}


def _check_yearly(vintage: Vintage, said: Said) -> None:
    if said.is_yearly and (not vintage.is_final or vintage.locked_at is None):
        fault = _("Accepted with the accounts is a final outturn, once it is locked")
        raise Invalid(fault, {"is_yearly": fault})


def _is_same(newest: LedgerWord, said: Said, words: str, contested: Mapping[int, int]) -> bool:
    held = {line.entry_id: line.says_pence for line in newest.lines.all()}
    return (newest.agrees, newest.words, held) == (said.agrees, words, dict(contested))


def _record(work: Work, vintage: Vintage, row: LedgerWord, contested: Mapping[int, int]) -> None:
    name = f"{vintage.kind}.{vintage.number}.{row.organisation.slug}"
    detail = {name: [None, "agrees" if row.agrees else "contests"]}
    detail |= {f"{name}.{pk}": [None, money.pounds(pence)] for pk, pence in contested.items()}
    work.record("ledgers.accept" if row.is_yearly else "ledgers.say", detail, reason=row.words)
