"""Everything held about one collaboration, read in a constant, small number of statements."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.dates import Answer, PartialDate, within
from frankpledge.errors import NotFound
from frankpledge.people.models import Confidence
from frankpledge.people.queries.publishers import PublisherKind, kind_of
from frankpledge.register.models import (
    AgreementKind,
    Collaboration,
    CollaborationAddress,
    Event,
    EventKind,
    Provenance,
    PurposeOrigin,
    Supports,
    TargetKind,
)
from frankpledge.register.queries import undoing
from frankpledge.register.queries.acceptances import Standing, asked_among, standing
from frankpledge.register.queries.citations import Citations, Cited
from frankpledge.register.queries.claims import ClaimLine, claims_of
from frankpledge.register.queries.confirmations import NOTHING_SAID, Said, said_of
from frankpledge.register.queries.corrections import PublicCorrection, displayed
from frankpledge.register.queries.mergers import survivor_of
from frankpledge.register.queries.parties import Parties, parties_of
from frankpledge.register.queries.publications import (
    PublicationLine,
    ReleaseNotice,
    WithheldPart,
    notice,
    publications_of,
    withheld_of,
)
from frankpledge.register.queries.purposes import story_of
from frankpledge.register.queries.undoing import NOTHING, Undone

WRITTEN_REFERENCE = re.compile(r"(C-\d{4,7})(?:-.*)?", re.ASCII | re.IGNORECASE)
# Written out, because building the same statement from expressions takes longer than the rest of the page.
WITH_ITS_OWN_ROWS = """
SELECT held.*,
    ARRAY(
        SELECT text FROM register_collaborationname WHERE collaboration_id = held.id ORDER BY position
    ) AS names_held,
    ARRAY(
        SELECT ARRAY[function.slug, function.name]
        FROM register_collaboration_functions AS place
        JOIN register_function AS function ON function.id = place.function_id
        WHERE collaboration_id = held.id ORDER BY position
    ) AS functions_held,
    ARRAY(
        SELECT ARRAY[version::text, statement, origin]
        FROM register_purpose WHERE collaboration_id = held.id AND origin = 'register'
        ORDER BY version DESC LIMIT 1
    ) AS purpose_held,
    EXISTS (
        SELECT FROM register_purpose
        WHERE collaboration_id = held.id AND origin = 'parties' AND state = 'published'
    ) AS has_own_purpose,
    ARRAY(
        SELECT ARRAY[id::text, kind, signed_on, url, note, is_signed_copy::text]
        FROM register_agreement WHERE collaboration_id = held.id AND state = 'found' ORDER BY id
    ) AS agreements_held,
    ARRAY(
        SELECT ARRAY[signed_on, in_force_from, coalesce(ended_on::text, expires_on)] FROM register_agreement
        WHERE collaboration_id = held.id AND state IN ('in_force', 'superseded', 'ended')
    ) AS signed_held,
    EXISTS (
        SELECT FROM register_collaboration AS relative
        WHERE relative.parent_id = held.id OR relative.id = held.parent_id
    ) AS has_family,
    ARRAY(
        SELECT ARRAY[
            coalesce(body.name, ''), coalesce(body.slug, ''), filing.decided_at::text,
            coalesce(filing.answers #>> '{published,value,why_not}', '')
        ]
        FROM register_registration AS filing
        LEFT JOIN people_organisation AS body ON body.id = filing.organisation_id
        WHERE filing.collaboration_id = held.id ORDER BY filing.decided_at LIMIT 1
    ) AS registered_held,
    (
        SELECT ARRAY[level, ground, ground_words] FROM register_release
        WHERE collaboration_id = held.id AND level <> 'published'
    ) AS release_held,
    EXISTS (SELECT FROM register_withholding WHERE collaboration_id = held.id) AS is_partly_withheld,
    EXISTS (SELECT FROM register_publication WHERE collaboration_id = held.id) AS has_publications,
    EXISTS (
        SELECT FROM register_correction WHERE collaboration_id = held.id AND display = 'displayed'
    ) AS is_disputed,
    ARRAY(
        SELECT ARRAY[reference, merged_on::text] FROM register_merger
        WHERE collaboration_id = held.id ORDER BY id
    ) AS mergers_held,
    EXISTS (SELECT FROM register_confirmation WHERE collaboration_id = held.id) AS is_answered_for,
    EXISTS (
        SELECT FROM register_document WHERE collaboration_id = held.id AND audience = 'public'
    ) AS has_documents,
    EXISTS (SELECT FROM benefits_workspace WHERE collaboration_id = held.id) AS has_workspace,
    (
        SELECT max(edition.released_at) FROM benefits_edition AS edition
        JOIN benefits_workspace AS workspace ON workspace.id = edition.workspace_id
        WHERE workspace.collaboration_id = held.id AND edition.taken_back_at IS NULL
    ) AS figures_released_at
FROM register_collaboration AS held
WHERE reference = %s
"""
FAMILY = "SELECT * FROM register_collaboration WHERE parent_id = %s OR id = %s ORDER BY title, id"
EVENTS = 'SELECT * FROM register_event WHERE collaboration_id = %s ORDER BY "on" DESC, id DESC'
SLUG = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FunctionName:
    """A function, as a link needs it."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementText:
    """A text of an agreement that was found."""

    kind: AgreementKind
    signed_on: PartialDate | None
    url: str
    note: str
    is_signed_copy: bool


@dataclass(frozen=True, slots=True)
class PurposeStatement:
    """Why the parties work together, and whose words it is in: theirs, where there are any."""

    version: int
    statement: str
    origin: PurposeOrigin


@dataclass(frozen=True, slots=True)
class Registered:
    """For which body a record was registered, and when; a curator registers for none.

    `why_not_published` is what was answered then, "" where it is published or nobody knew.
    """

    name: str
    slug: str
    on: datetime.date
    why_not_published: str = ""

    @property
    def provenance(self) -> Provenance:
        """On whose word the record stands until a party confirms it."""
        return Provenance.BY_PARTY if self.slug else Provenance.BY_CURATOR


@dataclass(frozen=True, slots=True)
class EventLine:
    """One dated thing with its sources."""

    event: Event
    sources: tuple[Cited, ...]


@dataclass(frozen=True, kw_only=True)
class Record:
    """One collaboration with everything that the register holds about it."""

    collaboration: Collaboration
    names: tuple[str, ...]
    functions: tuple[FunctionName, ...]
    purpose: PurposeStatement | None
    standing: Standing | None
    agreements: tuple[AgreementText, ...]
    has_agreements: bool
    parent: Collaboration | None
    children: tuple[Collaboration, ...]
    parties: Parties
    events: tuple[EventLine, ...]
    claims: tuple[ClaimLine, ...]
    citations: Citations
    registered: Registered | None
    disputes: tuple[PublicCorrection, ...]
    provenance: Provenance
    said: Said = NOTHING_SAID
    merged: tuple[tuple[str, datetime.date], ...] = ()
    release: ReleaseNotice | None = None
    withheld: tuple[WithheldPart, ...] = ()
    publications: tuple[PublicationLine, ...] = ()

    @property
    def parties_not_named(self) -> int:
        """How many more parties a source counts than are named here; nought where it gives no number."""
        expected = self.collaboration.parties_expected or 0
        return max(0, expected - self.parties.named)

    @property
    def why_not_published(self) -> str:
        """Why the agreement is not published, as it was registered; "" once somebody publishes it."""
        is_published = bool(self.agreements) or any(line.url for line in self.publications)
        return "" if is_published or self.registered is None else self.registered.why_not_published

    @cached_property
    def ending_sources(self) -> tuple[Cited, ...]:
        """What the ending rests on: the sources of its event, or else those of the record as a whole."""
        endings = [line for line in self.events if line.event.kind == EventKind.ENDED]
        cited = {source.url: source for line in endings for source in line.sources}
        return tuple(cited.values()) or self.citations.for_the_record

    @property
    def ending_rests_on_one_publisher(self) -> bool:
        return len({source.publisher for source in self.ending_sources}) == 1

    @property
    def ending_publisher_kind(self) -> PublisherKind | None:
        """What kind of publisher it is, where one alone stands behind the ending."""
        return kind_of(self.ending_sources[0].publisher) if self.ending_rests_on_one_publisher else None

    @property
    def ending_is_weakly_supported(self) -> bool:
        """One publisher alone, and less than high confidence that it has ended."""
        return self.ending_rests_on_one_publisher and self.collaboration.status_confidence != Confidence.HIGH


def record(reference: str, until: datetime.date) -> Record:
    """Reads one collaboration. `until` is the day up to which policing bodies are shown.

    For a past day, what was changed in the world since is undone. Six statements, whatever it holds; one more
    for a past day, one where it has a parent or children, one where its parties published a purpose, one
    where a dispute is displayed, one where a part is withheld, one where a body publishes it, and three
    where a party has confirmed or disputed something. Raises NotFound.
    """
    collaboration = _collaboration(reference)
    undone = undoing.of_record(collaboration.pk, until) if until < timezone.localdate() else NOTHING
    undoing.record_row(undone, collaboration)
    if any(_is_in_force(each, until) for each in collaboration.signed_held):
        collaboration.in_force_on = until
    family = _family(collaboration, undone) if collaboration.has_family else []
    citations = Citations.of(collaboration.pk, undone)
    parties = parties_of(collaboration, citations, until, undone)
    stands = _standing(collaboration, parties, until) if collaboration.has_own_purpose else None
    held = Record(
        collaboration=collaboration,
        names=tuple(collaboration.names_held),
        functions=tuple(FunctionName(*held) for held in collaboration.functions_held),
        purpose=_purpose(collaboration.purpose_held, stands),
        standing=stands,
        agreements=tuple(_agreement(held) for held in collaboration.agreements_held),
        has_agreements=any(signed_on <= str(until) for signed_on, *_rest in collaboration.signed_held),
        parent=next((each for each in family if each.pk == collaboration.parent_id), None),
        children=tuple(each for each in family if each.parent_id == collaboration.pk),
        parties=parties,
        events=_events(collaboration.pk, citations, undone),
        claims=claims_of(collaboration.pk, citations, undone),
        citations=citations,
        registered=_registered(collaboration.registered_held),
        disputes=displayed(collaboration.pk) if collaboration.is_disputed else (),
        provenance=Provenance(collaboration.provenance),
        merged=tuple(
            (given_up, datetime.date.fromisoformat(day)) for given_up, day in collaboration.mergers_held
        ),
        release=notice(collaboration.release_held),
        withheld=withheld_of(collaboration.pk) if collaboration.is_partly_withheld else (),
        publications=publications_of(collaboration.pk) if collaboration.has_publications else (),
    )
    return _with_what_is_said(held, until) if collaboration.is_answered_for else held


def address_of(written: str) -> str:
    """The permanent address that `written` means: a reference with any words or none, or a slug it ever had.

    Raises NotFound.
    """
    reference = reference_in(written)
    found = named(reference) if reference else _by_slug(written)
    if found is None:
        raise _no_such_collaboration(reference or written)
    return found.address


def named(reference: str) -> Collaboration | None:
    """The record of a reference, or the one that it was merged into. One statement; two for a miss."""
    for wanted in _ways_to(reference):
        if found := Collaboration.objects.filter(reference=wanted).first():
            return found
    return None


def reference_in(written: str) -> str | None:
    """The reference that an address begins with, or None.

    >>> reference_in("C-0055-north-west-motorway-police-group"), reference_in("npas")
    ('C-0055', None)
    """
    match = WRITTEN_REFERENCE.fullmatch(written)
    return match[1].upper() if match else None


def _by_slug(written: str) -> Collaboration | None:
    slug = written.lower()
    if not SLUG.fullmatch(slug):
        return None
    return Collaboration.objects.filter(
        Q(slug=slug) | Q(pk__in=CollaborationAddress.objects.filter(slug=slug).values("collaboration"))
    ).first()


def _no_such_collaboration(written: str) -> NotFound:
    return NotFound(
        _("There is no collaboration “%(written)s” on this register.") % {"written": written[:60]}
    )


def _collaboration(reference: str) -> Any:
    for wanted in _ways_to(reference):
        for collaboration in Collaboration.objects.raw(WITH_ITS_OWN_ROWS, [wanted]):
            return collaboration
    raise _no_such_collaboration(reference)


def _ways_to(reference: str) -> Iterator[str]:
    """The reference; and once there is no record of it, that of the one it was merged into."""
    yield reference
    if stayed := survivor_of(reference):
        yield stayed


def _is_in_force(held: list[str | None], day: datetime.date) -> bool:
    """Whether a signed agreement was surely in force on the day."""
    signed_on, in_force_from, over_on = (PartialDate.parse(each) if each else None for each in held)
    begun = within(day, signed_on, over_on) is Answer.YES
    return begun and (in_force_from is None or in_force_from.on_or_before(day) is Answer.YES)


def _family(collaboration: Collaboration, undone: Undone) -> list[Collaboration]:
    rows = Collaboration.objects.raw(FAMILY, [collaboration.pk, collaboration.parent_id])
    return undone.rows(TargetKind.COLLABORATION, rows)


def _with_what_is_said(held: Record, until: datetime.date) -> Record:
    said = said_of(held, until)
    # On a past day, what was said up to then.
    began = held.registered.provenance if held.registered else Provenance.PUBLIC_SOURCES
    provenance = Provenance.CONFIRMED if said.is_confirmed else began
    return replace(held, said=said, provenance=provenance)


def _standing(collaboration: Collaboration, parties: Parties, day: datetime.date) -> Standing | None:
    return standing(story_of(collaboration.pk), asked_among(parties, collaboration, day), day)


def _purpose(held: list[list[str]], stands: Standing | None) -> PurposeStatement | None:
    """The parties' own words, else this register's."""
    if stands is not None:
        ours = stands.version
        return PurposeStatement(ours.version, ours.statement, PurposeOrigin.PARTIES)
    if not held:
        return None
    version, statement, origin = held[0]
    return PurposeStatement(int(version), statement, PurposeOrigin(origin))


def _registered(held: list[list[str]]) -> Registered | None:
    if not held:
        return None
    name, slug, on, why_not = held[0]
    return Registered(name, slug, timezone.localdate(datetime.datetime.fromisoformat(on)), why_not)


def _agreement(held: list[str]) -> AgreementText:
    _number, kind, signed_on, url, note, is_signed_copy = held
    return AgreementText(
        kind=AgreementKind(kind),
        signed_on=PartialDate.parse(signed_on) if signed_on else None,
        url=url,
        note=note,
        is_signed_copy=is_signed_copy == "true",
    )


def _events(collaboration_id: int, citations: Citations, undone: Undone) -> tuple[EventLine, ...]:
    rows = undone.rows(TargetKind.EVENT, Event.objects.raw(EVENTS, [collaboration_id]))
    rows.sort(key=lambda event: (str(event.on), event.pk), reverse=True)
    return tuple(EventLine(event, citations.for_fact(Supports.EVENT, event.pk)) for event in rows)
