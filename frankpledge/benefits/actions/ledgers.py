"""The only writers of the ledger: entries with their shares, which add up to the penny.

Whatever is written here is in an open plan, budget, forecast or outturn (`actions.vintages`). One line is
written whole (`add`, `change`), or each party puts its own share into it (`put_share`), two of them at once
too: writers wait for each other, and the database lets no transaction end in which shares and whole differ.

Whoever asks what a year costs each party, as the five questions do, calls `say_costs` and needs nothing else.
"""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits import years
from frankpledge.benefits.actions import vintages
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.drafts.ledgers import Line, Share, checked
from frankpledge.benefits.models import (
    Category,
    EntryKind,
    LedgerEntry,
    LedgerShare,
    Profile,
    SplitBy,
    Vintage,
    VintageKind,
)
from frankpledge.engine import money
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.keepers import keepers_of_organisation

SAVED = (
    "year", "kind", "category", "is_capital", "what", "objective", "amount_pence", "split_by", "rate",
    "is_sunk", "reference", "note",
)  # fmt: skip


@transaction.atomic
def add(
    *, by: Actor, collaboration: Collaboration, kind: str, number: int, line: Line, key: uuid.UUID
) -> LedgerEntry:
    """One more line in an open vintage (`kind`, `number`). A form sent twice is one. Raises Invalid."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    before = LedgerEntry.objects.filter(submission_key=key, vintage__workspace=work.workspace).first()
    if before is not None:
        return before
    vintage = vintages.held_open(work, kind, number)
    entry = LedgerEntry(vintage=vintage, submission_key=key)
    return _written(work, entry, line, "ledgers.add")


@transaction.atomic
def change(
    *, by: Actor, collaboration: Collaboration, entry_id: int, version: int, line: Line
) -> LedgerEntry:
    """The same line otherwise, whole. Raises Stale for who did not see how it stands."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    entry = _held(work, entry_id)
    if _says(entry, list(entry.shares.all())) == _wanted(checked(line)):
        return entry
    _check_version(entry, version)
    return _written(work, entry, line, "ledgers.change")


@transaction.atomic
def remove(*, by: Actor, collaboration: Collaboration, entry_id: int, version: int) -> None:
    """Take a line out of an open vintage. What is out already stays out."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    if not LedgerEntry.objects.filter(pk=entry_id, vintage__workspace=work.workspace).exists():
        return
    entry = _held(work, entry_id)
    _check_version(entry, version)
    vintage, named = entry.vintage, _named(entry)
    before = money.pounds(entry.amount_pence)
    entry.delete()
    vintages.touched(vintage)
    work.record("ledgers.remove", {named: [before, None]})


@transaction.atomic
def put_share(
    *, by: Actor, collaboration: Collaboration, entry_id: int, seen_pence: int | None, share: Share
) -> LedgerEntry:
    """One party's own share of a line; the whole is what all shares come to.

    For people of that party, or of the other half of its pair, and curators. `seen_pence` is its share as
    they saw it, None for none: what the other parties put in meanwhile is in nobody's way.
    """
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    body = share.organisation
    if not work.rights.may(Power.PROPOSE_CHANGE, keepers_of_organisation(body.pk)):
        raise NotAllowed(
            _("Only people of %(body)s enter its own share. A whole line is entered with all its shares.")
            % {"body": body.name}
        )
    entry = _held(work, entry_id)
    if entry.split_by != SplitBy.SHARES or entry.kind == EntryKind.TRANSFER:
        raise Invalid(_("This line is entered as a whole. Change the whole line."))
    shares = {each.organisation_id: each for each in entry.shares.select_related("organisation")}
    held = shares.get(body.pk)
    is_same = held is not None and (held.amount_pence, held.account_code, held.reference) == (
        share.amount_pence, share.account_code, share.reference,
    )  # fmt: skip
    if is_same:
        return entry
    if (held.amount_pence if held else None) != seen_pence:
        raise Stale(_("Somebody changed this share after you opened it. See how it stands now."))
    kept = [_as_share(each) for number, each in shares.items() if number != body.pk]
    line = _as_line(entry, [*kept, share])
    return _written(work, entry, line, "ledgers.put_share")


@transaction.atomic
def say_costs(
    *,
    by: Actor,
    collaboration: Collaboration,
    year: int,
    costs_pence: Mapping[Organisation, int],
    what: str,
) -> LedgerEntry | None:
    """What a financial year (its first calendar year) costs each party, as the five questions ask it.

    `costs_pence` has the parties whose cost is known, and no others: a party that is left out is not known,
    and stays so. `what` is what the line is called ("What it costs"). It is one line of the open outturn of
    the year, begun where there is none; said again, it is the same line with what is said now. Nothing known
    takes the line away and returns None. Asks PROPOSE_CHANGE of the record's keepers; raises Invalid.
    """
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    vintage = _open_outturn(work, collaboration, year)
    key = vintages.key_of_the_questions(vintage)
    entry = LedgerEntry.objects.filter(submission_key=key, vintage=vintage).first()
    if not costs_pence:
        if entry is not None:
            remove(by=by, collaboration=collaboration, entry_id=entry.pk, version=entry.version)
        return None
    shares = [Share(organisation=body, amount_pence=pence) for body, pence in costs_pence.items()]
    line = Line(year=year, kind=EntryKind.COST, category=Category.CASH, what=what, shares=shares)
    if entry is None:
        of = {"kind": vintage.kind, "number": vintage.number}
        return add(by=by, collaboration=collaboration, line=line, key=key, **of)  # type: ignore[arg-type]  # both are what they are of a vintage
    version = entry.version
    return change(by=by, collaboration=collaboration, entry_id=entry.pk, version=version, line=line)


def _open_outturn(work: Work, collaboration: Collaboration, year: int) -> Vintage:
    kept = Vintage.objects.filter(workspace=work.workspace, kind=VintageKind.OUTTURN)
    alike = kept.filter(year=year).order_by("number")
    newest = alike.last()
    if newest is not None and newest.locked_at is None:
        return newest
    making = vintages.Making(
        kind=VintageKind.OUTTURN,
        number=kept.count() + 1,
        made_on=clock.today(),
        year=year,
        is_final=newest is not None and newest.is_final,
        reason=_("What it costs was said anew.") if newest is not None else "",
        copies=newest is not None,
    )
    return vintages.begin(by=work.by, collaboration=collaboration, making=making)


def _written(work: Work, entry: LedgerEntry, line: Line, action: str) -> LedgerEntry:
    """Save the line with all its shares, and say what differed."""
    line = checked(line)
    vintage = entry.vintage
    if vintage.year is not None and vintage.year != line.year:
        fault = _("This is for %(year)s only") % {"year": years.in_words(vintage.year)}
        raise Invalid(fault, {"year": fault})
    profile = _profile(work, line.profile)
    _check_bodies(work, line)
    before = money.pounds(entry.amount_pence) if entry.pk else None
    for name in SAVED:
        setattr(entry, name, getattr(line, name))
    entry.profile = profile
    if entry.pk is None:
        entry.save(force_insert=True)
    else:
        entry.version += 1
        entry.save(update_fields=[*SAVED, "profile", "version"])
    _put_shares(entry, line)
    vintages.touched(vintage)
    work.record(action, {_named(entry): [before, money.pounds(entry.amount_pence)]})
    return entry


def _put_shares(entry: LedgerEntry, line: Line) -> None:
    held = {each.organisation_id: each for each in entry.shares.all()}
    wanted = {share.organisation.pk: share for share in line.shares}
    entry.shares.exclude(organisation__in=wanted).delete()
    for number, share in wanted.items():
        row = held.get(number) or LedgerShare(entry=entry, organisation=share.organisation)
        row.amount_pence = share.amount_pence or 0
        row.weight = None if line.split_by in {SplitBy.SHARES, SplitBy.EQUAL} else share.weight
        row.account_code, row.reference = share.account_code, share.reference
        if row.pk is None:
            row.save(force_insert=True)
        else:
            row.save(update_fields=["amount_pence", "weight", "account_code", "reference"])


def _check_bodies(work: Work, line: Line) -> None:
    """Whose money it is: bodies of the record, or such as have a share in its ledger already."""
    named = {share.organisation.pk for share in line.shares}
    strangers = named - work.keepers
    if not strangers:
        return
    parties = set(
        work.workspace.collaboration.parties.filter(organisation__in=strangers).values_list(
            "organisation", flat=True
        )
    )
    known = set(
        LedgerShare.objects.filter(
            organisation__in=strangers, entry__vintage__workspace=work.workspace
        ).values_list("organisation", flat=True)
    )
    if strangers - parties - known:
        fault = _("Choose bodies that take part in this collaboration")
        raise Invalid(fault, {"shares": fault})


def _held(work: Work, entry_id: int) -> LedgerEntry:
    """One line that may still be written. Raises NotFound, Invalid."""
    entries = LedgerEntry.objects.select_related("vintage", "profile")
    entry = entries.filter(pk=entry_id, vintage__workspace=work.workspace).first()
    if entry is None:
        raise NotFound(_("There is no such line in this ledger."))
    vintages.held_open(work, entry.vintage.kind, entry.vintage.number)
    return entry


def _check_version(entry: LedgerEntry, version: int) -> None:
    if entry.version != version:
        raise Stale(_("Somebody changed this line after you opened it. See how it stands now."))


def _profile(work: Work, reference: str) -> Profile | None:
    if not reference:
        return None
    found = Profile.objects.filter(reference=reference, workspace=work.workspace).first()
    if found is None:
        fault = _("Choose a benefit of this collaboration")
        raise Invalid(fault, {"profile": fault})
    return found


def _named(entry: LedgerEntry) -> str:
    return f"{entry.vintage.kind}.{entry.vintage.number}.{entry.what}"


def _as_share(row: LedgerShare) -> Share:
    return Share(
        organisation=row.organisation,
        amount_pence=row.amount_pence,
        weight=row.weight,
        account_code=row.account_code,
        reference=row.reference,
    )


def _as_line(entry: LedgerEntry, shares: list[Share]) -> Line:
    said = {name: getattr(entry, name) for name in SAVED if name != "amount_pence"}
    return Line(**said, profile=entry.profile.reference if entry.profile else "", shares=shares)


def _says(entry: LedgerEntry, rows: list[LedgerShare]) -> tuple[object, ...]:
    shares = {
        (row.organisation_id, row.amount_pence, row.account_code, row.reference, _key(entry.split_by, row))
        for row in rows
    }
    profile = entry.profile.reference if entry.profile else ""
    return (*(getattr(entry, name) for name in SAVED), profile, shares)


def _wanted(line: Line) -> tuple[object, ...]:
    shares = {
        (
            each.organisation.pk,
            each.amount_pence,
            each.account_code,
            each.reference,
            _key(line.split_by, each),
        )
        for each in line.shares
    }
    return (*(getattr(line, name) for name in SAVED), line.profile, shares)


def _key(split_by: str, share: Share | LedgerShare) -> object:
    return None if split_by in {SplitBy.SHARES, SplitBy.EQUAL} else share.weight
