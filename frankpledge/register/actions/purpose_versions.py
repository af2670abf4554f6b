"""What a record is for, in its parties' own words: from a draft to a published version, which never changes.

A record has one draft, which everybody who may propose changes to it writes together; `edition` is the one
that somebody saw, and another raises Stale. What is sent twice is done once.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign
from frankpledge.errors import Invalid, Stale
from frankpledge.register.actions import acceptances
from frankpledge.register.actions.changes import EARLIEST, acting_with
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.drafts.purposes import OBJECTIVE_WORDS, PURPOSE_WORDS
from frankpledge.register.models import (
    LONGEST_TEXT,
    Collaboration,
    Objective,
    Purpose,
    PurposeChange,
    PurposeOrigin,
    PurposeState,
)
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.search import index
from frankpledge.register.states import purposes as states
from frankpledge.register.states.purposes import Move


@dataclass(slots=True)
class Drafting:
    """The draft of one record, who acts on it, and the version before it."""

    by: Actor
    collaboration: Collaboration
    move: Move
    draft: Purpose | None = field(init=False)
    last: Purpose | None = field(init=False)

    def __post_init__(self) -> None:
        audit.wait_for_other_writers()
        keepers, power = keepers_of(self.collaboration.pk), states.RULES[self.move].power
        self.by = acting_with(self.by, power, keepers)
        ours = Purpose.objects.filter(collaboration=self.collaboration, origin=PurposeOrigin.PARTIES)
        self.draft = ours.filter(state=PurposeState.DRAFT).first()
        self.last = ours.filter(state=PurposeState.PUBLISHED).order_by("-version").first()

    def moved(self) -> None:
        """Raises Invalid where this cannot be done now."""
        states.moved(self.move, PurposeState.DRAFT if self.draft else None)

    def check_edition(self, edition: int) -> None:
        """Raises Stale unless the draft is as somebody saw it; nought is that there was none."""
        if edition != (self.draft.edition if self.draft else 0):
            raise Stale(_("Somebody else saved this draft after you opened it."))

    def begun(self) -> Purpose:
        """The draft; a new one says what the last version says, until it is changed. Not yet saved."""
        if self.draft is not None:
            return self.draft
        last = self.last
        return Purpose(
            collaboration=self.collaboration,
            version=last.version + 1 if last else 1,
            origin=PurposeOrigin.PARTIES,
            state=PurposeState.DRAFT,
            edition=0,
            author_id=self.by.user_id,
            **({name: getattr(last, name) for name in PURPOSE_WORDS} if last else {}),
        )

    def save(self, draft: Purpose, *names: str) -> None:
        """Save the draft as its next edition; a new one with the objectives of the last version."""
        draft.edition += 1
        if draft.pk is not None:
            draft.save(update_fields=[*names, "edition"])
            return
        draft.save(force_insert=True)
        self.draft = draft
        if self.last is not None:
            Objective.objects.bulk_create(
                Objective(purpose=draft, **_values(each)) for each in self.last.objectives.all()
            )

    def record(self, detail: Mapping[str, Any], *, is_public: bool = False) -> None:
        """Write the entry."""
        audit.record(
            by=self.by,
            action=f"register.purposes.{self.move}",
            subject_kind="collaboration",
            subject_key=self.collaboration.slug,
            detail=detail,
            is_public=is_public,
        )


@transaction.atomic
def save(*, by: Actor, collaboration: Collaboration, edition: int, words: Mapping[str, str]) -> Purpose:
    """Have the draft say this; without one (`edition` nought) it is begun, from the last version."""
    drafting = Drafting(by, collaboration, Move.SAVE)
    said = _checked(words)
    if drafting.draft and all(getattr(drafting.draft, name) == text for name, text in said.items()):
        return drafting.draft
    drafting.check_edition(edition)
    draft = drafting.begun()
    before = None if draft.pk is None else {name: getattr(draft, name) for name in said}
    assign(draft, said)
    if not draft.statement:
        fault = _("Say in a sentence or two why you work together")
        raise Invalid(fault, {"statement": fault})
    drafting.save(draft, *said)
    drafting.record({name: [before and before[name], text] for name, text in said.items()})
    return draft


@transaction.atomic
def discard(*, by: Actor, collaboration: Collaboration, edition: int) -> None:
    """Throw the draft away. What was published stays."""
    drafting = Drafting(by, collaboration, Move.DISCARD)
    drafting.moved()
    drafting.check_edition(edition)
    if drafting.draft is not None:
        drafting.record({"statement": [drafting.draft.statement, None]})
        drafting.draft.delete()


@transaction.atomic
def publish(
    *,
    by: Actor,
    collaboration: Collaboration,
    edition: int,
    version: int,
    holds_from: datetime.date,
    change: PurposeChange | None = None,
) -> Purpose:
    """Make the draft the version that holds from a day, and ask everybody unless only the wording changed."""
    drafting = Drafting(by, collaboration, Move.PUBLISH)
    last, draft = drafting.last, drafting.draft
    kind = change if version > 1 else PurposeChange.FIRST
    if last and _is_same(last, version, edition, kind, holds_from):
        return last
    drafting.moved()
    drafting.check_edition(edition)
    if draft is None or version != draft.version:
        raise Stale(_("Another version was published after you opened this page."))
    _check_day(holds_from, last)
    _check_change(kind, draft, last)
    draft.state, draft.change, draft.holds_from = PurposeState.PUBLISHED, kind or "", holds_from
    draft.publisher_id, draft.published_at = by.user_id, clock.now()
    draft.save(update_fields=["state", "change", "holds_from", "publisher", "published_at"])
    before = [f"{last.version}: {last.statement}"] if last else [None]
    drafting.record({"purpose": [*before, f"{draft.version}: {draft.statement}"]}, is_public=True)
    if draft.version == 1:
        acceptances.accept_what_was_signed(by=drafting.by, collaboration=collaboration)
    index.refresh([collaboration.pk])
    return draft


def _is_same(
    last: Purpose, version: int, edition: int, kind: PurposeChange | None, holds_from: datetime.date
) -> bool:
    asked = (version, edition, kind, holds_from)
    return (last.version, last.edition, last.change, last.holds_from) == asked


def _check_day(holds_from: datetime.date, last: Purpose | None) -> None:
    fault = ""
    if holds_from > clock.today():
        fault = _("It cannot hold from a day in the future: publish it on that day")
    elif holds_from < EARLIEST:
        fault = _("Enter a day since 1829, when the first police force began")
    elif last and last.holds_from and holds_from < last.holds_from:
        fault = _("It cannot hold from before version %(version)s, which it replaces") % {
            "version": last.version
        }
    if fault:
        raise Invalid(fault, {"holds_from": fault})


def _check_change(kind: PurposeChange | None, draft: Purpose, last: Purpose | None) -> None:
    if last is None:
        return
    if kind not in {PurposeChange.MEANING, PurposeChange.WORDING}:
        fault = _("Choose whether the meaning changes or only the wording")
        raise Invalid(fault, {"change": fault})
    if all(getattr(draft, name) == getattr(last, name) for name in PURPOSE_WORDS) and [
        _values(each) for each in draft.objectives.all()
    ] == [_values(each) for each in last.objectives.all()]:
        raise Invalid(_("The draft says just what version %(version)s says.") % {"version": last.version})


def _values(objective: Objective) -> dict[str, Any]:
    return {name: getattr(objective, name) for name in ("position", *OBJECTIVE_WORDS)}


def _checked(words: Mapping[str, str]) -> dict[str, str]:
    said = {name: cleaned(text) for name, text in words.items() if name in PURPOSE_WORDS}
    too_long = _("Write at most %(most)s letters") % {"most": f"{LONGEST_TEXT:,}"}
    faults = {name: too_long for name, text in said.items() if len(text) > LONGEST_TEXT}
    if faults:
        raise Invalid(too_long, faults)
    return said
