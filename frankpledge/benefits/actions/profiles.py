"""Benefits and drawbacks as planned: written, agreed, closed or given up."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign
from frankpledge.benefits.actions import double_counts, measures, standings
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.drafts.profiles import checked
from frankpledge.benefits.models import BenefitClass, Measure, Profile, ProfileState, Realiser
from frankpledge.benefits.states import profiles as states
from frankpledge.benefits.states.profiles import Move
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register import references
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import Collaboration, Objective


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
    _check_rows(work, said)
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
    _check_rows(work, said, profile.measure)
    if all(getattr(profile, name) == value for name, value in said.items()):
        return profile
    check_version(profile, version)
    states.check(Move.WRITE, profile.state)
    changes = assign(profile, said)
    profile.version += 1
    profile.save(update_fields=[*said, "version"])
    standings.refresh(work.workspace, [profile.pk])
    double_counts.refresh([profile.pk])
    work.record("profiles.write", {f"{reference}.{name}": change for name, change in changes.items()})
    return profile


@transaction.atomic
def vary_measure(
    *, by: Actor, reference: str, version: int, organisation: Organisation, words: Mapping[str, str]
) -> Profile:
    """Measure it from now on as one of the record's bodies does, and declare how that differs."""
    profile, work = locked(by, reference, Move.WRITE)
    used = profile.measure
    national = used.varies or used if used is not None else None
    if national is None:
        raise Invalid(_("Say by which national measure it is measured first."))
    if organisation.pk not in work.keepers:
        fault = _("Choose from the list")
        raise Invalid(fault, {"organisation": fault})
    made = measures.vary(by=by, national=national, organisation=organisation, words=words)
    if used == made:
        return profile
    return write(by=by, reference=reference, version=version, values={"measure": made})


@transaction.atomic
def name_realisers(*, by: Actor, reference: str, version: int, realisers: Sequence[Realises]) -> Profile:
    """Say who makes it come about in each party."""
    profile, work = locked(by, reference, Move.WRITE)
    check_version(profile, version)
    states.check(Move.WRITE, profile.state)
    named = {each.organisation.pk for each in realisers}
    fault = _("Name each party once") if len(named) != len(realisers) else ""
    parties = work.workspace.collaboration.parties.values_list("organisation", flat=True)
    strangers = named - work.keepers - set(parties)
    fault = fault or (_("Choose bodies of this collaboration") if strangers else "")
    shares = [each.share for each in realisers if each.share is not None]
    if sum(shares) > 1:
        fault = _("The shares come to more than the whole")
    if fault:
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
    double_counts.refresh([profile.pk])
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
    if after == ProfileState.AGREED and profile.agreed_at is None:
        profile.agreed_at = clock.now()
    profile.version += 1
    profile.save(update_fields=["state", "state_reason", "agreed_at", "version"])
    double_counts.refresh([profile.pk])
    work.record(f"profiles.{move}", {f"{reference}.state": [before, profile.state]}, reason=reason)
    return profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The objectives that it serves, and the drawbacks that come with it, by their numbers."""

    objectives: frozenset[int]
    drawbacks: frozenset[int]


@transaction.atomic
def link(*, by: Actor, reference: str, version: int, links: Links) -> Profile:
    """Say which objectives it serves and which drawbacks come with it: of this record, and no others."""
    profile, work = locked(by, reference, Move.WRITE)
    before = (_numbers(profile.objectives), _numbers(profile.drawbacks))
    if before == (links.objectives, links.drawbacks):
        return profile
    check_version(profile, version)
    states.check(Move.WRITE, profile.state)
    objectives = Objective.objects.filter(purpose__collaboration=work.workspace.collaboration)
    drawbacks = Profile.objects.filter(workspace=work.workspace, benefit_class=BenefitClass.DISBENEFIT)
    wanted = (
        objectives.filter(pk__in=links.objectives),
        drawbacks.filter(pk__in=links.drawbacks).exclude(pk=profile.pk),
    )
    if (len(wanted[0]), len(wanted[1])) != (len(links.objectives), len(links.drawbacks)):
        raise Invalid(_("Choose objectives and drawbacks of this collaboration"))
    profile.objectives.set(wanted[0])
    profile.drawbacks.set(wanted[1])
    profile.version += 1
    profile.save(update_fields=["version"])
    detail = {
        f"{reference}.{name}": [sorted(was), sorted(now)]
        for name, was, now in zip(
            ("objectives", "drawbacks"), before, (links.objectives, links.drawbacks), strict=True
        )
    }
    work.record("profiles.link", detail)
    return profile


def locked(by: Actor, reference: str, move: Move) -> tuple[Profile, Work]:
    """One profile, and what somebody may do to it. Raises NotFound, NotAllowed."""
    return held(by, reference, states.RULES[move].power)


def held(by: Actor, reference: str, power: Power) -> tuple[Profile, Work]:
    """One profile, for whoever has this power over its record. Raises NotFound, NotAllowed."""
    work = Work.locked(by, found(reference).workspace.collaboration_id, power)
    # Only now is it sure that nobody else writes in it.
    return found(reference), work


def found(reference: str) -> Profile:
    """One profile. Raises NotFound."""
    wanted = Profile.objects.filter(reference=references.written("B", reference))
    profile = wanted.select_related("workspace", "measure").first()
    if profile is None:
        raise NotFound(_("There is no such benefit."))
    return profile


def _check_rows(work: Work, said: Mapping[str, Any], used: Measure | None = None) -> None:
    """Raises Invalid for rows of other records, and for a retired measure other than the one in use."""
    node, measure = said.get("node"), said.get("measure")
    bodies = {name: said.get(name) for name in ("owner", "beneficiary_party")}
    of_record = work.keepers | set(
        work.workspace.collaboration.parties.values_list("organisation", flat=True)
    )
    wrong = [name for name, body in bodies.items() if body is not None and body.pk not in of_record]
    if node is not None and node.workspace_id != work.workspace.pk:
        wrong.append("node")
    if measure is not None and measure.organisation_id is not None:
        wrong += ["measure"] if measure.organisation_id not in work.keepers else []
    if measure is not None and measure.retired_on is not None and measure != used:
        wrong.append("measure")
    if wrong:
        raise Invalid(
            _("Something is not of this collaboration."), dict.fromkeys(wrong, _("Choose from the list"))
        )


def _numbers(rows: Any) -> frozenset[int]:
    return frozenset(rows.values_list("pk", flat=True))


def check_version(profile: Profile, version: int) -> None:
    """Raises Stale unless the profile is as somebody saw it."""
    if version != profile.version:
        raise Stale(_("Somebody changed this benefit after you opened it. See how it stands now."))
