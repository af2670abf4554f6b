"""The objectives of a draft of the purpose. Those of a published version never change."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import plain
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.rules import faults_of
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.actions.purpose_versions import Drafting
from frankpledge.register.drafts import ObjectiveDraft
from frankpledge.register.drafts.purposes import OBJECTIVE_WORDS
from frankpledge.register.models import LONGEST_TEXT, Collaboration, Objective, Purpose
from frankpledge.register.states.purposes import Move


@transaction.atomic
def put(
    *,
    by: Actor,
    collaboration: Collaboration,
    edition: int,
    objective: ObjectiveDraft,
    position: int | None = None,
) -> Objective:
    """Have the draft's objective at this position say this; without a position it is a further one."""
    drafting, purpose = _drafting(by, collaboration)
    held = {each.position: each for each in purpose.objectives.all()}
    values = _checked(objective)
    row = _held(held, position) if position is not None else held.get(max(held, default=0))
    if row is not None and _values(row) == values:
        return row
    drafting.check_edition(edition)
    before: dict[str, Any] = {}
    if position is None or row is None:
        row = Objective(purpose=purpose, position=max(held, default=0) + 1)
    else:
        before = _values(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    drafting.save(purpose)
    drafting.record(
        {
            f"objectives.{row.position}.{name}": [plain(before.get(name)), plain(values[name])]
            for name in values
        }
    )
    return row


@transaction.atomic
def remove(*, by: Actor, collaboration: Collaboration, edition: int, position: int) -> None:
    """Take an objective out of the draft."""
    drafting, purpose = _drafting(by, collaboration)
    drafting.check_edition(edition)
    row = _held({each.position: each for each in purpose.objectives.all()}, position)
    row.delete()
    drafting.save(purpose)
    drafting.record({f"objectives.{position}": [row.what, None]})


def _drafting(by: Actor, collaboration: Collaboration) -> tuple[Drafting, Purpose]:
    drafting = Drafting(by, collaboration, Move.SAVE)
    if drafting.draft is None:
        raise Invalid(_("Begin with the statement: the objectives belong to it."))
    return drafting, drafting.draft


def _held(held: dict[int, Objective], position: int) -> Objective:
    if position not in held:
        raise NotFound(_("There is no such objective in the draft: somebody may have taken it out."))
    return held[position]


def _values(row: Objective) -> dict[str, Any]:
    return {name: getattr(row, name) for name in OBJECTIVE_WORDS}


def _checked(objective: ObjectiveDraft) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: cleaned(value) if isinstance(value, str) else value
        for name in OBJECTIVE_WORDS
        for value in [getattr(objective, name)]
    }
    faults = {
        name: fault for name, fault in faults_of(Objective(position=1, **values)).items() if values[name]
    }
    too_long = _("Write at most %(most)s letters") % {"most": f"{LONGEST_TEXT:,}"}
    faults |= {
        name: too_long for name, text in values.items() if isinstance(text, str) and len(text) > LONGEST_TEXT
    }
    if not values["what"]:
        faults["what"] = _("Say what is to come about")
    if not values["measure"]:
        faults["measure"] = _("Say by what you would know: without a measure it is a hope")
    if faults:
        raise Invalid(" ".join(faults.values()), faults)
    return values
