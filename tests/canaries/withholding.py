"""A record of eastmarch's that is withheld whole, with a word in every field that it has.

What is public of any other record is for its keepers alone here. It is followed, cited, disputed, changed and
told of like any other before it is withheld.
"""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.dates import PartialDate
from frankpledge.people.models import Basis, Organisation, User
from frankpledge.register.actions import (
    changes,
    claims,
    collaborations,
    corrections,
    follows,
    publications,
    releases,
    withholdings,
)
from frankpledge.register.actions.grounds import Decision
from frankpledge.register.actions.publications import PublicationDraft
from frankpledge.register.drafts import (
    AgreementDraft,
    ClaimDraft,
    CollaborationDraft,
    EventDraft,
    PartyDraft,
    SourceDraft,
)
from frankpledge.register.models import (
    Assurance,
    ClaimKind,
    Collaboration,
    Covers,
    EventKind,
    FigureState,
    Ground,
    Level,
    Model,
    Part,
    PartiesCoverage,
    PeriodKind,
    PublicationForm,
    Role,
    SaidAs,
    Status,
    TargetKind,
    Unit,
)
from frankpledge.register.sight import everything
from tests.canaries.fields import RESTRICTED
from tests.changes import begin
from tests.corrections import send
from tests.members import as_actor
from tests.world import CURATOR

if TYPE_CHECKING:
    from tests.canaries.planting import Planted

SLUG = "eastmarch-unsaid"


def plant(ours: "Planted", publisher: Actor) -> None:
    """Everything that a record can have, and then the decision."""
    _parts(ours, publisher)
    record = _record(ours)
    _claim(ours, record)
    _what_readers_and_members_did(ours, record)
    _change(ours, record)
    releases.decide(
        by=publisher,
        collaboration=record,
        decision=Decision(
            level=Level.WITHHELD,
            ground=Ground.OTHER,
            ground_words="A matter of a marsh",
            reason=ours.word("register.Release.reason audit.Entry.reason", RESTRICTED),
            review_on=timezone.localdate() + datetime.timedelta(days=90),
        ),
    )
    with everything():
        ours.withheld = Collaboration.objects.get(pk=record.pk)


def _parts(ours: "Planted", publisher: Actor) -> None:
    """A record that is public, of which a fact, an event and a figure are withheld."""
    slug = "eastmarch-shelf"
    draft = CollaborationDraft(
        slug=slug,
        title="Eastmarch shelf",
        purpose="Eastmarch puts up a shelf.",
        functions=("information-management",),
        model=Model.JOINT_UNIT,
        notes=ours.word("register.WithheldValue.held", RESTRICTED),
        parties_coverage=PartiesCoverage.COMPLETE,
        parties=(PartyDraft(organisation="eastmarch", role=Role.LEAD, basis=Basis.STATED),),
        events=(
            EventDraft(
                on=PartialDate(2025),
                kind=EventKind.STARTED,
                what=ours.word("register.Event.what", RESTRICTED),
                sources=(_source(ours),),
            ),
        ),
        record_sources=(SourceDraft("https://shelf.example/", "The shelf"),),
        further_sources=(),
    )
    collaborations.put(by=CURATOR, draft=draft)
    shelf = Collaboration.objects.get(slug=slug)
    _claim(ours, shelf)
    event, claim = shelf.events.get(), shelf.claims.get()
    for part, target in ((Part.NOTES, None), (Part.EVENT, event.pk), (Part.CLAIM, claim.pk)):
        held = withholdings.withhold(
            by=publisher,
            collaboration=shelf,
            part=part,
            target_id=target,
            decision=Decision(
                level=Level.PUBLISHED,
                ground=Ground.SECTION_31,
                reason=ours.word("register.Withholding.reason audit.Entry.reason", RESTRICTED),
                review_on=timezone.localdate() + datetime.timedelta(days=30),
            ),
        )
        ours.ids["withholding"] = held.pk
    publications.put(
        by=publisher,
        collaboration=shelf,
        organisation=Organisation.objects.get(slug="eastmarch"),
        draft=PublicationDraft(
            form=PublicationForm.FACT,
            ground=Ground.SECTION_31,
            reason=ours.word("register.Publication.reason audit.Entry.reason", RESTRICTED),
            decided_on=timezone.localdate(),
            review_on=timezone.localdate() + datetime.timedelta(days=30),
        ),
    )
    ours.shelf = shelf


def _record(ours: "Planted") -> Collaboration:
    def word(fields: str) -> str:
        return ours.word(fields, RESTRICTED)

    draft = CollaborationDraft(
        slug=SLUG,
        title=f"Unsaid {word('register.Collaboration.title')}",
        title_cy=word("register.Collaboration.title_cy"),
        purpose=f"It is for {word('register.Purpose.statement')}.",
        functions=("information-management",),
        names=(word("register.CollaborationName.text"),),
        model=Model.JOINT_UNIT,
        legal_basis_note=word("register.Collaboration.legal_basis_note"),
        status=Status.RUNNING,
        status_as_of=PartialDate(2026, 1),
        notes=word("register.Collaboration.notes"),
        parties_coverage=PartiesCoverage.COMPLETE,
        parties=(
            PartyDraft(
                organisation="eastmarch",
                role=Role.LEAD,
                basis=Basis.STATED,
                note=word("register.Party.note"),
                sources=(_source(ours),),
            ),
        ),
        events=(
            EventDraft(
                on=PartialDate(2025),
                kind=EventKind.STARTED,
                what=word("register.Event.what"),
                sources=(_source(ours),),
            ),
        ),
        agreements=(AgreementDraft(url=_source(ours), note=word("register.Agreement.note")),),
        record_sources=(SourceDraft(_source(ours), word("register.Citation.title people.Source.title")),),
        further_sources=(),
    )
    collaborations.put(by=CURATOR, draft=draft, reason=ours.word("audit.Entry.reason", RESTRICTED))
    return Collaboration.objects.get(slug=SLUG)


def _source(ours: "Planted") -> str:
    return f"https://{ours.word('people.Source.url', RESTRICTED)}.example/"


def _claim(ours: "Planted", record: Collaboration) -> None:
    draft = ClaimDraft(
        key=f"{record.slug}-01",
        collaboration=record.slug,
        sentence=f"It saves {ours.word('register.Claim.sentence', RESTRICTED)}.",
        kind=ClaimKind.SAVING,
        amount=Decimal(9876543),
        unit=Unit.POUNDS,
        period_kind=PeriodKind.PER_YEAR,
        covers=Covers.ALL_PARTIES,
        state=FigureState.FORECAST,
        said_by=ours.word("register.Claim.said_by", RESTRICTED),
        said_as=SaidAs.PARTY,
        assurance=Assurance.CLAIMED,
        note=ours.word("register.Claim.note", RESTRICTED),
        sources=(_source(ours),),
    )
    claims.put_all(by=CURATOR, drafts=[draft])


def _what_readers_and_members_did(ours: "Planted", record: Collaboration) -> None:
    for person in ("reader", "author"):
        follows.follow(by=as_actor(User.objects.get(pk=ours.people[person])), what=record.reference)
    message = send(
        about=record.reference,
        sender="e" * 64,
        said_wrong=ours.word("register.Correction.said_wrong", RESTRICTED),
    )
    ours.messages.append(message.reference)
    corrections.check(by=CURATOR, reference=message.reference)
    corrections.display(
        by=CURATOR,
        reference=message.reference,
        words=ours.word("register.Correction.display_words", RESTRICTED),
        body=ours.word("register.Correction.display_body", RESTRICTED),
    )


def _change(ours: "Planted", record: Collaboration) -> None:
    author = as_actor(User.objects.get(pk=ours.people["author"]))
    wanted = {"notes": ours.word("register.Change.wanted", RESTRICTED)}
    change = begin(author, record, TargetKind.COLLABORATION, wanted)
    change = changes.explain(
        by=author,
        reference=change.reference,
        version=change.version,
        reason=ours.word("register.Change.reason", RESTRICTED),
        holds_from=None,
    )
    ours.changes.append(change.reference)
    changes.propose(by=author, reference=change.reference, version=change.version)
