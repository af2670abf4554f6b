"""The five questions, answered in words. No answer is changed: the newest counts, the others stay."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.work import LONGEST_LINE, Work, checked_words
from frankpledge.benefits.models import Answer, Asked, Next
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.models import Collaboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer: about which year, in whose name (a body of the record, or all), in words or not known."""

    asked: str
    year: int
    words: str = ""
    is_not_known: bool = False
    organisation: Organisation | None = None
    next: str = ""
    minute_reference: str = ""


@transaction.atomic
def give(*, by: Actor, collaboration: Collaboration, said: Said, key: uuid.UUID) -> Answer:
    """Answer one question. What one body answers for itself, its own people say; a form sent twice is one."""
    power = Power.DECIDE_CHANGE if said.next and said.next != Next.NOT_DECIDED else Power.PROPOSE_CHANGE
    work = Work.locked(by, collaboration.pk, power)
    if before := Answer.objects.filter(submission_key=key, workspace=work.workspace).first():
        return before
    if said.asked not in Asked.values:
        fault = _("Choose one of the five questions")
        raise Invalid(fault, {"asked": fault})
    if said.next and said.next not in Next.values:
        fault = _("Choose what next")
        raise Invalid(fault, {"next": fault})
    missing = "" if said.is_not_known else _("Answer in a sentence or two, or say that it is not known")
    words = "" if said.is_not_known else checked_words("words", said.words, missing)
    minute = checked_words("minute_reference", said.minute_reference, longest=LONGEST_LINE)
    made = Answer.objects.create(
        workspace=work.workspace,
        asked=said.asked,
        year=said.year,
        organisation=said.organisation,
        words=words,
        is_not_known=said.is_not_known,
        next=said.next if said.asked == Asked.NEXT else "",
        minute_reference=minute,
        answered_at=timezone.now(),
        submission_key=key,
    )
    work.record("answers.give", {f"{said.asked}.{said.year}": [None, words or None]})
    return made
