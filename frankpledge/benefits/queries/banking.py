"""What was taken out of budgets and where time went, beside what was claimed for the same year."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from frankpledge.benefits.models import (
    Banking,
    BenefitClass,
    EntryKind,
    LedgerShare,
    Profile,
    ProfileState,
)
from frankpledge.benefits.queries.accounts import outturn_of, years_of
from frankpledge.benefits.queries.ledgers import Books


@dataclass(frozen=True, slots=True)
class Claimed:
    """One benefit in one year: the saving that the year's outturn claims, and what was taken out of budgets.

    Money of another year does not count for this one.
    """

    profile: Profile
    year: int
    claimed_pence: int
    banked_pence: int

    @property
    def ratio(self) -> Fraction | None:
        """Taken out of budgets for each pound claimed; None where nothing is claimed."""
        return Fraction(self.banked_pence, self.claimed_pence) if self.claimed_pence else None


@dataclass(frozen=True, slots=True)
class Banked:
    """All of it: the rows as said (withdrawn ones too), and money by benefit and year."""

    rows: Sequence[Banking]
    claims: Sequence[Claimed]
    profiles: Sequence[Profile]

    @property
    def claimed_pence(self) -> int:
        return sum(each.claimed_pence for each in self.claims)

    @property
    def banked_pence(self) -> int:
        return sum(each.banked_pence for each in self.claims)


def banked_of(books: Books) -> Banked:
    """Three statements, however many parties and years."""
    held = Banking.objects.filter(profile__workspace=books.workspace)
    rows = list(held.select_related("profile", "organisation").order_by("-year", "id"))
    profiles = list(
        Profile.objects.filter(
            workspace=books.workspace,
            benefit_class__in=(BenefitClass.CASH, BenefitClass.CAPACITY),
            state__in=(ProfileState.AGREED, ProfileState.CLOSED),
        )
        .select_related("measure")
        .order_by("id")
    )
    claimed = _claimed(books)
    banked: dict[tuple[int, int], int] = defaultdict(int)
    named = {profile.pk: profile for profile in profiles} | {row.profile_id: row.profile for row in rows}
    for row in rows:
        if row.amount_pence is not None and not row.withdrawn_because:
            banked[row.profile_id, row.year] += row.amount_pence
    claims = [
        Claimed(named[profile], year, claimed.get((profile, year), 0), banked.get((profile, year), 0))
        for profile, year in sorted({*claimed, *banked}, key=lambda each: (-each[1], each[0]))
        if profile in named
    ]
    return Banked(rows, claims, profiles)


def _claimed(books: Books) -> dict[tuple[int, int], int]:
    """Savings of the newest outturn of each year, by benefit and year."""
    newest = [vintage.pk for year in years_of(books) if (vintage := outturn_of(books, year)) is not None]
    shares = LedgerShare.objects.filter(
        entry__vintage__in=newest, entry__kind=EntryKind.SAVING, entry__profile__isnull=False
    )
    found: dict[tuple[int, int], int] = defaultdict(int)
    for profile, year, pence in shares.values_list("entry__profile", "entry__year", "amount_pence"):
        if profile is not None:
            found[profile, year] += pence
    return found
