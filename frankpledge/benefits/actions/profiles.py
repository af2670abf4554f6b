"""Benefits and drawbacks as planned: written, agreed, closed or given up."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.drafts.profiles import checked
from frankpledge.benefits.models import Profile, ProfileState, Realiser
from frankpledge.benefits.states import profiles as states
from frankpledge.benefits.states.profiles import Move
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register import references
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import Collaboration


@dataclass(frozen=True, slots=True)
class Realises:
    """Who makes it come about in one party, by their post, and for which share of it."""

    organisation: Organisation
    post: str = ""
    share: Any = None


@transaction.atomic
def add(*, by: Actor, collaboration: Collaboration, values: Mapping[str, Any], key: uuid.UUID) -> Profile:
    """A new profile, from what is known of it so far. A form sent twice is one."""
    work = Work.locked(by, collaboration.pk, states.RULES[Move.WRITE].power)
    if before := Profile.objects.filter(submission_key=key, workspace=work.workspace).first():
        return before
    said = checked(values, is_new=True)
    profile = Profile(
        reference=references.new("B", Profile.objects.all()), workspace=work.workspace, submission_key=key
    )
    changes = assign(profile, said)
    profile.save(force_insert=True)
    standings.refresh(work.workspace, [profile.pk])
    work.record("profiles.add", {f"{profile.reference}.{name}": change for name, change in changes.items()})
    return profile


@transaction.atomic
def write(*, by: Actor, reference: str, version: int, values: Mapping[str, Any]) -> Profile:
    """Say more of a profile, or something else. What was agreed is agreed anew by whoever signs it again."""
    profile, work = locked(by, reference, Move.WRITE)
    said = checked(values, is_new=False)
    if all(getattr(profile, name) == value for name, value in said.items()):
        return profile
    check_version(profile, version)
    states.check(Move.WRITE, profile.state)
    changes = assign(profile, said)
    profile.version += 1
    profile.save(update_fields=[*said, "version"])
    standings.refresh(work.workspace, [profile.pk])
    work.record("profiles.write", {f"{reference}.{name}": change for name, change in changes.items()})
    return profile


@transaction.atomic
def name_realisers(*, by: Actor, reference: str, version: int, realisers: Sequence[Realises]) -> Profile:
    """Say who makes it come about in each party."""
    profile, work = locked(by, reference, Move.WRITE)
    check_version(profile, version)
    states.check(Move.WRITE, profile.state)
    if len({each.organisation.pk for each in realisers}) != len(realisers):
        fault = _("Name each party once")
        raise Invalid(fault, {"realisers": fault})
    before = sorted(str(each) for each in profile.realisers.select_related("organisation"))
    profile.realisers.all().delete()
    Realiser.objects.bulk_create(
        Realiser(profile=profile, organisation=each.organisation, post=each.post, share=each.share)
        for each in realisers
    )
    profile.version += 1
    profile.save(update_fields=["version"])
    standings.refresh(work.workspace, [profile.pk])
    now = sorted(str(each.organisation) for each in realisers)
    work.record("profiles.name_realisers", {f"{reference}.realisers": [before, now]})
    return profile


@transaction.atomic
def settle(*, by: Actor, reference: str, version: int, move: Move, reason: str = "") -> Profile:
    """Agree a profile, close it when it has run its course, or drop it. The last two say why."""
    profile, work = locked(by, reference, move)
    after = states.RULES[move].after or profile.state
    if profile.state == after:
        return profile
    check_version(profile, version)
    states.check(move, profile.state)
    words = cleaned(reason)
    if after in {ProfileState.CLOSED, ProfileState.DROPPED} and not words:
        fault = _("Enter why")
        raise Invalid(fault, {"reason": fault})
    before, profile.state, profile.state_reason = profile.state, after, words
    profile.version += 1
    profile.save(update_fields=["state", "state_reason", "version"])
    work.record(f"profiles.{move}", {f"{reference}.state": [before, profile.state]}, reason=reason)
    return profile


def locked(by: Actor, reference: str, move: Move) -> tuple[Profile, Work]:
    """One profile, and what somebody may do to it. Raises NotFound, NotAllowed."""
    return held(by, reference, states.RULES[move].power)


def held(by: Actor, reference: str, power: Power) -> tuple[Profile, Work]:
    """One profile, for whoever has this power over its record. Raises NotFound, NotAllowed."""
    found = Profile.objects.filter(reference=references.written("B", reference))
    profile = found.select_related("workspace", "measure").first()
    if profile is None:
        raise NotFound(_("There is no such benefit."))
    return profile, Work.locked(by, profile.workspace.collaboration_id, power)


def check_version(profile: Profile, version: int) -> None:
    """Raises Stale unless the profile is as somebody saw it."""
    if version != profile.version:
        raise Stale(_("Somebody changed this benefit after you opened it. See how it stands now."))
