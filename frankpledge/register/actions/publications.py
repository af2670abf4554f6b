"""How one body publishes the agreement of a record: in full, in part, its fact alone, or not at all."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign, save
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require
from frankpledge.people.rules import Faults, faults_of, refuse
from frankpledge.register.actions.grounds import faults_of_decision
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    SAYS_LESS,
    Collaboration,
    Ground,
    Publication,
    PublicationForm,
)
from frankpledge.register.queries.persons import those_to_say

EARLIEST = datetime.date(1996, 1, 1)
COPIES = (PublicationForm.FULL, PublicationForm.REDACTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDraft:
    """What a body says. A full copy needs no ground and no review."""

    form: PublicationForm
    url: str = ""
    ground: Ground | None = None
    ground_words: str = ""
    reason: str = ""
    decided_on: datetime.date | None = None
    review_on: datetime.date | None = None


def put(
    *, by: Actor, collaboration: Collaboration, organisation: Organisation, draft: PublicationDraft
) -> Publication:
    """Hold how this body publishes the record. Said so already, nothing is done.

    Raises NotAllowed without the power to publish for this very body, NotFound for one that is no party.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        record = Collaboration.objects.filter(pk=collaboration.pk).first()
        if record is None:
            raise NotFound(_("There is no such record."))
        require(by, Power.PUBLISH, [organisation.pk])
        if organisation.pk not in those_to_say(record, timezone.localdate()).ids:
            raise NotFound(_("This organisation is not one of the legal persons of this record."))
        row = Publication.objects.filter(collaboration=record, organisation=organisation).first()
        row = row or Publication(collaboration=record, organisation=organisation)
        changes = assign(row, _values(draft))
        if not changes:
            return row
        signed = {"decider_id": by.user_id, "decider_name": by.name}
        for name, value in signed.items():
            setattr(row, name, value)
        refuse(organisation.name, _faults(draft) or faults_of(row))
        save(row, {**changes, **signed})
        told = {f"published.{organisation.slug}": changes.get("form", [row.form, row.form])}
        audit.record(
            by=by, action="register.publications.put", subject_kind="collaboration",
            subject_key=record.slug, reason=row.reason, detail=told, is_public=False,
        )  # fmt: skip
        return row


def check(*, draft: PublicationDraft) -> None:
    """Raise Invalid for what is wrong with the draft itself."""
    refuse(_("What is published"), _faults(draft))


def _values(draft: PublicationDraft) -> dict[str, object]:
    says_less = draft.form in SAYS_LESS
    return {
        "form": draft.form.value,
        "url": draft.url.strip(),
        "ground": draft.ground.value if draft.ground and says_less else "",
        "ground_words": " ".join(draft.ground_words.split()) if says_less else "",
        "reason": cleaned(draft.reason) if says_less else "",
        "decided_on": draft.decided_on,
        "review_on": draft.review_on if says_less else None,
    }


def _faults(draft: PublicationDraft) -> Faults:
    faults: Faults = {}
    if draft.form in SAYS_LESS:
        faults = faults_of_decision(
            withholds=True,
            ground=draft.ground,
            ground_words=draft.ground_words,
            reason=draft.reason,
            review_on=draft.review_on,
        )
    if draft.form in COPIES and not draft.url.strip():
        faults["url"] = _("Enter the address of the copy")
    elif draft.url.strip() and not draft.url.strip().startswith(("http://", "https://")):
        faults["url"] = _("Enter an address that begins with https://")
    if draft.decided_on is None:
        faults["decided_on"] = _("Enter the day on which this was decided")
    elif not EARLIEST <= draft.decided_on <= timezone.localdate():
        faults["decided_on"] = _("The day must be today or in the past, and in or after 1996")
    return faults


def form_of(word: str) -> PublicationForm:
    """The form of that code. Raises Invalid."""
    if word not in PublicationForm.values:
        fault = _("Choose how it is published")
        raise Invalid(fault, {"form": fault})
    return PublicationForm(word)
