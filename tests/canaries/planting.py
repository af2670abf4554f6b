"""A word that stands nowhere else in each field that is not public, put there by the actions.

EASTMARCH   the records that eastmarch alone keeps: "Eastmarch archive", its own page, people, keys, messages
SHARED      what eastmarch's people did and wrote about the dogs, which northshire keeps too
NATION      what only national roles see
"""

import datetime
import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any
from unittest.mock import patch

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor, at_command_line
from frankpledge.exchange.documents import publishing
from frankpledge.people.actions import domains, invitations, tokens
from frankpledge.people.models import (
    POWERS,
    Digest,
    Invitation,
    Organisation,
    Power,
    Relation,
    Role,
    Token,
    User,
)
from frankpledge.register.actions import (
    acceptances,
    agreements,
    attestations,
    changes,
    checklists,
    collaborations,
    confirmation_links,
    confirmations,
    corrections,
    endings,
    follows,
    notices,
    objectives,
    obligations,
    proposal_outcomes,
    proposal_views,
    proposals,
    purpose_versions,
    registrations,
    reservations,
    signatures,
)
from frankpledge.register.actions.attestations import Statement
from frankpledge.register.actions.confirmations import Said, View
from frankpledge.register.actions.endings import End
from frankpledge.register.actions.notices import Given
from frankpledge.register.actions.obligations import Owed
from frankpledge.register.actions.proposals import Opportunity
from frankpledge.register.actions.reorganisation_steps import After, StepDraft
from frankpledge.register.drafts import CollaborationDraft, ObjectiveDraft, SourceDraft, Terms
from frankpledge.register.drafts.purposes import PURPOSE_WORDS
from frankpledge.register.models import (
    AcceptanceAnswer,
    Agreement,
    AgreementKind,
    Change,
    ChangeState,
    ChecklistTopic,
    Collaboration,
    Completeness,
    Correction,
    CorrectionState,
    EndingKind,
    Fact,
    Merger,
    Model,
    NoticeScope,
    Operation,
    PartiesCoverage,
    Party,
    ProposalState,
    Reorganisation,
    Sending,
    StepKind,
    TargetKind,
)
from frankpledge.register.models import Role as PartyRole
from frankpledge.register.queries.attestations import kept_references
from frankpledge.register.queries.collaborations import record
from frankpledge.register.queries.facts import facts_of, mark
from frankpledge.register.registering import Question
from tests import documents
from tests.canaries import planting_ledger, planting_method, planting_plan, planting_track, withholding
from tests.canaries.fields import ANSWERS, DECIDING, KEYS, NOBODY, PEOPLE, PERSONS, RESTRICTED, SELF, Audience
from tests.changes import begin
from tests.corrections import send
from tests.members import as_actor, enrolled, person, sign_in
from tests.registrations import NOT_KNOWN as UNKNOWN
from tests.registrations import answered
from tests.registrations import send as file
from tests.reorganisations import applied, begun, planned, tomorrow
from tests.world import CURATOR, GAZETTE, MINUTES, World, built, party

DECIDES = (
    "register.Change.decider_name register.Registration.decider_name register.Confirmation.person_name"
    " register.ConfirmationLink.asked_by register.Attestation.person_name"
)
BEGINS = "register.Registration.author_name register.Proposal.author_name register.ProposalParty.notified_by"
LINKS_EMAIL = "register.ConfirmationLink.email"
DECIDERS = " ".join(f"register.{each}.decider_name" for each in ("Release", "Withholding", "Publication"))


class Place(Enum):
    """Whose record, body or account it is, by who keeps it."""

    EASTMARCH = frozenset({"eastmarch"})
    SHARED = frozenset({"eastmarch", "northshire"})
    NATION = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Canary:
    """A word, the fields that hold it, and who may come upon it."""

    word: str
    fields: tuple[str, ...]
    audience: Audience
    place: Place

    def is_for(self, organisation: str, role: Role | None) -> bool:
        """Whether somebody of that role, at that organisation or for the nation (""), may read it."""
        if role is None or not isinstance(self.audience, Power) or self.audience not in POWERS[role]:
            return False
        return not organisation or organisation in self.place.value


@dataclass(slots=True)
class Planted:
    """All canaries, and what leads to where they are."""

    canaries: list[Canary] = field(default_factory=list)
    archive: Collaboration = field(default_factory=Collaboration)
    dogs: Collaboration = field(default_factory=Collaboration)
    withheld: Collaboration = field(default_factory=Collaboration)
    shelf: Collaboration = field(default_factory=Collaboration)
    # What northshire keeps too: parts of addresses.
    shared: set[str] = field(default_factory=set)
    changes: list[str] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    registrations: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)
    reorganisations: list[str] = field(default_factory=list)
    benefits: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    benefit: str = ""
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(100))

    def word(self, fields: str, audience: Audience, place: Place = Place.EASTMARCH) -> str:
        """A new word for these fields (`people.User.email people.Read.actor`)."""
        return self.known(f"kanari{next(self._numbers)}q", fields, audience, place)

    def known(self, word: str, fields: str, audience: Audience, place: Place = Place.EASTMARCH) -> str:
        """The same with a word that is there already: a hash, a key."""
        assert len(word) > 8, fields
        self.canaries.append(Canary(word, tuple(fields.split()), audience, place))
        return word


def planted() -> Planted:
    """The world, its people, and all canaries, in this test's transaction."""
    ours = Planted()
    _first_entry(ours)
    world = built()
    enrolled()
    _records(ours, world)
    _people(ours)
    _invitations_and_keys(ours)
    _changes(ours)
    _changes_of_what_is_shared(ours)
    _registrations(ours)
    _confirmations(ours)
    _agreements(ours)
    _purpose(ours)
    _documents(ours)
    _proposals(ours)
    _messages(ours)
    _reading_and_following(ours)
    _signing_in(ours)
    planting_plan.plant(ours, somebody(ours, "author"), somebody(ours, "decider"))
    planting_track.plant(ours, somebody(ours, "author"), somebody(ours, "decider"))
    # After the return, which asks for every benefit there is.
    planting_plan.plant_benefits(ours, somebody(ours, "author"), somebody(ours, "decider"))
    planting_ledger.plant(ours, somebody(ours, "author"), somebody(ours, "decider"))
    planting_method.plant(ours, somebody(ours, "author"), somebody(ours, "decider"))
    withholding.plant(ours, somebody(ours, "publisher"))
    _reorganisations(ours)
    _merger(ours)
    return ours


def _merger(ours: Planted) -> None:
    """What was kept of a record that was given up."""
    said = {"reason": ours.word("register.Merger.left", RESTRICTED), "answer": "contests"}
    kept = {"register.Acceptance": [said]}
    Merger.objects.create(
        collaboration=ours.archive,
        reference="C-9999901",
        slugs=[],
        title="Filed twice",
        chosen={},
        left=kept,
        reason="Filed twice.",
        merged_on=timezone.localdate(),
    )


def more(ours: Planted) -> Planted:
    """The same with as many changes and messages again, for those who are told of what is new."""
    again = replace(ours, canaries=[*ours.canaries], changes=[*ours.changes], messages=[*ours.messages])
    again.shared = {*ours.shared}
    _changes(again)
    _changes_of_what_is_shared(again)
    _messages(again)
    return again


def somebody(ours: Planted, name: str) -> Actor:
    """One of eastmarch's people, with a second factor proved."""
    return as_actor(User.objects.get(pk=ours.people[name]))


def _first_entry(ours: Planted) -> None:
    """Whose actor the database writes to the context of the transaction, once."""
    word = ours.word("pghistory.Context.metadata audit.Entry.actor", NOBODY)
    audit.record(by=at_command_line(word), action="canaries.plant", subject_kind="canary", subject_key="1")


def _records(ours: Planted, world: World) -> None:
    draft = CollaborationDraft(
        slug="eastmarch-archive",
        title="Eastmarch archive",
        purpose="Eastmarch keeps old papers with a fund.",
        functions=("information-management",),
        model=Model.JOINT_UNIT,
        parties_coverage=PartiesCoverage.COMPLETE,
        parties=(party("eastmarch", PartyRole.LEAD), party("wayfarers-fund", PartyRole.FUNDER)),
        record_sources=(SourceDraft(MINUTES, "Minutes"),),
        further_sources=(SourceDraft(GAZETTE),),
    )
    collaborations.put_all(by=CURATOR, drafts=[draft])
    ours.ids["party"] = Party.objects.get(collaboration=_archive(), organisation__slug="eastmarch").pk
    ours.ids["relation"] = Relation.objects.get(subject__slug="pcc-eastmarch").pk
    ours.archive, ours.dogs = _archive(), world.record("dogs")
    ours.shared = {ours.dogs.reference}


def _archive() -> Collaboration:
    return Collaboration.objects.get(addresses__slug="eastmarch-archive")


def _people(ours: Planted) -> None:
    """Each does something of their own, so that a name that comes out says which it was."""
    acted = "people.User.name audit.Entry.actor"
    cast = (
        ("author", Role.CONTRIBUTOR, f"{acted} register.Change.author_name {BEGINS}", Place.EASTMARCH),
        ("decider", Role.OWNER, f"{acted} {DECIDES}", Place.EASTMARCH),
        ("sharing", Role.CONTRIBUTOR, f"{acted} register.Change.author_name", Place.SHARED),
        ("maker", Role.ADMINISTRATOR, f"{acted} people.Invitation.invited_by people.Token.made_by",
         Place.EASTMARCH),
        ("uploader", Role.CONTRIBUTOR, f"{acted} register.Document.uploaded_by_name", Place.EASTMARCH),
        ("reader", Role.READER, "people.User.name audit.Read.actor", Place.EASTMARCH),
        ("publisher", Role.PUBLISHER, f"{acted} {DECIDERS}", Place.EASTMARCH),
    )  # fmt: skip
    for name, role, fields, place in cast:
        email = f"{ours.word('people.User.email', PERSONS)}@eastmarch.example"
        user = person(email, f"{ours.word(fields, PERSONS, place)} Person", role, "eastmarch")
        ours.people[name] = user.pk
    author = User.objects.get(pk=ours.people["author"])
    author.set_password("nine-otters-under-the-bridge")
    author.digest = Digest.NEVER
    author.save(update_fields=["password", "digest"])
    ours.known(author.password, "people.User.password", NOBODY)


def _invitations_and_keys(ours: Planted) -> None:
    maker = somebody(ours, "maker")
    sent = invitations.invite(
        by=maker,
        email=f"{ours.word('people.Invitation.email', PEOPLE)}@eastmarch.example",
        name=ours.word("people.Invitation.name", NOBODY),
        role=Role.READER,
        organisation="eastmarch",
        stem="https://register.example/invitations/",
    )
    secret = sent.address.rpartition("/")[2]
    ours.known(secret, "(the secret of an invitation)", NOBODY)
    invited = Invitation.objects.get(pk=sent.invitation.pk)
    ours.known(invited.secret_hash, "people.Invitation.secret_hash", NOBODY)
    made = tokens.make(
        by=maker,
        organisation="eastmarch",
        name=ours.word("people.Token.name", KEYS),
        role=Role.READER,
        until=timezone.localdate() + datetime.timedelta(days=30),
    )
    ours.known(made.secret, "(the secret of a key)", NOBODY)
    key = Token.objects.get(pk=made.token.pk)
    ours.known(key.prefix, "people.Token.prefix", KEYS)
    ours.known(key.secret_hash, "people.Token.secret_hash", NOBODY)
    mapped = domains.map_to(
        by=CURATOR,
        organisation="eastmarch",
        provider=ours.word("people.Domain.provider", PEOPLE, Place.NATION),
        claim=ours.word("people.Domain.claim", PEOPLE, Place.NATION),
        value=ours.word("people.Domain.value", PEOPLE, Place.NATION),
    )
    held = User.objects.get(pk=ours.people["reader"]).memberships.get()
    ours.ids |= {"invitation": invited.pk, "key": key.pk, "domain": mapped.pk, "membership": held.pk}
    ours.ids |= ours.people


def _changes(ours: Planted) -> None:
    """In every state, of the record that only eastmarch keeps and of eastmarch's own page."""
    author, decider, archive = somebody(ours, "author"), somebody(ours, "decider"), _archive()
    _draft(ours, author, archive)
    for state in ("proposed", "refused", "withdrawn"):
        wanted = {"notes": ours.word("register.Change.wanted", RESTRICTED)}
        change = _proposed(ours, author, archive, TargetKind.COLLABORATION, wanted, RESTRICTED)
        if state == "refused":
            why = ours.word("register.Change.decision_reason audit.Entry.reason", RESTRICTED)
            changes.decide(
                by=decider,
                reference=change.reference,
                version=change.version,
                decision=ChangeState.REFUSED,
                reason=why,
            )
        elif state == "withdrawn":
            changes.withdraw(by=author, reference=change.reference, version=change.version)
        ours.known(change.reference.casefold(), "register.Change.reference", RESTRICTED)
    event = {"kind": "started", "what": ours.word("register.Change.wanted", RESTRICTED), "on": "2020"}
    _proposed(ours, author, archive, TargetKind.EVENT, event, RESTRICTED, operation=Operation.ADD)
    body = Organisation.objects.get(slug="eastmarch")
    notes = {"notes": ours.word("register.Change.wanted", RESTRICTED)}
    _proposed(ours, author, body, TargetKind.ORGANISATION, notes, RESTRICTED)
    # Approved ones are public, but for who began them and who decided.
    change = _proposed(
        ours, author, archive, TargetKind.COLLABORATION, {"title_cy": f"Archif {len(ours.changes)}"}
    )
    changes.decide(
        by=decider, reference=change.reference, version=change.version, decision=ChangeState.APPROVED
    )


def _draft(ours: Planted, author: Actor, archive: Collaboration) -> None:
    """What its author alone sees, whatever becomes of it."""
    for is_kept in (True, False):
        audience: Audience = SELF if is_kept else NOBODY
        change = begin(
            author,
            archive,
            TargetKind.COLLABORATION,
            {"notes": ours.word("register.Change.wanted audit.Entry.detail", audience)},
            began={"notes": ours.word("register.Change.before", audience)},
        )
        change = changes.explain(
            by=author,
            reference=change.reference,
            version=change.version,
            reason=ours.word("register.Change.reason", audience),
            holds_from=None,
        )
        ours.changes.append(change.reference)
        if not is_kept:
            changes.discard(by=author, reference=change.reference, version=change.version)


def _confirmations(ours: Planted) -> None:
    """Eastmarch confirms its archive but for one thing, and says why to the people of the record."""
    body, archive = Organisation.objects.get(slug="eastmarch"), _archive()
    view = View("It is a store.", ours.word("register.Confirmation.reason", RESTRICTED))
    said = Said(office="Head of archives", confirms=frozenset({None}), disputes={Fact.MODEL: view})
    seen = mark(facts_of(record(archive.reference, timezone.localdate())))
    confirmations.say(
        by=somebody(ours, "decider"),
        reference=archive.reference,
        organisation=body,
        said=said,
        seen=seen,
        key=uuid.uuid4(),
    )
    _links(ours, body, archive, said, seen)
    attestations.state(
        by=somebody(ours, "decider"),
        organisation=body,
        statement=Statement(says=Completeness.REST_TO_COME, office="Head of archives", words="Two on dogs."),
        seen=attestations.mark(kept_references(body.pk)),
        key=uuid.uuid4(),
    )


def _links(ours: Planted, body: Organisation, archive: Collaboration, said: Said, seen: str) -> None:
    """One link by which somebody answered, and one that waits."""
    for is_used in (True, False):
        secret = ours.word("(the secret of a link)", NOBODY)
        email = ours.word("(an address that is forgotten)" if is_used else LINKS_EMAIL, NOBODY)
        with patch("secrets.token_urlsafe", return_value=secret):
            link = confirmation_links.ask(
                by=somebody(ours, "decider"),
                reference=archive.reference,
                organisation=body,
                email=f"{email}@eastmarch.example",
                name=ours.word("register.ConfirmationLink.name", PERSONS),
                stem="https://register.example/confirm/",
                key=uuid.uuid4(),
            )
        ours.ids["link"] = link.pk
        ours.known(link.secret_hash, "register.ConfirmationLink.secret_hash", NOBODY)
        if is_used:
            confirmation_links.answer(
                secret=secret,
                said=said,
                name=ours.word("register.Confirmation.person_name", PERSONS),
                authority=ours.word("register.ConfirmationLink.authority", RESTRICTED),
                has_authority=True,
                seen=seen,
                sender="ab" * 32,
                key=uuid.uuid4(),
            )


def _documents(ours: Planted) -> None:
    """Of the archive: one that its members read, and one that is gone and has its reason."""
    author, archive = somebody(ours, "uploader"), _archive()
    for is_gone in (False, True):
        if is_gone:
            text = ours.word("(the text of a document that was removed)", NOBODY)
        else:
            text = ours.word("register.DocumentPage.text register.DocumentPage.words", RESTRICTED)
        held = documents.held(
            author,
            archive,
            f"Of the archive: {text}",
            title=f"Deed {ours.word('register.Document.title', RESTRICTED)}",
            summary=f"It says {ours.word('register.Document.summary', RESTRICTED)}.",
        )
        ours.known(held.reference.casefold(), "register.Document.reference", RESTRICTED)
        ours.documents.append(held.reference)
        if is_gone:
            why = ours.word("register.Document.state_reason audit.Entry.reason", RESTRICTED)
            publishing.remove(by=CURATOR, reference=held.reference, version=held.version, reason=why)


def _registrations(ours: Planted) -> None:
    """A draft, one that waits, and one that was refused, of a record of eastmarch and another force."""
    author, decider = somebody(ours, "author"), somebody(ours, "decider")
    parties = {"parties": ["eastmarch", "port-vale"], "finished": ["yes"]}
    for state, audience in (("draft", SELF), ("waiting", RESTRICTED), ("refused", RESTRICTED)):
        words = {
            Question.TITLE: {"title": [ours.word("register.Registration.answers", audience)]},
            Question.WHY: {"why": [ours.word("register.Registration.answers", audience)]},
        }
        row = answered(author, "eastmarch", {Question.PARTIES: parties, **UNKNOWN, **words})
        ours.registrations.append(row.reference)
        if state != "draft":
            row = file(author, row)
        if state == "refused":
            registrations.refuse(
                by=decider,
                reference=row.reference,
                version=row.version,
                reason=ours.word("register.Registration.decision_reason audit.Entry.reason", RESTRICTED),
            )


def _agreements(ours: Planted) -> None:
    """A draft that eastmarch alone knows of, and one that all signed, of which only the facts are public."""
    by, archive = somebody(ours, "decider"), _archive()
    draft = _drafted(ours, by, archive, ours.word("register.Agreement.title", RESTRICTED))
    ours.agreements.append(draft.reference or "")
    made = _drafted(ours, by, archive, "How the archive is kept")
    reference = made.reference or ""
    ours.agreements.append(reference)
    agreements.send(by=by, reference=reference)
    _signed(ours, by, reference)
    owing = Owed(
        owner="eastmarch",
        what=ours.word("register.Obligation.what", RESTRICTED),
        owed_to=ours.word("register.Obligation.owed_to", RESTRICTED),
        recurs=ours.word("register.Obligation.recurs", RESTRICTED),
    )
    owed = obligations.add(by=by, reference=reference, owed=owing, key=uuid.uuid4())
    ours.ids["obligation"] = owed.pk
    obligations.close(
        by=by,
        reference=reference,
        number=owed.pk,
        day=timezone.localdate(),
        evidence=ours.word("register.Obligation.evidence", RESTRICTED),
        is_done=True,
    )
    reserved = reservations.make(
        by=by,
        reference=reference,
        organisation="eastmarch",
        clause=ours.word("register.Reservation.clause", RESTRICTED),
        words=ours.word("register.Reservation.words", RESTRICTED),
        since=timezone.localdate(),
        key=uuid.uuid4(),
    )
    ours.ids["reservation"] = reserved.pk
    checklists.answer(
        by=by,
        reference=reference,
        topic=ChecklistTopic.VETTING,
        coverage="covered",
        clause=ours.word("register.ChecklistAnswer.clause", RESTRICTED),
        note=ours.word("register.ChecklistAnswer.note", RESTRICTED),
    )
    _notice_and_ending(ours, by, reference)


def _drafted(ours: Planted, by: Actor, archive: Collaboration, title: str) -> Agreement:
    made = agreements.begin(
        by=by, collaboration=archive, kind=AgreementKind.ORIGINAL, title=title, key=uuid.uuid4()
    )
    said = {
        name: ours.word(f"register.Agreement.{name}", RESTRICTED)
        for name in (
            "renewal_terms", "exit_costs", "exit_staff", "exit_assets", "exit_contracts", "exit_data",
            "exit_records",
        )
    }  # fmt: skip
    terms = Terms(title=title, notice_months=1, **said)  # type: ignore[arg-type]  # words only
    return agreements.save(by=by, reference=made.reference or "", version=made.version, terms=terms)


def _signed(ours: Planted, by: Actor, reference: str) -> None:
    signatures.sign(
        by=by,
        reference=reference,
        organisation="eastmarch",
        office=ours.word("register.Signature.office", RESTRICTED),
        signed_on=timezone.localdate(),
        note=ours.word("register.Signature.note", RESTRICTED),
    )
    signatures.sign_from_copy(by=by, reference=reference, organisation="", signed_on=timezone.localdate())


def _notice_and_ending(ours: Planted, by: Actor, reference: str) -> None:
    today = timezone.localdate()
    given = Given(
        scope=NoticeScope.WHOLE,
        served_on=today,
        ends_on=today + datetime.timedelta(days=9),
        shortened=ours.word("register.Notice.shortened", RESTRICTED),
        words=ours.word("register.Notice.words audit.Entry.reason", RESTRICTED),
    )
    notices.give(by=by, reference=reference, organisation="eastmarch", given=given)
    notices.take_back(
        by=by,
        reference=reference,
        organisation="eastmarch",
        day=today,
        words=ours.word("register.Notice.withdrawn_words audit.Entry.reason", RESTRICTED),
    )
    end = End(
        kind=EndingKind.TERM,
        ends_on=today + datetime.timedelta(days=90),
        decided_on=today,
        evidence=ours.word("register.Ending.evidence audit.Entry.reason", RESTRICTED),
    )
    endings.end(by=by, collaboration=_archive(), end=end, key=uuid.uuid4())


def _changes_of_what_is_shared(ours: Planted) -> None:
    author, dogs = somebody(ours, "sharing"), ours.dogs
    wanted = {"notes": ours.word("register.Change.wanted", RESTRICTED, Place.SHARED)}
    change = _proposed(ours, author, dogs, TargetKind.COLLABORATION, wanted, RESTRICTED, place=Place.SHARED)
    ours.shared.add(change.reference)


def _proposed(
    ours: Planted,
    by: Actor,
    owner: Collaboration | Organisation,
    kind: TargetKind,
    wanted: dict[str, str],
    audience: Audience | None = None,
    *,
    operation: Operation = Operation.CHANGE,
    place: Place = Place.EASTMARCH,
) -> Change:
    reason = ours.word("register.Change.reason", audience, place) if audience else "The board said so."
    change = begin(by, owner, kind, wanted, operation=operation)
    change = changes.explain(
        by=by, reference=change.reference, version=change.version, reason=reason, holds_from=None
    )
    ours.changes.append(change.reference)
    return changes.propose(by=by, reference=change.reference, version=change.version)


def _purpose(ours: Planted) -> None:
    """A published version, which is public, with an answer to it and a draft of the next, which are not."""
    author, decider, archive = somebody(ours, "author"), somebody(ours, "decider"), _archive()
    since = datetime.date(2020, 4, 1)
    purpose_versions.save(by=author, collaboration=archive, edition=0, words={"statement": "Keep papers."})
    purpose_versions.publish(by=decider, collaboration=archive, edition=1, version=1, holds_from=since)
    acceptances.answer(
        by=decider,
        collaboration=archive,
        organisation=Organisation.objects.get(slug="eastmarch"),
        version=1,
        seen=0,
        said=acceptances.Said(
            answer=AcceptanceAnswer.CONTESTS,
            answered_on=since,
            office=ours.word("register.Acceptance.office", RESTRICTED),
            reading=ours.word("register.Acceptance.reading", RESTRICTED),
            reason=ours.word("register.Acceptance.reason", RESTRICTED),
        ),
    )
    words = {name: ours.word(f"register.Purpose.{name}", RESTRICTED) for name in PURPOSE_WORDS}
    purpose_versions.save(by=author, collaboration=archive, edition=0, words=words)
    objective = ObjectiveDraft(
        what=ours.word("register.Objective.what", RESTRICTED),
        measure=ours.word("register.Objective.measure", RESTRICTED),
        target=ours.word("register.Objective.target", RESTRICTED),
        note=ours.word("register.Objective.note", RESTRICTED),
    )
    objectives.put(by=author, collaboration=archive, edition=1, objective=objective)


def _proposals(ours: Planted) -> None:
    """Raised by eastmarch and told to port vale: being considered, and one that is not taken up."""
    author, decider = somebody(ours, "author"), somebody(ours, "decider")
    body = Organisation.objects.get(slug="eastmarch")
    for is_over in (False, True):
        held = proposals.raise_it(
            by=author,
            opportunity=Opportunity(
                title=ours.word("register.Proposal.title", RESTRICTED),
                what=ours.word("register.Proposal.what", RESTRICTED),
                why=ours.word("register.Proposal.why", RESTRICTED),
                interest="both",
                raised_by=body,
                functions=("dogs",),
                told=("port-vale",),
                raised_on=None,
            ),
            key=uuid.uuid4(),
        )
        ours.proposals.append(held.reference)
        ours.known(held.reference.casefold(), "register.Proposal.reference", RESTRICTED)
        of_it: dict[str, Any] = {"by": decider, "reference": held.reference}
        if is_over:
            proposal_outcomes.decide(
                **of_it,
                version=held.version,
                outcome=ProposalState.NOT_TAKEN_UP,
                reason=ours.word("register.Proposal.outcome_reason", RESTRICTED),
                decided_on=None,
            )
            continue
        view = proposal_views.Said(
            answer="not_yet",
            reasons=ours.word("register.ProposalView.reasons", RESTRICTED),
            office=ours.word("register.ProposalView.office", RESTRICTED),
        )
        proposal_views.give(**of_it, organisation=body, seen=0, said=view)
        judged: dict[str, Any] = {
            name: ours.word(f"register.Consideration.{name}", RESTRICTED)
            for name in ("existing", "consistency", "opportunities", "conclusion", "office")
        }
        row = proposal_views.judge(
            **of_it, organisation=body, seen=0, judged=proposal_views.Judged(answer="no", **judged)
        )
        ours.ids["judgement"] = row.pk


def _messages(ours: Planted) -> None:
    """About what only eastmarch keeps, about what it shares, and about nothing on the register."""
    decider = somebody(ours, "decider")
    _message(ours, ours.archive.reference, Place.EASTMARCH)
    _message(ours, "eastmarch", Place.EASTMARCH)
    shared = _message(ours, ours.dogs.reference, Place.SHARED)
    ours.shared.add(shared.reference)
    hidden = _message(ours, ours.archive.reference, Place.EASTMARCH)
    corrections.display(
        by=decider,
        reference=hidden.reference,
        words=ours.word("register.Correction.display_words", RESTRICTED),
        body=ours.word("register.Correction.display_body", RESTRICTED),
    )
    # On no page: the history of a message is not shown, only kept.
    corrections.hide(by=decider, reference=hidden.reference, reason=ours.word("audit.Entry.reason", NOBODY))
    answered = _message(ours, ours.archive.reference, Place.EASTMARCH)
    corrections.answer(
        by=decider, reference=answered.reference, text="It was.", outcome=CorrectionState.CHANGED
    )
    about = ours.word("register.Correction.about_key", RESTRICTED, Place.NATION)
    _message(ours, f"words {about}", Place.NATION)


def _message(ours: Planted, about: str, place: Place) -> Correction:
    sent = send(
        about=about,
        sender=f"{len(ours.messages):064x}",
        said_wrong=ours.word("register.Correction.said_wrong", RESTRICTED, place),
        would_be_right=ours.word("register.Correction.would_be_right", RESTRICTED, place),
        field=ours.word("register.Correction.field", NOBODY, place),
        source_url=f"https://{ours.word('register.Correction.source_url', RESTRICTED, place)}.example/",
        sender_name=ours.word("register.Correction.sender_name", ANSWERS, place),
        sender_organisation=ours.word("register.Correction.sender_organisation", ANSWERS, place),
        sender_email=f"{ours.word('register.Correction.sender_email', ANSWERS, place)}@sender.example",
        speaks_for=ours.word("register.Correction.speaks_for", RESTRICTED, place),
    )
    ours.messages.append(sent.reference)
    return sent


def _reading_and_following(ours: Planted) -> None:
    reader = somebody(ours, "reader")
    audit.note_read(by=reader, subject_kind="history of collaboration", subject_key=ours.archive.reference)
    follows.follow(
        by=reader, what=f"?q={ours.word('register.Follow.search register.Follow.search_words', SELF)}"
    )
    audit.record(
        by=CURATOR,
        action="register.collaborations.put",
        subject_kind="collaboration",
        subject_key="eastmarch-archive",
        reason=ours.word("audit.Entry.reason", RESTRICTED),
        detail={"not a field of the register": [None, ours.word("audit.Entry.detail", NOBODY)]},
        is_public=False,
    )
    Sending.objects.create(sender="c" * 56 + "12345678")
    ours.known("c" * 56 + "12345678", "register.Sending.sender", NOBODY)


def _reorganisations(ours: Planted) -> None:
    """One that is being written, with a word in all that is to be, one that is planned, and one applied."""
    by = at_command_line(ours.word("register.Reorganisation.author_name", PERSONS, Place.NATION))
    nation = Place.NATION
    after = After(
        name=f"{ours.word('register.StepBody.name', DECIDING, nation)} Police",
        short_name=ours.word("register.StepBody.short_name register.StepBody.slug", DECIDING, nation),
        maintained_by=ours.word("register.StepBody.maintained_by", DECIDING, nation),
    )
    site = ours.word("register.Reorganisation.source_url", DECIDING, nation)
    row = begun(
        StepDraft(kind=StepKind.MERGE, before=("northshire", "port-vale"), after=(after,)),
        by=by,
        title=f"The {ours.word('register.Reorganisation.title', DECIDING, nation)} Order",
        words=ours.word("register.Reorganisation.words", DECIDING, nation),
        source_url=f"https://{site}.example/order",
    )
    ours.known(row.reference.casefold(), "register.Reorganisation.reference", DECIDING, nation)
    ours.ids["step"] = row.steps.get().pk
    move = StepDraft(kind=StepKind.MOVE, after=(After(slug="wayfarers-fund"),), function="counter-terrorism")
    planner = at_command_line(ours.word("register.Reorganisation.planned_by", PERSONS, nation))
    waits = planned(move, by=planner, title="An order for later", takes_effect_on=tomorrow())
    applier = at_command_line(
        ours.word("register.Reorganisation.applied_by audit.Entry.actor", PERSONS, nation)
    )
    done = applied(move, by=applier, title="An order of today")
    Reorganisation.objects.filter(pk=waits.pk).update(
        refusal=ours.word("register.Reorganisation.refusal", DECIDING, nation)
    )
    east, march = After(name="East Police"), After(name="March Police")
    divided = begun(
        StepDraft(kind=StepKind.SPLIT, before=("eastmarch",), after=(east, march)), by=by, title="A division"
    )
    ours.ids["split"] = divided.steps.get().pk
    ours.reorganisations += [row.reference, waits.reference, done.reference, divided.reference]


def _signing_in(ours: Planted) -> None:
    """Rows that only a browser, an authenticator or a provider makes."""
    reader = User.objects.get(pk=ours.people["reader"])
    client = Client()
    sign_in(client, reader)
    session = Session.objects.get(pk=client.session.session_key)
    ours.known(
        session.session_key, "sessions.Session.session_key usersessions.UserSession.session_key", NOBODY
    )
    ours.known(session.session_data, "sessions.Session.session_data", NOBODY)
    UserSession.objects.create(
        user=reader,
        ip=ours.known("203.0.113.177", "usersessions.UserSession.ip", SELF),
        session_key=session.session_key,
        user_agent=ours.word("usersessions.UserSession.user_agent", SELF),
        data={"any": ours.word("usersessions.UserSession.data", NOBODY)},
    )
    address = EmailAddress.objects.create(
        user=reader, email=f"{ours.word('account.EmailAddress.email', SELF)}@eastmarch.example"
    )
    EmailConfirmation.objects.create(
        email_address=address, key=ours.word("account.EmailConfirmation.key", NOBODY), sent=timezone.now()
    )
    proof = Authenticator.objects.create(
        user=reader, type="totp", data={"secret": ours.word("mfa.Authenticator.data", NOBODY)}
    )
    ours.ids["proof"] = proof.pk
    app = SocialApp.objects.create(
        provider="openid_connect",
        provider_id="unused",
        name="Unused",
        client_id="unused",
        secret=ours.word("socialaccount.SocialApp.secret", NOBODY),
        key=ours.word("socialaccount.SocialApp.key", NOBODY),
        settings={"any": ours.word("socialaccount.SocialApp.settings", NOBODY)},
    )
    account = SocialAccount.objects.create(
        user=reader,
        provider="unused",
        uid=ours.word("socialaccount.SocialAccount.uid", NOBODY),
        extra_data={"email": ours.word("socialaccount.SocialAccount.extra_data", NOBODY)},
    )
    SocialToken.objects.create(
        app=app,
        account=account,
        token=ours.word("socialaccount.SocialToken.token", NOBODY),
        token_secret=ours.word("socialaccount.SocialToken.token_secret", NOBODY),
    )
