"""Digests: what needs somebody, what happened to what they follow, and searches that find something new.

One goes out at most once a day, and only when there is something to say. The day is claimed in a row of its
own before the letter is handed over; so a command that runs twice, two that run at once, or one that dies in
between never sends a second one. What was claimed and not sent is told by the next digest, because that
begins where the last one *sent* ended: letters go at most once, and what they tell arrives at least once.
"""

import datetime
import logging
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import queries as audit
from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import FrankpledgeError
from frankpledge.exchange import letters
from frankpledge.exchange.asked import asked_of
from frankpledge.exchange.letters import Letter
from frankpledge.exchange.models import Mailing
from frankpledge.people.models import Digest, User
from frankpledge.people.permissions import Power, Rights
from frankpledge.register.actions import follows as following
from frankpledge.register.queries import follows, happenings

logger = logging.getLogger(__name__)

MONDAY = 0


class NoAddress(FrankpledgeError):
    """The links of an e-mail need an address to begin with."""


class Sent(StrEnum):
    """What became of one person's digest."""

    SENT = "sent"
    NOTHING = "nothing"
    ALREADY = "already"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a digest begins, after the last one that was sent."""

    after_entry: int
    tasks_after: datetime.datetime


def send_all(on: datetime.date) -> Counter[Sent]:
    """Sends every digest that is due on that day; says how many there were of each fate. Raises NoAddress."""
    check_address()
    return Counter(send_to(user, on) for user in due(on))


def check_address() -> None:
    """Raises NoAddress where links would lead nowhere."""
    if not settings.PUBLIC_ADDRESS:
        raise NoAddress(
            _(
                "No e-mail was sent: its links need the address of this copy. "
                "Set FRANKPLEDGE_PUBLIC_ADDRESS, such as https://register.example."
            )
        )


def due(on: datetime.date) -> QuerySet[User]:
    """Those who want one that day: every day, or on a Monday."""
    wanted = Q(digest=Digest.DAILY)
    if on.weekday() == MONDAY:
        wanted |= Q(digest=Digest.WEEKLY)
    return User.objects.filter(wanted, is_active=True).order_by("pk")


def send_to(user: User, on: datetime.date) -> Sent:
    """One person's digest of the day."""
    until, now = audit.revision(), timezone.now()
    letter = composed(user, _begun(user), until)
    if letter.is_empty:
        return Sent.NOTHING
    mailing, is_ours = Mailing.objects.get_or_create(
        user=user, on=on, defaults={"until_entry": until, "tasks_until": now}
    )
    if not is_ours:
        return Sent.ALREADY
    try:
        _message(user, letter).send()
    except OSError:
        # Whether it arrived cannot be known, so it is not tried again today.
        logger.exception("A digest could not be handed over.")
        return Sent.FAILED
    _note_sent(mailing, letter)
    return Sent.SENT


def composed(user: User, begun: Begun, until: int) -> Letter:
    """What somebody is told: public facts about what they follow, and that things wait for them."""
    actor = Actor(kind=ActorKind.PERSON, name=user.name, user_id=user.pk)
    followed = list(follows.of(user.pk)) if Rights.of(actor).may_anywhere(Power.FOLLOW) else []
    asked = asked_of(user)
    return Letter(
        tasks=tuple(task for task in asked.tasks if task.asked_at and task.asked_at > begun.tasks_after),
        happenings=happenings.happenings(followed, after=begun.after_entry, until=until),
        new_results=happenings.new_results(followed),
    )


def _begun(user: User) -> Begun:
    last = Mailing.objects.filter(user=user, sent_at__isnull=False).order_by("-on").first()
    # Nothing is told of a time before somebody began to follow it.
    return Begun(last.until_entry, last.tasks_until) if last else Begun(0, user.joined_at)


def _message(user: User, letter: Letter) -> EmailMessage:
    stop = letters.stop_address(user)
    return EmailMessage(
        subject=letters.subject(letter),
        body=letters.body(user, letter),
        to=[user.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def _note_sent(mailing: Mailing, letter: Letter) -> None:
    with transaction.atomic():
        mailing.sent_at = timezone.now()
        mailing.save(update_fields=["sent_at"])
        User.objects.filter(pk=mailing.user_id).update(digest_sent_at=mailing.sent_at)
        for each in letter.new_results:
            following.look_again(follow=each.follow, found=[*each.found])
