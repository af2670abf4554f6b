"""Asking somebody of a body, who has no account, whether a record is as it should be; and their answer.

Nobody speaks for a body by a link but whom the body itself asked. Only where nobody is enrolled for it does a
curator ask; as soon as somebody is, such links work no more. Whoever asks never sees the secret, asks neither
themselves nor anybody who keeps the register, and a link works only while its maker may still ask.
"""

import datetime
import secrets
import uuid
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import PUBLIC, Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import users
from frankpledge.people.models import Membership, Organisation, Power, User
from frankpledge.people.queries.invitations import hash_of
from frankpledge.people.rights import Rights
from frankpledge.people.rules import Faults, faults_of, refuse
from frankpledge.register.actions import confirmations, sendings
from frankpledge.register.actions.confirmations import Said, Speaker
from frankpledge.register.actions.link_letters import letter
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    Confirmation,
    ConfirmationLink,
    Level,
    LinkStanding,
    Release,
    WordGiven,
)
from frankpledge.register.queries import confirmation_links as queries

DAYS_TO_ANSWER = 14
# One body's links in a day: more than a morning's work, fewer than a nuisance.
MOST_IN_A_DAY = 20
LONGEST_NAME = 200


class Closed(Invalid):
    """The link works no more; `link` says how it stands."""

    def __init__(self, message: str, link: ConfirmationLink) -> None:
        super().__init__(message)
        self.link = link


def ask(
    *,
    by: Actor,
    reference: str,
    organisation: Organisation,
    email: str,
    name: str,
    stem: str,
    key: uuid.UUID,
) -> ConfirmationLink:
    """Sends a link. `stem` is what its address begins with, before the secret. Once for each `key`."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        link = check(by=by, reference=reference, organisation=organisation, email=email, name=name)
        if before := ConfirmationLink.objects.filter(submission_key=key, asker=by.user_id).first():
            return before
        _check_not_too_many(organisation)
        secret = secrets.token_urlsafe(32)
        link.secret_hash, link.submission_key = hash_of(secret), key
        link.save(force_insert=True)
        _note(by, "ask", link)
        message = letter(link, f"{stem}{secret}")

        def send() -> None:
            message.send()

        transaction.on_commit(send, robust=True)
    return link


def check(
    *, by: Actor, reference: str, organisation: Organisation, email: str, name: str
) -> ConfirmationLink:
    """The link as it would be, not saved and not sent. Raises what `ask` would."""
    _require_may_ask(by, organisation)
    record = confirmations.asked_of(reference, organisation)
    if Release.objects.filter(collaboration=record.collaboration).exclude(level=Level.PUBLISHED).exists():
        raise Invalid(_("This record is not public, so nobody is asked about it without an account."))
    rights = Rights.of(by)
    by = replace(by, in_place_of=rights.in_place_of(Power.SPEAK_FOR, [organisation.pk]))
    link = ConfirmationLink(
        collaboration=record.collaboration,
        organisation=organisation,
        email=users.written(email),
        name=users.one_line(cleaned(name)),
        asked_by=by.said_name[:LONGEST_NAME],
        asker_id=by.user_id or 0,
        expires_at=timezone.now() + datetime.timedelta(days=DAYS_TO_ANSWER),
    )
    found = faults_of(link)
    faults = {name: found[name] for name in ("email", "name") if name in found}
    if not link.email:
        faults["email"] = _("Enter the e-mail address of the person you ask")
    refuse(_("The question"), faults | _whom_one_may_not_ask(by, link.email))
    return link


def withdraw(*, by: Actor, link_id: int) -> ConfirmationLink:
    """The link works no more. Withdrawn already, it stays so. Raises NotFound for what one may not see."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        link = ConfirmationLink.objects.select_related("organisation", "collaboration").filter(pk=link_id)
        found = link.first()
        if found is None or not _may_ask(by, found.organisation_id):
            raise NotFound(_("There is no such link."))
        if found.used_at is not None:
            raise Invalid(_("This link was used already. The body can answer anew, and the newest counts."))
        if found.withdrawn_at is None:
            found.withdrawn_at, found.email = timezone.now(), ""
            found.save(update_fields=["withdrawn_at", "email"])
            _note(by, "withdraw", found)
    return found


def check_works(secret: str) -> ConfirmationLink:
    """The link that a secret leads to, if it can be answered. Raises NotFound and Closed."""
    link = queries.by_secret(secret)
    standing = link.standing
    if standing is LinkStanding.WAITING and not _asker_still_may(link):
        standing = LinkStanding.WITHDRAWN
    if standing is not LinkStanding.WAITING:
        raise Closed(_why_closed(standing), link)
    return link


def answer(
    *,
    secret: str,
    said: Said,
    name: str,
    authority: str,
    has_authority: bool,
    seen: str,
    sender: str,
    key: uuid.UUID,
) -> list[Confirmation]:
    """Takes the answer of the person to whom the link was sent, as their body's word, once.

    The same form again answers as the first. Raises NotFound, Closed, Invalid, sendings.TooOften.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        link = queries.by_secret(secret)
        if before := list(Confirmation.objects.filter(submission_key=key, link=link)):
            return before
        link = check_works(secret)
        check_answer(link, said=said, name=name, authority=authority, has_authority=has_authority, seen=seen)
        _count(sender)
        link.used_at, link.authority, link.email = timezone.now(), cleaned(authority), ""
        link.save(update_fields=["used_at", "authority", "email"])
        by = replace(PUBLIC, organisation=link.organisation.slug)
        speaker = Speaker(name=users.one_line(cleaned(name)), given=WordGiven.LINK, link=link)
        record = confirmations.asked_of(link.collaboration.reference, link.organisation)
        return confirmations.taken(
            by=by, record=record, organisation=link.organisation, said=said, speaker=speaker, key=key
        )


def check_answer(
    link: ConfirmationLink, *, said: Said, name: str, authority: str, has_authority: bool, seen: str
) -> None:
    """Raises Invalid for what is missing, and where the record is not as the person saw it."""
    faults: Faults = {}
    for field, words, fault in (
        ("name", name, _("Enter your full name")),
        ("authority", authority, _("Say on whose authority you answer")),
    ):
        if not cleaned(words):
            faults[field] = fault
        elif len(cleaned(words)) > LONGEST_NAME:
            faults[field] = _("Use %(longest)s characters or less") % {"longest": LONGEST_NAME}
    if not has_authority:
        faults["has_authority"] = _("Say that you have the authority to answer for the body")
    if faults:
        raise Invalid(_("Something is missing or too long."), faults)
    confirmations.check_words(said)
    record = confirmations.asked_of(link.collaboration.reference, link.organisation)
    confirmations.check_seen(record, seen)


def _require_may_ask(by: Actor, organisation: Organisation) -> None:
    if not _may_ask(by, organisation.pk):
        raise NotAllowed(
            _("Only the owners of %(body)s ask its people by link; curators, where nobody is enrolled.")
            % {"body": organisation.name}
        )


def _may_ask(by: Actor, organisation_id: int) -> bool:
    return by.kind is ActorKind.PERSON and queries.may_ask(Rights.of(by), organisation_id)


def _asker_still_may(link: ConfirmationLink) -> bool:
    asker = Actor(kind=ActorKind.PERSON, name=link.asked_by, user_id=link.asker_id, is_verified=True)
    return link.asker.is_active and _may_ask(asker, link.organisation_id)


def _whom_one_may_not_ask(by: Actor, email: str) -> Faults:
    """Oneself, and whoever has a role for the nation: they would speak for a body that is not theirs."""
    person = User.objects.filter(email=email, is_active=True).first() if email else None
    if person is None:
        return {}
    if person.pk == by.user_id:
        return {"email": _("This is your own address. Answer from your account instead")}
    if Membership.objects.current().filter(user=person, organisation=None).exists():
        return {"email": _("Whoever keeps or inspects the register cannot answer for a body")}
    return {}


def _check_not_too_many(organisation: Organisation) -> None:
    since = timezone.now() - datetime.timedelta(days=1)
    lately = ConfirmationLink.objects.filter(organisation=organisation, asked_at__gt=since).count()
    if lately >= MOST_IN_A_DAY:
        fault = _("%(most)s people were asked for this body within a day. Wait until tomorrow") % {
            "most": MOST_IN_A_DAY
        }
        raise Invalid(fault, {"email": fault})


def _count(sender: str) -> None:
    try:
        sendings.count(sender=sender)
    except sendings.TooOften as refused:
        raise Invalid(_("%(why)s Wait an hour and send it again.") % {"why": refused}) from refused


def _why_closed(standing: LinkStanding) -> str:
    return {
        LinkStanding.USED: _("This question was answered already. Each link works once. Thank you."),
        LinkStanding.WITHDRAWN: _("This question was withdrawn. You need do nothing."),
        LinkStanding.EXPIRED: _("This link has expired. Ask whoever sent it for a new one."),
    }[standing]


def _note(by: Actor, action: str, link: ConfirmationLink) -> None:
    audit.record(
        by=by,
        action=f"register.confirmation_links.{action}",
        subject_kind="collaboration",
        subject_key=link.collaboration.slug,
        detail={"asked": [None, link.organisation.slug]},
        is_public=False,
    )
