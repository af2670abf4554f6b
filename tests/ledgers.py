"""Ledgers as the tests make them, by the actions alone."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import ledger_words, ledgers, vintages
from frankpledge.benefits.actions.ledger_words import Said
from frankpledge.benefits.actions.vintages import Making
from frankpledge.benefits.drafts.ledgers import Line, Share
from frankpledge.benefits.models import Category, EntryKind, LedgerEntry, LedgerWord, Vintage, VintageKind
from frankpledge.benefits.queries.ledgers import Books, books_of, ledger_of, seal_of
from frankpledge.people.models import Organisation, Role, User
from frankpledge.register.models import Collaboration
from tests.members import address, as_actor, person

YEAR = 2024
MADE = datetime.date(2024, 4, 1)


def body(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def officer(slug: str) -> Actor:
    """A finance officer of a body."""
    user = User.objects.filter(email=address(slug, Role.FINANCE)).first()
    return as_actor(user or person(address(slug, Role.FINANCE), f"Finance of {slug}", Role.FINANCE, slug))


def vintage_of(by: Actor, record: Collaboration, kind: str = VintageKind.PLAN, **words: Any) -> Vintage:
    """A vintage of that kind, the next in number."""
    number = Vintage.objects.filter(workspace__collaboration=record, kind=kind).count() + 1
    is_of_a_year = kind in vintages.OF_ONE_YEAR
    making = {"kind": kind, "number": number, "made_on": MADE, "year": YEAR if is_of_a_year else None}
    return vintages.begin(by=by, collaboration=record, making=Making(**{**making, **words}))


def shares(**pence: int) -> list[Share]:
    return [
        Share(organisation=body(slug.replace("_", "-")), amount_pence=each) for slug, each in pence.items()
    ]


def weighted(**weights: str) -> list[Share]:
    return [
        Share(organisation=body(slug.replace("_", "-")), weight=Decimal(each))
        for slug, each in weights.items()
    ]


def line(**words: Any) -> Line:
    """A cost of 100.01 pounds that northshire and eastmarch share, unless said otherwise."""
    said = {
        "year": YEAR,
        "kind": EntryKind.COST,
        "category": Category.CASH,
        "what": "Kennels",
        "shares": shares(northshire=60_00, eastmarch=40_01) if "shares" not in words else (),
    }
    return Line(**{**said, **words})


def entered(by: Actor, vintage: Vintage, **words: Any) -> LedgerEntry:
    return ledgers.add(
        by=by,
        collaboration=vintage.workspace.collaboration,
        kind=vintage.kind,
        number=vintage.number,
        line=line(**words),
        key=uuid.uuid4(),
    )


def locked(by: Actor, vintage: Vintage) -> Vintage:
    vintage.refresh_from_db()
    return vintages.lock(
        by=by,
        collaboration=vintage.workspace.collaboration,
        kind=vintage.kind,
        number=vintage.number,
        version=vintage.version,
    )


def books(vintage: Vintage) -> Books:
    return books_of(vintage.workspace, timezone.localdate())


def seal(vintage: Vintage, slug: str) -> str:
    held = ledger_of(books(vintage), vintage)
    return seal_of(held.lines_of(body(slug)))


def said(vintage: Vintage, slug: str, *, agrees: bool = True, **words: Any) -> LedgerWord:
    """What a body's finance officer says of its lines as they stand."""
    return ledger_words.say(
        by=words.pop("by", None) or officer(slug),
        collaboration=vintage.workspace.collaboration,
        kind=vintage.kind,
        number=vintage.number,
        organisation=body(slug),
        seal=words.pop("seal", None) or seal(vintage, slug),
        said=Said(agrees=agrees, words=words.pop("words", "" if agrees else "The key is another."), **words),
        key=uuid.uuid4(),
    )
