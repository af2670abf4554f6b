"""How much of an organisation was found, in sentences. They are about this register, never about conduct."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.dates import Answer
from frankpledge.register.models import Role
from frankpledge.register.queries.entries import Place, Stake
from frankpledge.register.queries.memberships import Memberships, Tallies
from frankpledge.web.phrases import when


def sentences(stake: Stake, memberships: Memberships) -> list[str]:
    """`Found in 7 collaborations, and assumed to be in 3 more, besides 12 that every force is in.`"""
    tallies = memberships.tallies
    if stake.is_past and stake.organisation.existed_on(stake.day) is Answer.NO:
        return [_("On %(day)s it did not exist.") % {"day": when(stake.day)}]
    if stake.is_policing_body:
        own, paired = tallies.where(is_own=True), tallies.where(is_own=False)
        said = [_own_then(stake, own), *_of_the_pair_then(stake, paired)] if stake.is_past else []
        return [*(said or [_own(own.as_member.count), *_of_the_pair(stake, paired)]), *_other_roles(own)]
    said = _then(stake, tallies) if stake.is_past else [_now(tallies), *_parts(tallies)]
    return [*filter(None, said), *_other_roles(tallies)]


def _now(tallies: Tallies) -> str:
    beyond, every = tallies.where(everywhere=False).as_member, tallies.where(everywhere=True).as_member
    stated, assumed = beyond.where(is_assumed=False).count, beyond.where(is_assumed=True).count
    if not (beyond.count or every.count) and tallies.in_other_roles:
        return ""
    said = ngettext("Found in %(count)d collaboration", "Found in %(count)d collaborations", stated) % {
        "count": stated
    }
    if not stated:
        said = _("Not found by name in any regional or local collaboration")
    if assumed:
        said = _("%(said)s, and assumed to be in %(count)d more") % {"said": said, "count": assumed}
    if every.count:
        said = _("%(said)s, besides %(count)d that every force is in") % {"said": said, "count": every.count}
    return _("%(said)s.") % {"said": said}


def _parts(tallies: Tallies) -> list[str]:
    count = tallies.where(everywhere=False, is_part=True).as_member.count
    if not count:
        return []
    said = ngettext(
        "%(count)d is part of a wider collaboration; a part is counted as a record of its own.",
        "%(count)d are parts of wider collaborations; a part is counted as a record of its own.",
        count,
    )
    return [said % {"count": count}]


def _then(stake: Stake, tallies: Tallies) -> list[str]:
    members = tallies.as_member
    known, perhaps = members.where(place=Place.WAS_IN), members.where(place=Place.NOT_KNOWN)
    regional = {"everywhere": False}
    said = ngettext(
        "On %(day)s it was in %(count)d regional or local collaboration.",
        "On %(day)s it was in %(count)d regional or local collaborations.",
        known.where(**regional).count,
    )
    perhaps_said = ngettext(
        "For %(count)d more it is not known.",
        "For %(count)d more it is not known.",
        perhaps.where(**regional).count,
    )
    every = perhaps.where(everywhere=True).count + known.where(everywhere=True).count
    every_said = _("Of those that every force is in, it was or may have been in %(count)d.")
    return [
        said % {"day": when(stake.day), "count": known.where(**regional).count},
        perhaps_said % {"count": perhaps.where(**regional).count},
        *([every_said % {"count": every}] if every else []),
    ]


def _own(count: int) -> str:
    if not count:
        return _("Not found in its own name in any collaboration.")
    said = ngettext(
        "Found in its own name in %(count)d collaboration.",
        "Found in its own name in %(count)d collaborations.",
        count,
    )
    return said % {"count": count}


def _own_then(stake: Stake, tallies: Tallies) -> str:
    members = tallies.as_member
    known = members.where(place=Place.WAS_IN).count
    counts = {"day": when(stake.day), "count": known, "more": members.where(place=Place.NOT_KNOWN).count}
    return (
        _("On %(day)s it was in %(count)d in its own name; for %(more)d more it is not known.") % counts
        if counts["more"]
        else _("On %(day)s it was in %(count)d in its own name.") % counts
    )


def _of_the_pair_then(stake: Stake, tallies: Tallies) -> list[str]:
    """What its force was in then, unless it did not oversee it."""
    if not stake.pair:
        return []
    force = stake.pair[0].other
    members = tallies.as_member
    counts = {
        "name": force.name,
        "count": members.where(place=Place.WAS_IN).count,
        "more": members.where(place=Place.NOT_KNOWN).count,
    }
    if stake.in_pair(force.pk) is Answer.NO:
        return [_("It did not oversee %(name)s then.") % counts]
    return [_("Its force, %(name)s, was in %(count)d then; for %(more)d more it is not known.") % counts]


def _of_the_pair(stake: Stake, tallies: Tallies) -> list[str]:
    if not stake.pair:
        return []
    beyond, every = tallies.where(everywhere=False).as_member, tallies.where(everywhere=True).as_member
    counts = {"name": stake.pair[0].other.name, "count": beyond.count, "every": every.count}
    return [
        _(
            "Its force, %(name)s, is or may have been in %(count)d in its time, besides %(every)d that "
            "every force is in."
        )
        % counts
    ]


def _other_roles(tallies: Tallies) -> list[str]:
    words = {
        Role.FUNDER: lambda n: ngettext(
            "Named as helping to pay for %(n)d collaboration.",
            "Named as helping to pay for %(n)d collaborations.",
            n,
        ),
        Role.SUPPLIER: lambda n: ngettext(
            "Named as a supplier in %(n)d collaboration.", "Named as a supplier in %(n)d collaborations.", n
        ),
        Role.CUSTOMER: lambda n: ngettext(
            "Named as a customer in %(n)d collaboration.", "Named as a customer in %(n)d collaborations.", n
        ),
    }
    return [words[role](count) % {"n": count} for role, count in tallies.in_other_roles.items()]
