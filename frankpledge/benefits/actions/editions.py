"""Releasing the figures of a workspace to everybody, and taking them back."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Edition
from frankpledge.benefits.queries import editions, figures
from frankpledge.benefits.queries.figures import Figures
from frankpledge.errors import Invalid, Stale
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import Collaboration, Level, Release, Withholding


@transaction.atomic
def release(*, by: Actor, collaboration: Collaboration, seal: str, key: uuid.UUID) -> Edition:
    """Let everybody read the figures as they stand. `seal` is of those that somebody looked over.

    Sent twice, or with nothing new in it, it is the same edition.
    """
    work = Work.locked(by, collaboration.pk, Power.PUBLISH)
    before = Edition.objects.filter(submission_key=key, workspace=work.workspace).first()
    if before is not None:
        return before
    check_record(collaboration)
    told = figures.drawn_up(work.workspace, clock.today())
    if figures.sealed(told) != seal:
        raise Stale(_("Figures changed after you opened this page. Look over how they stand now."))
    check_figures(told)
    newest = editions.in_force(work.workspace)
    if newest is not None and newest.seal == seal:
        return newest
    now = clock.now()
    made = Edition.objects.create(
        workspace=work.workspace,
        number=work.workspace.editions.count() + 1,
        figures=told,
        seal=seal,
        benefits=len(told["benefits"]),
        with_baseline=sum(each["baseline"] is not None for each in told["benefits"]),
        with_figures=sum(each["periods_known"] > 0 for each in told["benefits"]),
        released_at=now,
        submission_key=key,
    )
    work.workspace.released_at = now
    work.save("released_at")
    work.record("editions.release", {f"editions.{made.number}.seal": [None, seal]})
    return made


@transaction.atomic
def take_back(*, by: Actor, collaboration: Collaboration, reason: str) -> None:
    """Let only its people read the figures from now on, of past days too. Everybody reads the reason."""
    work = Work.locked(by, collaboration.pk, Power.PUBLISH)
    held = list(work.workspace.editions.filter(taken_back_at__isnull=True))
    if not held:
        raise Invalid(_("Nothing is released that could be taken back."))
    words = checked_words("reason", reason, _("Enter why the figures are taken back"))
    now = clock.now()
    for each in held:
        each.taken_back_at, each.taken_back_because = now, words
        each.save(update_fields=["taken_back_at", "taken_back_because"])
    work.workspace.released_at = None
    work.save("released_at")
    work.record("editions.take_back", {f"editions.{held[-1].number}": [held[-1].seal, None]}, reason=words)


def check_record(collaboration: Collaboration) -> None:
    """Raise Invalid while the record is not public in all its parts: the figures name parties and dates."""
    release_of = Release.objects.filter(collaboration=collaboration).exclude(level=Level.PUBLISHED)
    if release_of.exists() or Withholding.objects.filter(collaboration=collaboration).exists():
        raise Invalid(
            _("A part of this record is withheld. Figures name parties and dates: they stay with its people.")
        )


def check_figures(told: Figures) -> None:
    """Raise Invalid for nothing that could be released."""
    if not told["benefits"] and not told["costs"]:
        raise Invalid(_("There is nothing to release yet: no benefit is agreed and no costs are locked."))
