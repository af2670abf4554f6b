"""What a record is for, in its parties' own words: every published version, and every answer to one.

Drafts are not among them: `draft_of` reads the one draft, for who may.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from frankpledge.dates import PartialDate
from frankpledge.register.models import (
    ASKING,
    AcceptanceAnswer,
    AcceptanceBasis,
    Purpose,
    PurposeChange,
    PurposeState,
)
from frankpledge.register.queries.belonging import as_json

_VERSIONS = """
    SELECT id, version, statement, statement_cy, public_benefit, risk_appetite, shared_identity, in_scope,
        out_of_scope, change, holds_from, published_at
    FROM register_purpose WHERE collaboration_id = %(id)s AND origin = 'parties' AND state = 'published'
    ORDER BY version
"""
_OBJECTIVES = """
    SELECT purpose_id, position, what, measure, target, by_when, note
    FROM register_objective WHERE purpose_id IN (
        SELECT id FROM register_purpose
        WHERE collaboration_id = %(id)s AND origin = 'parties' AND state = 'published'
    ) ORDER BY purpose_id, position
"""
_ANSWERS = """
    SELECT acceptance.id, purpose.version, body.slug, body.name, acceptance.answer, acceptance.answered_on,
        acceptance.office, acceptance.reading, acceptance.reason, acceptance.basis,
        coalesce(nullif(agreement.title, ''), nullif(agreement.note, ''), agreement.url, '') AS agreement,
        coalesce(agreement.reference, '') AS agreement_reference, acceptance.recorded_at
    FROM register_acceptance AS acceptance
    JOIN register_purpose AS purpose ON purpose.id = acceptance.purpose_id
    JOIN people_organisation AS body ON body.id = acceptance.organisation_id
    LEFT JOIN register_agreement AS agreement ON agreement.id = acceptance.agreement_id
    WHERE purpose.collaboration_id = %(id)s
    ORDER BY acceptance.answered_on, acceptance.id
"""
# Whoever succeeded one that answered, and so on.
_SUCCESSIONS = """
    WITH RECURSIVE heir AS (
        SELECT relation.subject_id, relation.object_id, relation.starts_on
        FROM people_relation AS relation
        JOIN register_acceptance AS acceptance ON acceptance.organisation_id = relation.object_id
        JOIN register_purpose AS purpose ON purpose.id = acceptance.purpose_id
        WHERE relation.kind = 'succeeds' AND purpose.collaboration_id = %(id)s
        UNION
        SELECT relation.subject_id, relation.object_id, relation.starts_on
        FROM people_relation AS relation JOIN heir ON heir.subject_id = relation.object_id
        WHERE relation.kind = 'succeeds'
    )
    SELECT later.slug AS successor, earlier.slug AS predecessor, heir.starts_on
    FROM heir
    JOIN people_organisation AS later ON later.id = heir.subject_id
    JOIN people_organisation AS earlier ON earlier.id = heir.object_id
    ORDER BY earlier.slug, later.slug
"""
_STORY = f"SELECT {', '.join(map(as_json, (_VERSIONS, _OBJECTIVES, _ANSWERS, _SUCCESSIONS)))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveLine:
    """One objective of a version."""

    position: int
    what: str
    measure: str
    target: str
    by_when: PartialDate | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One published version, with its objectives."""

    id: int
    version: int
    statement: str
    statement_cy: str
    public_benefit: str
    risk_appetite: str
    shared_identity: str
    in_scope: str
    out_of_scope: str
    change: PurposeChange
    holds_from: datetime.date
    published_at: datetime.datetime
    objectives: tuple[ObjectiveLine, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether everybody is asked about it."""
        return self.change in ASKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a legal person said of a version, on a day.

    By a signature, `agreement` is what the text is called; only one made here has a reference.
    """

    id: int
    version: int
    slug: str
    name: str
    answer: AcceptanceAnswer
    answered_on: datetime.date
    office: str = ""
    reading: str = ""
    reason: str = ""
    basis: AcceptanceBasis = AcceptanceBasis.OWN_WORD
    agreement: str = ""
    agreement_reference: str = ""
    recorded_at: datetime.datetime | None = None

    @property
    def accepts(self) -> bool:
        return self.answer == AcceptanceAnswer.ACCEPTS


@dataclass(frozen=True, slots=True)
class Succession:
    """That one body succeeded another."""

    successor: str
    predecessor: str
    starts_on: PartialDate | None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything published about the purpose of one record, the oldest first."""

    versions: tuple[Version, ...] = ()
    answers: tuple[Answer, ...] = ()
    successions: tuple[Succession, ...] = ()

    def on(self, day: datetime.date) -> Version | None:
        """The version that held on `day`."""
        return next((each for each in reversed(self.versions) if each.holds_from <= day), None)

    def asked_by(self, version: Version) -> Version:
        """The version that everybody was asked about, which `version` only words otherwise, if at all."""
        before = [each for each in self.versions if each.version <= version.version and each.asks]
        return before[-1]

    def answers_on(self, day: datetime.date) -> tuple[Answer, ...]:
        """The answers that count on `day`, to what was asked then, the oldest first."""
        version = self.on(day)
        if version is None:
            return ()
        first, last = self.asked_by(version).version, version.version
        return tuple(
            each for each in self.answers if first <= each.version <= last and each.answered_on <= day
        )


def story_of(collaboration_id: int) -> Story:
    """Reads it in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STORY, {"id": collaboration_id})
        versions, objectives, answers, successions = cursor.fetchone()
    lines: dict[int, list[ObjectiveLine]] = {}
    for row in objectives:
        lines.setdefault(row.pop("purpose_id"), []).append(
            ObjectiveLine(**{**row, "by_when": _partial(row["by_when"])})
        )
    return Story(
        tuple(_version(row, tuple(lines.get(row["id"], ()))) for row in versions),
        tuple(_answer(row) for row in answers),
        tuple(Succession(**{**row, "starts_on": _partial(row["starts_on"])}) for row in successions),
    )


def draft_of(collaboration_id: int) -> Purpose | None:
    """The draft with its objectives, for who may read what is not public. Two statements at most."""
    drafts = Purpose.objects.filter(collaboration=collaboration_id, state=PurposeState.DRAFT)
    return drafts.prefetch_related("objectives").first()


def _version(row: Mapping[str, Any], objectives: tuple[ObjectiveLine, ...]) -> Version:
    return Version(
        **{
            **row,
            "change": PurposeChange(row["change"]),
            "holds_from": datetime.date.fromisoformat(row["holds_from"]),
            "published_at": datetime.datetime.fromisoformat(row["published_at"]),
        },
        objectives=objectives,
    )


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        **{
            **row,
            "answer": AcceptanceAnswer(row["answer"]),
            "basis": AcceptanceBasis(row["basis"]),
            "answered_on": datetime.date.fromisoformat(row["answered_on"]),
            "recorded_at": datetime.datetime.fromisoformat(row["recorded_at"]),
        }
    )


def _partial(written: str | None) -> PartialDate | None:
    return PartialDate.parse(written) if written else None
