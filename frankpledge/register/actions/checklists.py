"""Answering whether an agreement says something about each of the 26 topics."""

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign
from frankpledge.errors import Invalid
from frankpledge.register.actions.agreement_work import Work
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import ChecklistAnswer, ChecklistTopic, TopicCoverage
from frankpledge.register.states.agreements import Move

LONGEST_CLAUSE = 100


@transaction.atomic
def answer(
    *, by: Actor, reference: str, topic: ChecklistTopic, coverage: str, clause: str = "", note: str = ""
) -> ChecklistAnswer:
    """Hold this answer about one topic; the one before it stays in the history."""
    work = Work.locked(by, reference, Move.CHECK)
    work.check_move()
    if coverage not in TopicCoverage.values:
        fault = _("Choose one")
        raise Invalid(fault, {"coverage": fault})
    why = _("Enter why it is not applicable") if coverage == TopicCoverage.NOT_APPLICABLE else ""
    values = {
        "coverage": coverage,
        "clause": checked_words("clause", clause, longest=LONGEST_CLAUSE),
        "note": checked_words("note", note, why),
    }
    held = ChecklistAnswer.objects.filter(agreement=work.agreement, topic=topic).first()
    held = held or ChecklistAnswer(agreement=work.agreement, topic=topic)
    changes = assign(held, values)
    if changes:
        held.save()
        work.record_entry({f"checklist.{topic}.{name}": change for name, change in changes.items()})
    return held
