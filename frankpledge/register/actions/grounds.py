"""On what ground and until when something is not public: what every such decision must say."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.people.rules import Faults
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import LONGEST_GROUND, Ground, Level

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
