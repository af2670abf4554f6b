"""Handing over what people and systems hold at a body that is followed by others: roles, keys, invitations.

Roles are given anew at every successor, because nobody's right to work there ends on that day; what can only
lead to one body (a key, an invitation, a provider's domain) ends where there are several.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed
from frankpledge.people.models import Delegation, Domain, Invitation, Membership, Organisation, Token

Heirs = Mapping[int, Sequence[Organisation]]


@transaction.atomic
def hand_over(*, by: Actor, heirs: Heirs, reason: str) -> Counter[str]:
    """Hand over what is held at these bodies (by id) to those who follow them; how many of each kind.

    For actions, in their transaction: they know why it may be. A constant number of statements.
    """
    return Counter(
        roles=_roles(by, heirs, reason),
        keys=_keys(by, heirs, reason),
        invitations=_invitations(by, heirs, reason),
        domains=_domains(by, heirs, reason),
        delegations=_delegations(by, heirs, reason),
    )


def _roles(by: Actor, heirs: Heirs, reason: str) -> int:
    held = list(Membership.objects.current().filter(organisation__in=heirs).select_related("organisation"))
    following = Membership.objects.filter(organisation__in=_ids(heirs), ended_at=None)
    there = {(row.user_id, row.organisation_id, row.role) for row in following}
    given = []
    for row in held:
        for heir in heirs[row.organisation_id or 0]:
            place = (row.user_id, heir.pk, row.role)
            if place not in there:
                there.add(place)
                given.append(
                    Membership(
                        user_id=row.user_id, organisation=heir, role=row.role, expires_at=row.expires_at
                    )
                )
    with Deed(by, "people.memberships.end", "membership", reason, is_public=False) as deed:
        now = timezone.now()
        for row in held:
            row.ended_at = now
            deed.conclude(str(row.pk), _about(row, [row.role, None]), added=False)
        Membership.objects.bulk_update(held, ["ended_at"], batch_size=500)
    with Deed(by, "people.memberships.give", "membership", reason, is_public=False) as deed:
        Membership.objects.bulk_create(given)
        for row in given:
            deed.conclude(str(row.pk), _about(row, [None, row.role]), added=True)
    return len(held)


def _about(row: Membership, role: Sequence[str | None]) -> Changes:
    slug = row.organisation.slug if row.organisation else "national"
    return {"person": [row.user_id] * 2, "organisation": [slug] * 2, "role": [*role]}


def _keys(by: Actor, heirs: Heirs, reason: str) -> int:
    held = list(Token.objects.current().filter(organisation__in=heirs).select_related("organisation"))
    with Deed(by, "people.tokens.move", "token", reason, is_public=False) as deed:
        for row in held:
            before, after = row.organisation.slug, heirs[row.organisation_id]
            if len(after) == 1:
                row.organisation = after[0]
            else:
                row.ended_at = timezone.now()
            deed.conclude(str(row.pk), _moved(before, after), added=False)
        Token.objects.bulk_update(held, ["organisation", "ended_at"])
    return len(held)


def _invitations(by: Actor, heirs: Heirs, reason: str) -> int:
    pending = Invitation.objects.pending().filter(organisation__in=heirs).select_related("organisation")
    held = list(pending)
    with Deed(by, "people.invitations.move", "invitation", reason, is_public=False) as deed:
        for row in held:
            after = heirs[row.organisation_id or 0]
            before = row.organisation.slug if row.organisation else ""
            if len(after) == 1:
                row.organisation = after[0]
            else:
                row.withdrawn_at = timezone.now()
            deed.conclude(str(row.pk), _moved(before, after), added=False)
        Invitation.objects.bulk_update(held, ["organisation", "withdrawn_at"])
    return len(held)


def _domains(by: Actor, heirs: Heirs, reason: str) -> int:
    held = list(Domain.objects.filter(organisation__in=heirs).select_related("organisation"))
    moved, gone = [], []
    with Deed(by, "people.domains.move", "domain", reason, is_public=False) as deed:
        for row in held:
            before, after = row.organisation.slug, heirs[row.organisation_id]
            deed.conclude(str(row.pk), _moved(before, after), added=False)
            if len(after) == 1:
                row.organisation = after[0]
                moved.append(row)
            else:
                gone.append(row.pk)
        Domain.objects.bulk_update(moved, ["organisation"])
        Domain.objects.filter(pk__in=gone).delete()
    return len(held)


def _delegations(by: Actor, heirs: Heirs, reason: str) -> int:
    """Who stands in does so at the successor; where there are several, colleagues say anew for which."""
    standing_in = Delegation.objects.not_over().filter(organisation__in=heirs)
    held = list(standing_in.select_related("organisation"))
    with Deed(by, "people.delegations.move", "delegation", reason, is_public=False) as deed:
        for row in held:
            before, after = row.organisation.slug, heirs[row.organisation_id]
            if len(after) == 1:
                row.organisation = after[0]
            else:
                row.ended_at = timezone.now()
            deed.conclude(str(row.pk), _moved(before, after), added=False)
        Delegation.objects.bulk_update(held, ["organisation", "ended_at"])
    return len(held)


def _moved(before: str, after: Sequence[Organisation]) -> Changes:
    """To which one body it leads now; to none, where there are several."""
    return {"organisation": [before, after[0].slug if len(after) == 1 else None]}


def _ids(heirs: Heirs) -> Iterable[int]:
    return {heir.pk for following in heirs.values() for heir in following}
