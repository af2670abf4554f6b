"""How far a record and its parts are published, and by whom: for everybody, and more for who may see more."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, Rights
from frankpledge.register import sight
from frankpledge.register.models import (
    Collaboration,
    Ground,
    Level,
    Part,
    Publication,
    PublicationForm,
    Release,
    Withholding,
)

# Of those that are not public, on a page of results.
MOST_LISTED, MOST_WORDS = 50, 8
# The fields of a record, as changes and entries name them, that are withheld with a part.
WORDS: Mapping[Part, tuple[str, ...]] = {
    Part.LEGAL_BASIS: ("legal_basis",),
    Part.LEGAL_BASIS_NOTE: ("legal_basis_note",),
    Part.MODEL: ("model",),
    Part.STATUS: ("status", "status_as_of", "ending_kind"),
    Part.DATES: ("starts_on", "start_kind", "ends_on"),
    Part.PARENT: ("parent",),
    Part.NOTES: ("notes",),
    Part.NAMES: ("names",),
    Part.FUNCTIONS: ("functions",),
    Part.PURPOSE: ("purpose",),
    Part.PARTY: ("parties", "sources"),
    Part.EVENT: ("events", "sources"),
    Part.CLAIM: ("claims", "sources"),
    Part.AGREEMENT: ("agreements",),
}
_WITHHELD = """
    SELECT kept.id, kept.part, kept.target_id, kept.ground, kept.ground_words, kept.review_on, value.held,
        kept.is_by_release
    FROM register_withholding AS kept
    LEFT JOIN register_withheldvalue AS value
        ON value.collaboration_id = kept.collaboration_id AND value.part = kept.part
    WHERE kept.collaboration_id = %s ORDER BY kept.id
"""


@dataclass(frozen=True, slots=True)
class WithheldPart:
    """One part that is withheld, and on what ground. `value` is there only for who may see it."""

    number: int
    part: Part
    target_id: int | None
    ground: Ground
    ground_words: str
    review_on: datetime.date
    value: Mapping[str, Any]
    is_by_release: bool


@dataclass(frozen=True, slots=True)
class ReleaseNotice:
    """How far the whole record is published, where that is less than whole."""

    level: Level
    ground: Ground
    ground_words: str


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """How one body publishes it: what everybody may read."""

    organisation: Organisation
    form: PublicationForm
    url: str
    ground: Ground | None
    ground_words: str
    decided_on: datetime.date


def notice(held: list[str] | None) -> ReleaseNotice | None:
    """From level, ground and its words, as a statement reads them."""
    if not held:
        return None
    level, ground, words = held
    return ReleaseNotice(Level(level), Ground(ground), words)


def withheld_of(collaboration_id: int) -> tuple[WithheldPart, ...]:
    """Every part that is withheld, in the order of deciding. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHHELD, [collaboration_id])
        rows = cursor.fetchall()
    return tuple(
        WithheldPart(
            number, Part(part), target, Ground(ground), words, review_on, json.loads(held) if held else {}, by
        )
        for number, part, target, ground, words, review_on, held, by in rows
    )


def publications_of(collaboration_id: int) -> tuple[PublicationLine, ...]:
    """How each body publishes it, those that said so. One statement."""
    rows = Publication.objects.filter(collaboration=collaboration_id).select_related("organisation")
    return tuple(line(row) for row in rows)


def line(row: Publication) -> PublicationLine:
    """What everybody may read of it."""
    return PublicationLine(
        organisation=row.organisation,
        form=PublicationForm(row.form),
        url=row.url,
        ground=Ground(row.ground) if row.ground else None,
        ground_words=row.ground_words,
        decided_on=row.decided_on,
    )


def unread_words(record: Collaboration) -> frozenset[str] | None:
    """The fields of a record that whoever looks now may not read; None where it is all but its present fact.

    Two statements; none for who sees everything of it.
    """
    if sight.sees(record.pk):
        return frozenset()
    if Release.objects.filter(collaboration=record, level=Level.FACT).exists():
        return None
    parts = Withholding.objects.filter(collaboration=record).values_list("part", flat=True)
    return frozenset(word for part in parts for word in WORDS[Part(part)])


def not_public(rights: Rights, text: str) -> list[Collaboration]:
    """The records withheld from the public that somebody may see, with all of these words in title or name.

    No index holds their words, so only these few records themselves are read. Two statements or three; none
    for who may read nothing restricted.
    """
    if not rights.may_anywhere(Power.READ_RESTRICTED):
        return []
    with sight.seen_by(rights):
        found = Collaboration.objects.filter(release__level=Level.WITHHELD)
        for word in text.split()[:MOST_WORDS]:
            found = found.filter(
                Q(title__icontains=word) | Q(names__text__icontains=word) | Q(reference__iexact=word)
            )
        return list(found.distinct().order_by("title")[:MOST_LISTED])
