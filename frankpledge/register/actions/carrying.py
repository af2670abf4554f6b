"""Carrying over all that hangs on a record to another one: row by row, whatever the table.

What the other record says already, word for word, is not carried over but returned, as it stood. A table that
is not named here and cannot be carried over whole stops the merging. The purpose in the parties' own words is
settled before (`carrying_purposes`).
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext as _

from frankpledge.audit.history import SUFFIX
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.models import Basis
from frankpledge.register.models import (
    Agreement,
    Citation,
    Collaboration,
    CollaborationFunction,
    CollaborationName,
    Event,
    Follow,
    Party,
    Purpose,
    SearchCard,
    SearchEntry,
    SearchStay,
)

# Made anew by `register.search.index`.
MADE_ANEW: tuple[type[models.Model], ...] = (SearchEntry, SearchCard, SearchStay)
# What may be the same in both; it is public, so the record of the merger may keep it.
MAY_BE_LEFT: tuple[type[models.Model], ...] = (
    Agreement, Citation, CollaborationFunction, CollaborationName, Event, Party, Purpose,
)  # fmt: skip
# Who follows both follows one thing now; nothing is lost.
MAY_GO: tuple[type[models.Model], ...] = (Follow,)
DATES = ("joined_on", "left_on")


@dataclass(slots=True)
class Carried:
    """How many rows of each table were carried over, and those that were not, as they stood."""

    moved: Counter[str] = field(default_factory=Counter)
    left: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    united: list[str] = field(default_factory=list)

    def leave(self, row: models.Model) -> None:
        """Keep a row as it stands."""
        self.left[label(type(row))].append(as_data(row))


def label(model: type[models.Model]) -> str:
    """What a table is called in the record of a merger."""
    return str(model._meta.label)  # noqa: SLF001 - Django documents it as open to all


def as_data(row: models.Model) -> dict[str, Any]:
    """Every column of a row."""
    (held,) = json.loads(serializers.serialize("json", [row]))
    return {"id": held["pk"], **held["fields"]}


def carry_all(loser: Collaboration, survivor: Collaboration) -> Carried:
    """Everything that names the loser names the survivor. For an action, in its transaction."""
    carried = Carried()
    _unite_parties(loser, survivor, carried)
    for model, column in tables():
        for row in model._base_manager.filter(**{column: loser.pk}).order_by("pk"):  # noqa: SLF001 - every row, whatever its manager hides
            _carry(row, column, survivor, carried)
    return carried


def tables() -> list[tuple[type[models.Model], str]]:
    """Every table that names a record, with the column that does: citations after what they are about."""
    found = []
    for relation in Collaboration._meta.get_fields(include_hidden=True):  # noqa: SLF001 - Django documents it as open to all
        model = relation.related_model
        if not (relation.one_to_many or relation.one_to_one) or not isinstance(model, type):
            continue
        if model in MADE_ANEW or not relation.auto_created or _table(model).endswith(SUFFIX):
            continue
        found.append((model, str(relation.field.name)))  # type: ignore[union-attr] # of another table
    return sorted(found, key=lambda each: (each[0] is Citation, label(each[0]), each[1]))


def _carry(row: models.Model, column: str, survivor: Collaboration, carried: Carried) -> None:
    try:
        with transaction.atomic():
            setattr(row, column, survivor)
            row.save(update_fields=[column])
    except DatabaseError:
        row.refresh_from_db()
        if isinstance(row, Event):
            twin = Event.objects.get(collaboration=survivor, on=row.on, kind=row.kind, what=row.what)
            _carry_citations("event", row, twin, carried)
        if isinstance(row, Agreement) and _has_more(row):
            _carry_beside(row, survivor, carried)
        else:
            _leave(row, carried)
    else:
        carried.moved[label(type(row))] += 1


def _carry_beside(row: Agreement, survivor: Collaboration, carried: Carried) -> None:
    """A text on which something rests, beside the other record's text at the same address."""
    row.filed_as, row.collaboration = row.collaboration.reference, survivor
    row.save(update_fields=["filed_as", "collaboration"])
    carried.moved[label(Agreement)] += 1


def _leave(row: models.Model, carried: Carried) -> None:
    if not isinstance(row, (*MAY_BE_LEFT, *MAY_GO)) or _has_more(row):
        raise Invalid(
            _(
                "Both records have something that only one record can have (%(what)s). Settle that first, or"
                " merge them the other way round."
            )
            % {"what": row._meta.verbose_name}  # noqa: SLF001 - Django documents it as open to all
        )
    if isinstance(row, MAY_BE_LEFT):
        carried.leave(row)
    row.delete()


def _has_more(row: models.Model) -> bool:
    """Whether something hangs on the row that would go with it."""
    for relation in row._meta.related_objects:  # noqa: SLF001 - Django documents it as open to all
        model = relation.related_model
        if isinstance(model, type) and model._base_manager.filter(**{relation.field.name: row.pk}).exists():  # noqa: SLF001 - every row, whatever its manager hides
            return True
    return False


def _unite_parties(loser: Collaboration, survivor: Collaboration, carried: Carried) -> None:
    """One entry for each body and role, where their dates do not contradict each other."""
    held = list(Party.objects.filter(collaboration=survivor).select_related("organisation"))
    for entry in Party.objects.filter(collaboration=loser).select_related("organisation"):
        same = next((each for each in held if _is_same(each, entry)), None)
        if same is None:
            continue
        carried.leave(entry)
        _fill(same, entry)
        _carry_citations("party", entry, same, carried)
        entry.delete()
        carried.united.append(same.organisation.slug)


def _carry_citations(names: str, row: Party | Event, same: Party | Event, carried: Carried) -> None:
    """What one entry is cited to, its twin is cited to."""
    for citation in Citation.objects.filter(**{names: row}):
        try:
            with transaction.atomic():
                setattr(citation, names, same)
                citation.collaboration = same.collaboration
                citation.save(update_fields=[names, "collaboration"])
        except DatabaseError:
            citation.refresh_from_db()
            _leave(citation, carried)
        else:
            carried.moved[label(Citation)] += 1


def _is_same(one: Party, other: Party) -> bool:
    if (one.organisation_id, one.role) != (other.organisation_id, other.role):
        return False
    return all(_agree(getattr(one, name), getattr(other, name)) for name in DATES)


def _agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is None or other is None or one == other


def _fill(entry: Party, other: Party) -> None:
    """What one says and the other does not know."""
    for name in DATES:
        setattr(entry, name, getattr(entry, name) or getattr(other, name))
    if entry.basis == Basis.ASSUMED:
        entry.basis = other.basis
    entry.note = entry.note or other.note
    entry.save(update_fields=[*DATES, "basis", "note"])


def _table(model: type[models.Model]) -> str:
    return str(model._meta.db_table)  # noqa: SLF001 - Django documents it as open to all
