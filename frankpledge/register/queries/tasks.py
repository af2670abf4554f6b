"""What is asked of one person now, and what they asked of others.

Powers count here as if a second factor were proved: without it somebody is told that things wait, and must
prove it to do them. A constant number of statements, whatever somebody keeps.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.people.models import HARMLESS, POWERS, Invitation, Membership, Power, Role, User
from frankpledge.people.rights import Rights
from frankpledge.register.financial_years import due_on, last_ended
from frankpledge.register.models import OPEN_STATES, Change, Correction
from frankpledge.register.queries import (
    agreement_tasks,
    change_tasks,
    changes,
    inbox,
    proposals,
    registration_tasks,
    reorganisations,
    retentions,
    unanswered,
)
from frankpledge.register.queries.asked import MOST_LISTED, SOON, Kind, Task
from frankpledge.register.queries.attestations import not_stated
from frankpledge.register.queries.change_tasks import of_change
from frankpledge.register.queries.reviews import due_by

INVITATION_SOON = datetime.timedelta(days=3)
# A code for an emergency is no second step by itself.
SECOND_STEPS = ("totp", "webauthn")


@dataclass(frozen=True, slots=True)
class Tasks:
    """What needs somebody, the one due first on top; what they wait for; how many more there are."""

    tasks: tuple[Task, ...]
    waiting: tuple[Task, ...]
    more: dict[Kind, int]

    @property
    def total(self) -> int:
        return len(self.tasks) + sum(self.more.values())


# What the rooms above ask of whoever has these rights.
Further = Callable[[Rights], Iterable[Task]]


def tasks_of(user: User, *, proved_second_step: bool = False, further: Further | None = None) -> Tasks:
    """Everything, in 26 statements at most, and what is asked `further`.

    Whoever proved a second step is not asked to set one up.
    """
    actor = Actor(kind=ActorKind.PERSON, name=user.name, user_id=user.pk, is_verified=True)
    rights = Rights.of(actor)
    more: dict[Kind, int] = {}
    deciding = _listed(changes.waiting_for(rights), Kind.DECIDE, more)
    answering = _listed(to_answer(rights), Kind.ANSWER, more)
    own, filings = change_tasks.own_changes(actor), registration_tasks.own_registrations(actor)
    overtaken, invited = change_tasks.overtaken(own), list(_invited(user))
    soon = timezone.now() + INVITATION_SOON
    tasks = [
        *(() if proved_second_step else _second_step(user, rights)),
        *(of_change(Kind.DECIDE, change) for change in deciding if isinstance(change, Change)),
        *(_of_message(message) for message in answering if isinstance(message, Correction)),
        *change_tasks.of_own_changes(own, overtaken),
        *_to_state(rights),
        *_access_ending(user),
        *_reviews(rights),
        *_retentions(rights),
        *_purposes(rights),
        *_reorganisations(rights),
        *_of_agreements(rights),
        *(further(rights) if further else ()),
        *registration_tasks.registrations_asked(rights),
        *registration_tasks.of_own_registrations(filings),
        *_of_proposals(rights, more),
        *(_of_invitation(Kind.INVITATION, each) for each in invited if each.expires_at <= soon),
    ]
    waiting = [
        *change_tasks.undecided(own, overtaken),
        *registration_tasks.undecided(filings),
        *(_of_invitation(Kind.INVITED, each) for each in invited if each.expires_at > soon),
        *_purposes_asked(user),
    ]
    return Tasks(_in_order(tasks), tuple(waiting), more)


def _reviews(rights: Rights) -> Iterator[Task]:
    """What is withheld and is looked at again soon."""
    for each in due_by(timezone.localdate() + SOON, rights)[:MOST_LISTED]:
        asked_at = timezone.make_aware(datetime.datetime.combine(each.on - SOON, datetime.time()))
        yield Task(kind=Kind.REVIEW, key=each.reference, about=each.title, asked_at=asked_at, due_on=each.on)


def _retentions(rights: Rights) -> Iterator[Task]:
    """Documents that were to be kept until about now. What a document is called is not told in an e-mail."""
    for each in retentions.due_by(timezone.localdate() + retentions.ASKED_BEFORE, rights, most=MOST_LISTED):
        if each.retain_until is not None:
            yield Task(
                kind=Kind.RETENTION,
                key=each.reference,
                about=each.collaboration.title,
                asked_at=max(each.uploaded_at, _begin_of(each.retain_until - retentions.ASKED_BEFORE)),
                due_on=each.retain_until,
            )


def _reorganisations(rights: Rights) -> Iterator[Task]:
    """For curators, those whose day comes; for a record's people, what one of them asks. One statement."""
    if rights.may_nationally(Power.DECIDE_CHANGE):
        for row in reorganisations.due(timezone.localdate() + SOON):
            yield Task(
                kind=Kind.REORGANISATION_REFUSED if row.refusal else Kind.REORGANISATION,
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
