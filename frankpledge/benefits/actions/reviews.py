"""What a party's finance officers say of a locked return, within its working days. No word changes."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Profile, Return, ReturnState, Review
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import Collaboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Whether a party agrees to a return as it saw it (`version`); why not, and of which benefit."""

    agrees: bool
    version: int
    words: str = ""
    profile: Profile | None = None


@transaction.atomic
def say(
    *,
    by: Actor,
    collaboration: Collaboration,
    starts_on: datetime.date,
    organisation: Organisation,
    word: Word,
    key: uuid.UUID,
) -> Review:
    """Agree to a locked return, or dispute it with the reason. A form sent twice is one word."""
    work = Work.locked(by, collaboration.pk, Power.VALIDATE_FIGURES, own=organisation)
    held = Return.objects.filter(workspace=work.workspace, starts_on=starts_on).first()
    if held is None:
        raise NotFound(_("There is no return of this period yet."))
    if before := Review.objects.filter(submission_key=key, of_return=held).first():
        return before
    if word.version != held.version:
        raise Stale(_("This return changed after you opened it. See how it stands now."))
    _check_open(held)
    missing = "" if word.agrees else _("Enter what you dispute, and why")
    if word.profile is not None and word.profile.workspace_id != work.workspace.pk:
        fault = _("Choose a benefit of this collaboration")
        raise Invalid(fault, {"profile": fault})
    made = Review.objects.create(
        of_return=held,
        organisation=organisation,
        profile=None if word.agrees else word.profile,
        agrees=word.agrees,
        words=checked_words("words", word.words, missing),
        return_version=held.version,
        said_at=clock.now(),
        submission_key=key,
    )
    said = "agreed" if word.agrees else "disputed"
    work.record("reviews.say", {f"{starts_on}.{organisation.slug}": [None, said]}, reason=made.words)
    return made


def _check_open(held: Return) -> None:
    if held.state != ReturnState.LOCKED or held.review_ends_on is None:
        raise Invalid(_("This return is not locked: there is nothing to agree to or dispute yet."))
    if clock.today() > held.review_ends_on:
        raise Invalid(_("The working days to review this return are over. It stays shown as not reviewed."))
