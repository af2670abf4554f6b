"""A benefit handed to another owner: offered, then accepted or declined in the new owner's own word."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Handover, HandoverState, Profile, ProfileState
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require_own_word
from frankpledge.register import references
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words


@transaction.atomic
def offer(
    *, by: Actor, reference: str, to_organisation: Organisation, to_post: str, reason: str, key: uuid.UUID
) -> Handover:
    """Ask another body of the record to answer for a benefit from now on. A form sent twice is one."""
    profile = _profile(reference)
    work = Work.locked(by, profile.workspace.collaboration_id, Power.DECIDE_CHANGE)
    if before := Handover.objects.filter(submission_key=key, profile=profile).first():
        return before
    profile.refresh_from_db()
    if profile.state == ProfileState.DROPPED:
        raise Invalid(_("This benefit was dropped: nobody has to answer for it."))
    if profile.handovers.filter(state=HandoverState.OFFERED).exists():
        raise Invalid(_("It is offered already. Take that back before you offer it to somebody else."))
    fault = ""
    if to_organisation.pk not in work.keepers:
        fault = _("Choose a body that takes part in this collaboration now")
    elif to_organisation.pk == profile.owner_id and to_post.strip() == profile.owner_post:
        fault = _("That is its owner already")
    if fault:
        raise Invalid(fault, {"to": fault})
    row = Handover.objects.create(
        profile=profile,
        from_organisation=profile.owner,
        to_organisation=to_organisation,
        to_post=checked_words("to_post", to_post, _("Enter the post that will answer for it"), LONGEST_LINE),
        reason=checked_words("reason", reason, _("Enter why it is handed over")),
        offered_at=clock.now(),
        submission_key=key,
    )
    work.record("handovers.offer", {f"{reference}.owner": [_slug(profile), to_organisation.slug]}, reason)
    return row


@transaction.atomic
def answer(*, by: Actor, handover_id: int, accepts: bool, words: str = "") -> Handover:
    """The new owner accepts, and owns it from now on; or declines, and says why."""
    row = _held(handover_id)
    body, profile = row.to_organisation, row.profile
    require_own_word(by, body.pk)
    work = Work.locked(by, profile.workspace.collaboration_id, Power.SPEAK_FOR, own=body)
    row.refresh_from_db(fields=["state"])
    after = HandoverState.ACCEPTED if accepts else HandoverState.DECLINED
    if row.state == after:
        return row
    _check_offered(row)
    row.words = checked_words("words", words, "" if accepts else _("Enter why it is declined"))
    row.state, row.answered_at, row.answered_by_id = after, clock.now(), by.user_id
    row.save(update_fields=["state", "words", "answered_at", "answered_by"])
    named = f"{profile.reference}.owner"
    if accepts:
        profile.refresh_from_db()
        before = _slug(profile)
        profile.owner, profile.owner_post = body, row.to_post
        profile.version += 1
        profile.save(update_fields=["owner", "owner_post", "version"])
        standings.refresh(work.workspace, [profile.pk])
        work.record("handovers.accept", {named: [before, body.slug]}, row.words)
    else:
        work.record("handovers.decline", {named: [body.slug, None]}, row.words)
    return row


@transaction.atomic
def take_back(*, by: Actor, handover_id: int) -> Handover:
    """Take an offer back that nobody answered."""
    row = _held(handover_id)
    work = Work.locked(by, row.profile.workspace.collaboration_id, Power.DECIDE_CHANGE)
    row.refresh_from_db(fields=["state"])
    if row.state == HandoverState.WITHDRAWN:
        return row
    _check_offered(row)
    row.state, row.answered_at = HandoverState.WITHDRAWN, clock.now()
    row.save(update_fields=["state", "answered_at"])
    work.record("handovers.take_back", {f"{row.profile.reference}.owner": [row.to_organisation.slug, None]})
    return row


def _held(number: int) -> Handover:
    related = Handover.objects.select_related(
        "profile__workspace", "profile__owner", "to_organisation", "from_organisation"
    )
    found = related.filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such offer."))
    return found


def _check_offered(row: Handover) -> None:
    if row.state != HandoverState.OFFERED:
        raise Invalid(_("This offer was answered or taken back."))


def _profile(reference: str) -> Profile:
    held = Profile.objects.select_related("workspace", "owner")
    found = held.filter(reference=references.written("B", reference)).first()
    if found is None:
        raise NotFound(_("There is no such benefit."))
    return found


def _slug(profile: Profile) -> str | None:
    return profile.owner.slug if profile.owner else None
