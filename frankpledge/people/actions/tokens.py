"""Keys by which other systems act for an organisation: made, used, ended. The secret is given out once."""

import datetime
import secrets
import string
import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.actions import giving, users
from frankpledge.people.models import ENTRUSTED_ROLES, Organisation, Power, Role, Token
from frankpledge.people.permissions import Rights, require
from frankpledge.people.queries import tokens as queries
from frankpledge.people.queries.invitations import hash_of
from frankpledge.people.rules import faults_of, refuse

# Secrets that were published by mistake are found by it.
MARK = "fp_"
LETTERS = string.ascii_letters + string.digits
SECRET_LETTERS = 40
SHOWN_LETTERS = 9
# When it was last used is told to the hour, so that reading writes almost nothing.
NOTED_AFTER = datetime.timedelta(hours=1)
# A form that was sent twice in this time shows a secret again, as nobody saw the first.
SENT_TWICE_WITHIN = datetime.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Made:
    """A key and its secret, to be shown once; no secret where the form was sent again too late."""

    token: Token
    secret: str = field(default="", repr=False)


def make(
    *,
    by: Actor,
    organisation: str,
    name: str,
    role: Role,
    until: datetime.date | None,
    key: uuid.UUID | None = None,
) -> Made:
    """A key with a role in an organisation, up to its last day, which is at most a year away.

    `key` is the form's own. Sent twice, it makes one key; the page that arrives last shows a secret that
    opens, and the one before opens nothing.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        before = Token.objects.filter(submission_key=key, maker=by.user_id).first() if key else None
        if before is not None:
            require(by, Power.MANAGE_TOKENS, [before.organisation_id])
            return _made_before(by, before)
        token = check(by=by, organisation=organisation, name=name, role=role, until=until)
        token.submission_key = key
        secret = _new_secret(token)
        token.save(force_insert=True)
        giving.note(by, "people.tokens.make", token, detail=_detail(token))
    return Made(token, secret)


def check(*, by: Actor, organisation: str, name: str, role: Role, until: datetime.date | None) -> Token:
    """The key as it would be, not saved and without a secret. Raises what `make` would."""
    place = giving.where(organisation)
    if place is None:
        raise NotFound(_("A key belongs to an organisation."))
    require(by, Power.MANAGE_TOKENS, [place.pk])
    _check_role(by, role, place)
    token = Token(
        organisation=place,
        name=users.one_line(name),
        role=role,
        expires_at=giving.over_before_long(until),
        made_by=by.name,
        maker_id=by.user_id,
    )
    _check_name(token)
    return token


def end(*, by: Actor, token_id: int, reason: str) -> Token:
    """The key opens nothing any more. Ended already, it stays as it ended. Raises NotFound."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        token = queries.visible_to(Rights.of(by)).filter(pk=token_id).first()
        if token is None:
            raise NotFound(_("There is no such key."))
        words = giving.required(reason, "reason", _("Enter the reason"))
        if token.ended_at is None:
            token.ended_at = timezone.now()
            token.save(update_fields=["ended_at"])
            giving.note(by, "people.tokens.end", token, words)
    return token


def use(*, secret: str) -> Actor | None:
    """Who acts with this key; None for one that opens nothing. Notes at most once an hour that it was used.

    No entry is written: what the key then does has its own.
    """
    if not secret.startswith(MARK):
        return None
    token = Token.objects.current().select_related("organisation").filter(secret_hash=hash_of(secret)).first()
    if token is None:
        return None
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at >= NOTED_AFTER:
        long_ago = Q(last_used_at=None) | Q(last_used_at__lte=now - NOTED_AFTER)
        Token.objects.filter(long_ago, pk=token.pk).update(last_used_at=now)
    return Actor(
        kind=ActorKind.SYSTEM, name=token.name, token_id=token.pk, organisation=token.organisation.slug
    )


def _check_role(by: Actor, role: Role, place: Organisation) -> None:
    """A key manages nobody, and has no role that its maker could not give to a person there."""
    may_give = Rights.of(by).may(Power.MANAGE_PEOPLE, [place.pk])
    if role not in ENTRUSTED_ROLES or not may_give:
        fault = _("Choose a role that a key may have")
        raise Invalid(fault, {"role": fault})


def _check_name(token: Token) -> None:
    faults = faults_of(token)
    refuse(_("The key"), {"name": faults["name"]} if "name" in faults else {})
    if Token.objects.current().filter(organisation=token.organisation, name=token.name).exists():
        fault = _("There is a key of this name already. Enter another name")
        raise Invalid(fault, {"name": fault})


def _made_before(by: Actor, token: Token) -> Made:
    is_fresh = timezone.now() - token.made_at < SENT_TWICE_WITHIN
    if not is_fresh or token.last_used_at is not None or not token.is_current:
        return Made(token)
    secret = _new_secret(token)
    token.save(update_fields=["prefix", "secret_hash"])
    giving.note(by, "people.tokens.make_again", token, detail={"prefix": [None, token.prefix]})
    return Made(token, secret)


def _new_secret(token: Token) -> str:
    secret = MARK + "".join(secrets.choice(LETTERS) for _each in range(SECRET_LETTERS))
    token.prefix = secret[: len(MARK) + SHOWN_LETTERS]
    token.secret_hash = hash_of(secret)
    return secret


def _detail(token: Token) -> dict[str, list[str | None]]:
    return {
        "organisation": [None, token.organisation.slug],
        "name": [None, token.name],
        "role": [None, token.role],
        "prefix": [None, token.prefix],
        "until": [None, str(giving.last_day(token.expires_at))],
    }
