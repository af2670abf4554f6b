"""Deciding how far a record is published. Withholding that it exists is the database's own work."""

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
from frankpledge.register.actions.grounds import Decision, faults_of_decision, turn_the_page
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.actions.withholdings import give_back, hold_back
from frankpledge.register.models import Collaboration, Level, Part, Release, Withholding
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.search import index

# Facts of the record itself that are none of the details: what else tells more is hidden row by row.
NO_DETAILS = (Part.NOTES, Part.PARENT, Part.MODEL, Part.LEGAL_BASIS_NOTE)


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


def check(*, collaboration: Collaboration, decision: Decision) -> None:
    """Raise what `decide` would of the decision itself."""
    _check(collaboration, decision)


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
    _with_its_facts(by, record, decision, stood)
    told = {name: change for name, change in changes.items() if name != "reason"}
    audit.record(
        by=by, action="register.releases.decide", subject_kind="collaboration", subject_key=record.slug,
        reason=decision.reason, detail=told, is_public=False,
    )  # fmt: skip
    index.refresh([record.pk])
    turn_the_page(by)
    return release


def _with_its_facts(by: Actor, record: Collaboration, decision: Decision, stood: Level) -> None:
    """What is none of the details goes with the decision to publish the fact, and comes back with it."""
    if stood == Level.FACT:
        for held in Withholding.objects.filter(collaboration=record, is_by_release=True):
            give_back(record, held)
    if decision.level == Level.FACT:
        withheld = set(Withholding.objects.filter(collaboration=record).values_list("part", flat=True))
        for part in NO_DETAILS:
            if part not in withheld:
                hold_back(by, record, part, decision, is_by_release=True)


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
