"""Benefits with values and no lines in the ledger, as lines of a case: value times what one unit is worth.

A benefit with lines in the ledger takes those, so that nothing is counted twice.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from frankpledge.benefits.models import Bearer, BenefitClass, Profile, ProfileState, Realiser, Workspace
from frankpledge.benefits.queries import holdings, standings, worth
from frankpledge.benefits.queries.cases import Basis
from frankpledge.benefits.queries.series import Held
from frankpledge.exchange.benefit_cases.lines import CaseLine, additional, names_of
from frankpledge.people.models import Organisation

KINDS = {BenefitClass.CASH: "saving", BenefitClass.DISBENEFIT: "disbenefit"}


@dataclass(frozen=True, slots=True)
class Valued:
    """One benefit that is in a case by its values, with its lines."""

    profile: Profile
    lines: tuple[CaseLine, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it counts gross: what of it is not the collaboration's doing is not known."""
        return worth.shares_of(self.profile) is None


def valued(workspace: Workspace, basis: Basis, with_lines: Collection[int]) -> list[Valued]:
    """Those that count and are not `with_lines`. A constant number of statements, whatever their number."""
    agreed = (ProfileState.AGREED, ProfileState.CLOSED)
    chosen = Profile.objects.filter(workspace=workspace, state__in=agreed, is_counted=True)
    held = list(holdings.held(chosen.exclude(pk__in=with_lines).select_related("beneficiary_party")))
    shares = _shares(each.profile for each in held)
    bodies = [body for each in shares.values() for body, _share in each]
    alone = (each.profile.beneficiary_party for each in held if _one(each.profile))
    names = names_of([*bodies, *filter(None, alone)])
    found = [Valued(each.profile, tuple(_lines(each, basis, shares, names))) for each in held]
    return [each for each in found if each.lines]


Parts = dict[int, list[tuple[Organisation, Decimal]]]


def _lines(held: Held, basis: Basis, shares: Parts, names: dict[int, str]) -> Iterator[CaseLine]:
    profile = held.profile
    pence = worth.by_year(held, standings.level_before(held), basis)
    if not pence:
        return
    for party, part in _parties(profile, shares, names):
        yield CaseLine(
            name=_("%(title)s (value × worth of one)") % {"title": profile.title},
            kind=KINDS.get(BenefitClass(profile.benefit_class), "benefit"),
            party=party,
            price_year=profile.workspace.prices_of,
            shares=additional(profile),
            pence={year: amount * part for year, amount in sorted(pence.items())},
        )


def _parties(profile: Profile, shares: Parts, names: dict[int, str]) -> Iterator[tuple[str, Decimal]]:
    """Whose it is: the party's that has the good of it, else by the parts of all, else nobody's alone."""
    if _one(profile) and profile.beneficiary_party_id is not None:
        yield names[profile.beneficiary_party_id], Decimal(1)
    elif profile.beneficiary == Bearer.ALL and shares.get(profile.pk):
        for body, share in shares[profile.pk]:
            yield names[body.pk], share
    elif profile.beneficiary in {Bearer.PUBLIC, Bearer.OTHER_BODY}:
        yield str(Bearer(profile.beneficiary).label), Decimal(1)
    else:
        yield _("All parties, not split"), Decimal(1)


def _one(profile: Profile) -> bool:
    return profile.beneficiary == Bearer.PARTY and profile.beneficiary_party_id is not None


def _shares(profiles: Iterable[Profile]) -> Parts:
    """The parts of those who bring a benefit about, where all are given and come to one. One statement."""
    rows = Realiser.objects.filter(profile__in=[each.pk for each in profiles]).select_related("organisation")
    found: dict[int, list[tuple[Organisation, Decimal | None]]] = {}
    for row in rows.order_by("id"):
        found.setdefault(row.profile_id, []).append((row.organisation, row.share))
    whole: Parts = {}
    for number, parts in found.items():
        known = [(body, share) for body, share in parts if share is not None]
        if len(known) == len(parts) and sum(share for _body, share in known) == 1:
            whole[number] = known
    return whole
