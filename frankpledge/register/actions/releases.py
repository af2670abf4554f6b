"""Deciding how far a record is published. Withholding that it exists is the database's own work."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign, save
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.permissions import Power, require
from frankpledge.people.rules import Faults, refuse
from frankpledge.register import hiding, sight
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import LONGEST_GROUND, Collaboration, Ground, Level, Release
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.search import index

LONGEST_REASON = 4000
# The reviews of what is withheld are no further off than this.
LONGEST_DAYS_TO_REVIEW = 5 * 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How far something is to be published, on what ground, why, and when that is looked at again."""

    level: Level
    reason: str
    ground: Ground | None = None
    ground_words: str = ""
    review_on: datetime.date | None = None


def decide(*, by: Actor, collaboration: Collaboration, decision: Decision, is_new: bool = False) -> Release:
    """Publish the record so far and no further. Decided so already, nothing is done.

    `is_new` says that the record was made in this very transaction, and so was never public. Raises
    NotAllowed without the power to publish for its keepers.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        record = Collaboration.objects.filter(pk=collaboration.pk).first()
        if record is None:
            raise NotFound(_("There is no such record."))
        if not is_new:
            require(by, Power.PUBLISH, keepers_of(record.pk))
        _check(record, decision)
        with sight.also(record.pk):
            return _decided(by, record, decision, is_new=is_new)


def _decided(by: Actor, record: Collaboration, decision: Decision, *, is_new: bool) -> Release:
    release = Release.objects.filter(collaboration=record).first()
    stood = Level(release.level) if release else Level.PUBLISHED
    release = release or Release(collaboration=record, was_public=not is_new)
    changes = assign(release, _values(decision))
    if not changes or (decision.level == stood == Level.PUBLISHED):
        return release
    now = {"decider_id": by.user_id, "decider_name": by.name, "decided_at": timezone.now()}
    if decision.level != Level.WITHHELD:
        now["was_public"] = True
    for name, value in now.items():
        setattr(release, name, value)
    save(release, {**changes, **now})
    told = {name: change for name, change in changes.items() if name != "reason"}
    audit.record(
        by=by, action="register.releases.decide", subject_kind="collaboration", subject_key=record.slug,
        reason=decision.reason, detail=told, is_public=False,
    )  # fmt: skip
    index.refresh([record.pk])
    turn_the_page(by)
    return release


def turn_the_page(by: Actor) -> None:
    """An entry that everybody's revision counts and that names nothing: kept pages are made again.

    What is about a withheld record moves nobody's revision but that of who may see it.
    """
    audit.record(
        by=by,
        action="register.releases.turn",
        subject_kind="register",
        subject_key="release",
        is_public=False,
    )


def _values(decision: Decision) -> dict[str, object]:
    if decision.level == Level.PUBLISHED:
        blank = {"ground": "", "ground_words": "", "review_on": None}
        return {"level": Level.PUBLISHED.value, "reason": cleaned(decision.reason), **blank}
    return {
        "level": decision.level.value,
        "ground": decision.ground.value if decision.ground else "",
        "ground_words": " ".join(decision.ground_words.split()),
        "reason": cleaned(decision.reason),
        "review_on": decision.review_on,
    }


def _check(record: Collaboration, decision: Decision) -> None:
    faults = faults_of_decision(
        withholds=decision.level != Level.PUBLISHED,
        ground=decision.ground,
        ground_words=decision.ground_words,
        reason=decision.reason,
        review_on=decision.review_on,
    )
    if decision.level == Level.WITHHELD:
        faults |= _cannot_be_hidden(record)
    refuse(record.title, faults)


def faults_of_decision(
    *,
    withholds: bool,
    ground: Ground | None,
    ground_words: str,
    reason: str,
    review_on: datetime.date | None,
) -> Faults:
    """What is wrong with a decision to publish or to withhold, whatever it is about."""
    faults: Faults = {}
    if not cleaned(reason):
        faults["reason"] = _("Say why. It is not public")
    elif len(reason) > LONGEST_REASON:
        faults["reason"] = _("The reason must be %(most)s characters or fewer") % {"most": LONGEST_REASON}
    if not withholds:
        return faults
    return faults | _faults_of_ground(ground, ground_words) | _faults_of_review(review_on)


def _faults_of_ground(ground: Ground | None, words: str) -> Faults:
    if ground is None:
        return {"ground": _("Choose the ground")}
    if ground == Ground.OTHER and not words.strip():
        return {"ground_words": _("Say in a few words what the ground is. It is public")}
    if len(words) > LONGEST_GROUND:
        most = {"most": LONGEST_GROUND}
        return {"ground_words": _("The ground must be %(most)s characters or fewer") % most}
    return {}


def _faults_of_review(review_on: datetime.date | None) -> Faults:
    today = timezone.localdate()
    if review_on is None:
        return {"review_on": _("Enter the day on which this is looked at again")}
    if today < review_on <= today + datetime.timedelta(days=LONGEST_DAYS_TO_REVIEW):
        return {}
    return {"review_on": _("The review must be after today and within five years")}


def _cannot_be_hidden(record: Collaboration) -> Faults:
    if not hiding.is_active():
        raise Invalid(
            _(
                "This copy of the register cannot withhold that a record exists: its database serves readers "
                "with the role that owns the tables. Ask whoever runs it to give the application its own."
            )
        )
    shown = Collaboration.objects.filter(parent=record).exclude(release__level=Level.WITHHELD).first()
    if shown is None:
        return {}
    fault = _("“%(title)s” is part of this record and is public: it would tell that this one exists")
    return {"level": fault % {"title": shown.title}}
