"""What is asked of one person now, and what they asked of others.

Powers count here as if a second factor were proved: without it somebody is told that things wait, and must
prove it to do them. A constant number of statements, whatever somebody keeps.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.people.models import HARMLESS, POWERS, Invitation, Membership, Power, Role, User
from frankpledge.people.rights import Rights
from frankpledge.register.financial_years import due_on, last_ended
from frankpledge.register.models import (
    OPEN_STATES,
    Change,
    ChangeState,
    Correction,
    Registration,
    RegistrationState,
)
from frankpledge.register.queries import (
    agreement_tasks,
    changes,
    inbox,
    proposals,
    registrations,
    reorganisations,
    unanswered,
)
from frankpledge.register.queries.attestations import not_stated
from frankpledge.register.queries.reviews import due_by
from frankpledge.register.registering import Question, value_of

# Of each kind. What is beyond is counted, and found in the kind's own list.
MOST_LISTED = 20
SOON = datetime.timedelta(days=14)
INVITATION_SOON = datetime.timedelta(days=3)
REFUSED_SINCE = datetime.timedelta(days=30)
# A code for an emergency is no second step by itself.
SECOND_STEPS = ("totp", "webauthn")


class Kind(StrEnum):
    """What kind of thing is asked."""

    SECOND_STEP = "second_step"
    DECIDE = "decide"
    ANSWER = "answer"
    REFUSED = "refused"
    BEGUN = "begun"
    OVERTAKEN = "overtaken"
    VIEW_WANTED = "view_wanted"
    OUTCOME_WANTED = "outcome_wanted"
    SIGN = "sign"
    OBLIGATION = "obligation"
    NOTICE_RUNS = "notice_runs"
    NOTICE_HAS_RUN = "notice_has_run"
    ENDING_CAME = "ending_came"
    RUNS_OUT = "runs_out"
    AGREEMENT_REVIEW = "agreement_review"
    INVITATION = "invitation"
    ACCESS_ENDS = "access_ends"
    REVIEW = "review"
    STATE = "state"
    PURPOSE = "purpose"
    REGISTRATION_BEGUN = "registration_begun"
    REGISTRATION_REFUSED = "registration_refused"
    APPROVE_REGISTRATION = "approve_registration"
    UNLISTED_PARTIES = "unlisted_parties"
    REORGANISATION = "reorganisation"
    REORGANISED = "reorganised"
    # What others are asked.
    UNDECIDED = "undecided"
    INVITED = "invited"
    PURPOSE_ASKED = "purpose_asked"
    REGISTRATION_UNDECIDED = "registration_undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing asked. `key` leads to it; `about` names what it concerns, "" for nothing in particular."""

    kind: Kind
    key: str = ""
    about: str = ""
    asked_at: datetime.datetime | None = None
    due_on: datetime.date | None = None

    def is_overdue_on(self, day: datetime.date) -> bool:
        return self.due_on is not None and self.due_on < day


@dataclass(frozen=True, slots=True)
class Tasks:
    """What needs somebody, the one due first on top; what they wait for; how many more there are."""

    tasks: tuple[Task, ...]
    waiting: tuple[Task, ...]
    more: dict[Kind, int]

    @property
    def total(self) -> int:
        return len(self.tasks) + sum(self.more.values())


def tasks_of(user: User, *, proved_second_step: bool = False) -> Tasks:
    """Everything, in 25 statements at most. Whoever proved a second step is not asked to set one up."""
    actor = Actor(kind=ActorKind.PERSON, name=user.name, user_id=user.pk, is_verified=True)
    rights = Rights.of(actor)
    more: dict[Kind, int] = {}
    deciding = _listed(changes.waiting_for(rights), Kind.DECIDE, more)
    answering = _listed(to_answer(rights), Kind.ANSWER, more)
    own = list(changes.mine(actor).filter(_still_of_interest())[: 3 * MOST_LISTED])
    overtaken = _overtaken(own)
    tasks = [
        *(() if proved_second_step else _second_step(user, rights)),
        *(_of_change(Kind.DECIDE, change) for change in deciding if isinstance(change, Change)),
        *(_of_message(message) for message in answering if isinstance(message, Correction)),
        *(_of_change(Kind.REFUSED, each) for each in own if each.state == ChangeState.REFUSED),
        *(_of_change(Kind.OVERTAKEN, each, overtaken[each.pk]) for each in own if each.pk in overtaken),
        *(_of_change(Kind.BEGUN, each) for each in own if each.state == ChangeState.DRAFT),
        *_to_state(rights),
        *_access_ending(user),
        *_reviews(rights),
        *_purposes(rights),
        *_reorganisations(rights),
        *_of_agreements(rights),
    ]
    tasks += _registrations_asked(rights)
    lately = timezone.now() - REFUSED_SINCE
    own_registrations = list(registrations.of_interest(actor, lately)[:MOST_LISTED])
    tasks += [
        _of_registration(_REGISTRATIONS[each.state], each)
        for each in own_registrations
        if each.state in _REGISTRATIONS
    ]
    tasks += _of_proposals(rights, more)
    invited = list(_invited(user))
    soon = timezone.now() + INVITATION_SOON
    tasks += [_of_invitation(Kind.INVITATION, each) for each in invited if each.expires_at <= soon]
    undecided = [each for each in own if each.state == ChangeState.PROPOSED and each.pk not in overtaken]
    waiting = [_of_change(Kind.UNDECIDED, each) for each in undecided]
    waiting += [
        _of_registration(Kind.REGISTRATION_UNDECIDED, each)
        for each in own_registrations
        if each.state == RegistrationState.WAITING
    ]
    waiting += [_of_invitation(Kind.INVITED, each) for each in invited if each.expires_at > soon]
    waiting += _purposes_asked(user)
    return Tasks(_in_order(tasks), tuple(waiting), more)


def _reviews(rights: Rights) -> Iterator[Task]:
    """What is withheld and is looked at again soon."""
    for each in due_by(timezone.localdate() + SOON, rights)[:MOST_LISTED]:
        asked_at = timezone.make_aware(datetime.datetime.combine(each.on - SOON, datetime.time()))
        yield Task(kind=Kind.REVIEW, key=each.reference, about=each.title, asked_at=asked_at, due_on=each.on)


def _reorganisations(rights: Rights) -> Iterator[Task]:
    """For curators, those whose day comes; for a record's people, what one of them asks. One statement."""
    if rights.may_nationally(Power.DECIDE_CHANGE):
        for row in reorganisations.due(timezone.localdate() + SOON):
            yield Task(
                kind=Kind.REORGANISATION,
                key=row.reference,
                about=row.title,
                asked_at=row.planned_at,
                due_on=row.takes_effect_on,
            )
    elif rights.may_anywhere(Power.DECIDE_CHANGE):
        for held in reorganisations.asking(rights)[:MOST_LISTED]:
            yield Task(
                kind=Kind.REORGANISED,
                key=held.collaboration.reference,
                about=str(held.collaboration),
                asked_at=held.reorganisation.applied_at,
            )


def to_answer(rights: Rights) -> QuerySet[Correction]:
    """The messages that somebody may answer and nobody has, the one due first on top."""
    held = inbox.with_power(rights, Power.ANSWER_MESSAGES).filter(state__in=OPEN_STATES)
    return held.select_related("collaboration", "organisation", "claim").order_by("due_on", "id")


def has_second_step(user: User) -> bool:
    """Whether a passkey or an authenticator app is set up."""
    if not apps.is_installed("allauth.mfa"):
        return False
    proofs = apps.get_model("mfa", "Authenticator")
    return bool(proofs.objects.filter(user=user, type__in=SECOND_STEPS).exists())


def _listed(
    found: "QuerySet[Change] | QuerySet[Correction]", kind: Kind, more: dict[Kind, int]
) -> list[Change | Correction]:
    rows: list[Change | Correction] = [*found[: MOST_LISTED + 1]]
    if len(rows) > MOST_LISTED:
        more[kind] = found.count() - MOST_LISTED
    return rows[:MOST_LISTED]


def _of_proposals(rights: Rights, more: dict[Kind, int]) -> Iterator[Task]:
    """The views that are asked of the bodies somebody speaks for, and the outcomes that nobody recorded."""
    asked = list(proposals.asking_a_view(rights)[: MOST_LISTED + 1])
    if len(asked) > MOST_LISTED:
        more[Kind.VIEW_WANTED] = proposals.asking_a_view(rights).count() - MOST_LISTED
    for party in asked[:MOST_LISTED]:
        yield Task(
            kind=Kind.VIEW_WANTED,
            key=f"{party.proposal.reference}/view/{party.organisation.slug}",
            about=party.proposal.raised_by.name,
            asked_at=_begin_of(party.notified_on),
        )
    for each in proposals.asking_an_outcome(rights)[:MOST_LISTED]:
        yield Task(
            kind=Kind.OUTCOME_WANTED,
            key=each.reference,
            about=each.raised_by.name,
            asked_at=_begin_of(each.raised_on),
        )


def _begin_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _still_of_interest() -> Q:
    lately = timezone.now() - REFUSED_SINCE
    undecided = Q(state__in=[ChangeState.DRAFT, ChangeState.PROPOSED])
    return undecided | Q(state=ChangeState.REFUSED, decided_at__gte=lately)


def _second_step(user: User, rights: Rights) -> Iterator[Task]:
    roles: Iterable[Role] = rights.national.union(*rights.by_organisation.values())
    if any(POWERS[role] - HARMLESS for role in roles) and not has_second_step(user):
        yield Task(kind=Kind.SECOND_STEP)


def _access_ending(user: User) -> Iterator[Task]:
    ending = Membership.objects.current().filter(user=user, expires_at__lte=timezone.now() + SOON)
    for held in ending.select_related("organisation"):
        if held.expires_at is not None:
            yield Task(
                kind=Kind.ACCESS_ENDS,
                about=str(held.get_role_display()),
                due_on=timezone.localdate(held.expires_at - datetime.timedelta(seconds=1)),
            )


def _to_state(rights: Rights) -> Iterator[Task]:
    """Bodies that have not stated yet whether the register has all of their collaborations."""
    year = last_ended(timezone.localdate())
    for body in not_stated(rights.organisations_with(Power.SPEAK_FOR), year):
        yield Task(kind=Kind.STATE, key=body.slug, about=body.name, due_on=due_on(year))


def _invited(user: User) -> QuerySet[Invitation]:
    return Invitation.objects.pending().filter(inviter=user).select_related("organisation")


def _purposes(rights: Rights) -> Iterator[Task]:
    """What their bodies are asked to accept. Beyond the longest asked, the rest comes when those are done."""
    for each in unanswered.of_bodies(rights.organisations_with(Power.SPEAK_FOR), most=MOST_LISTED):
        key, about = f"{each.reference}/purpose/answer/{each.slug}", f"{each.reference}, {each.title}"
        yield Task(kind=Kind.PURPOSE, key=key, about=f"{about} ({each.body})", asked_at=each.asked_at)


def _of_agreements(rights: Rights) -> Iterator[Task]:
    for each in agreement_tasks.asked_by_agreements(rights):
        yield Task(
            kind=Kind(each.kind), key=each.key, about=each.about, asked_at=each.asked_at, due_on=each.due_on
        )


def _purposes_asked(user: User) -> Iterator[Task]:
    for each in unanswered.published_by(user.pk, most=MOST_LISTED):
        about = f"{each.reference}, {each.title}"
        yield Task(kind=Kind.PURPOSE_ASKED, key=each.reference, about=about, asked_at=each.asked_at)


def _overtaken(own: Iterable[Change]) -> dict[int, datetime.datetime]:
    """Those in whose way another change was put since they were begun, and when. One statement."""
    waiting = [each for each in own if each.state != ChangeState.REFUSED and each.target_id is not None]
    others = Change.objects.filter(
        state=ChangeState.APPROVED,
        target_id__in=[each.target_id for each in waiting],
        decided_at__gt=min((each.begun_at for each in waiting), default=timezone.now()),
    ).order_by("decided_at")
    held = list(others)
    return {
        each.pk: other.decided_at
        for each in waiting
        for other in held
        if other.decided_at and other.decided_at > each.begun_at and _meet(each, other)
    }


def _meet(change: Change, other: Change) -> bool:
    """Whether they are about the same field of the same row and want it to be different."""
    if (change.target_kind, change.target_id) != (other.target_kind, other.target_id):
        return False
    return any(
        other.wanted[name] not in (wanted, change.before.get(name))
        for name, wanted in change.wanted.items()
        if name in other.wanted
    )


def _of_change(kind: Kind, change: Change, asked_at: datetime.datetime | None = None) -> Task:
    moments = {Kind.REFUSED: change.decided_at, Kind.BEGUN: change.begun_at}
    asked_at = asked_at or moments.get(kind, change.proposed_at)
    about = str(change.collaboration or change.organisation or "")
    return Task(kind=kind, key=change.reference, about=about, asked_at=asked_at)


_REGISTRATIONS: Mapping[str, Kind] = {
    RegistrationState.DRAFT: Kind.REGISTRATION_BEGUN,
    RegistrationState.REFUSED: Kind.REGISTRATION_REFUSED,
}


def _registrations_asked(rights: Rights) -> Iterator[Task]:
    for each in registrations.waiting_for(rights)[:MOST_LISTED]:
        yield _of_registration(Kind.APPROVE_REGISTRATION, each)
    if rights.may_nationally(Power.PROPOSE_CHANGE):
        for each in registrations.with_unlisted_parties(rights)[:MOST_LISTED]:
            yield _of_registration(Kind.UNLISTED_PARTIES, each)


def _of_registration(kind: Kind, held: Registration) -> Task:
    asked_at = held.begun_at if kind is Kind.REGISTRATION_BEGUN else held.decided_at or held.sent_at
    title = value_of(held.answers, Question.TITLE) or ""
    return Task(kind=kind, key=held.reference, about=title, asked_at=asked_at)


def _of_message(message: Correction) -> Task:
    return Task(
        kind=Kind.ANSWER,
        key=message.reference,
        about=str(message.collaboration or message.organisation or ""),
        asked_at=message.received_at,
        due_on=message.due_on,
    )


def _of_invitation(kind: Kind, invitation: Invitation) -> Task:
    return Task(
        kind=kind,
        key=invitation.organisation.slug if invitation.organisation else "",
        about=invitation.email,
        asked_at=invitation.invited_at,
        due_on=timezone.localdate(invitation.expires_at),
    )


def _in_order(tasks: list[Task]) -> tuple[Task, ...]:
    """The second step, without which nothing else can be done; then by the day due; then the oldest first."""
    far = datetime.date.max
    return tuple(
        sorted(
            tasks,
            key=lambda task: (
                task.kind is not Kind.SECOND_STEP,
                task.due_on or far,
                task.asked_at.timestamp() if task.asked_at else 0,
            ),
        )
    )
