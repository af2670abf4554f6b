"""What a profile must say to be whole: the one table of the method's mandatory items, and who asks for each.

An item is given, missing, or not asked of this kind of benefit. Nothing is filled in for anybody.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frankpledge.benefits.method import Rules, version
from frankpledge.benefits.models import SHARES, Bearer, BenefitClass, Profile, Signs

MEASURED = frozenset(BenefitClass) - {BenefitClass.QUALITATIVE}
IN_POUNDS = frozenset({BenefitClass.CASH, BenefitClass.SOCIAL})


class Section(StrEnum):
    """In which part of a profile something is said."""

    WHAT = "what"
    MEASURE = "measure"
    TIME = "time"
    WORTH = "worth"
    SHARES = "shares"
    SURE = "sure"
    WHO = "who"
    PLACE = "place"
    RISKS = "risks"
    LINKS = "links"
    REALISERS = "realisers"
    SIGNED = "signed"
    BASELINE = "baseline"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A profile with what hangs on it, as the items ask for it.

    `parties` are the bodies that share costs and benefits, `signed` as what its present version was signed.
    """

    profile: Profile
    parties: frozenset[int]
    realisers: frozenset[int]
    signed: frozenset[str]
    has_objectives: bool
    has_drawbacks: bool
    has_baseline: bool
    has_plan: bool


Test = Callable[[Whole], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One mandatory item: its name, where it is said, whether it is given, and of what it is asked."""

    name: str
    label: str | Promise
    section: Section
    is_given: Test
    is_asked: Test = lambda _whole: True


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a profile is whole. From the share `enough` on, gate 4 of its version is met."""

    asked: int
    missing: Sequence[Item]
    enough: Decimal

    @property
    def share(self) -> float:
        """Of the items asked, those that are given."""
        return 1 - len(self.missing) / self.asked if self.asked else 1.0

    @property
    def is_enough(self) -> bool:
        return self.share >= float(self.enough)

    @property
    def given(self) -> int:
        return self.asked - len(self.missing)


def _says(name: str) -> Test:
    return lambda whole: getattr(whole.profile, name) not in {None, ""}


def _of_class(*classes: str) -> Test:
    return lambda whole: whole.profile.benefit_class in classes


def _item(name: str, label: str | Promise, section: Section, asked: Test | None = None) -> Item:
    """An item that is one field of the profile."""
    if asked is None:
        return Item(name=name, label=label, section=section, is_given=_says(name))
    return Item(name=name, label=label, section=section, is_given=_says(name), is_asked=asked)


_IS_MEASURED = _of_class(*MEASURED)
_IS_IN_POUNDS = _of_class(*IN_POUNDS)
_IS_CASH = _of_class(BenefitClass.CASH)
_IS_GOOD = _of_class(*(frozenset(BenefitClass) - {BenefitClass.DISBENEFIT}))
SHARE_LABELS: Mapping[str, str | Promise] = {
    "deadweight": _("What would have happened anyway"),
    "leakage": _("What goes to others than meant"),
    "displacement": _("What is only moved from elsewhere"),
    "substitution": _("What only takes the place of something alike"),
}
SIGNS: Mapping[str, str | Promise] = {
    Signs.OWNER: _("Signed off by its owner"),
    Signs.FINANCE: _("Signed off by a finance officer"),
    Signs.ANALYST: _("Signed off by an analyst"),
}


def _signed(kind: str) -> Test:
    return lambda whole: kind in whole.signed


ITEMS: Sequence[Item] = (
    _item("description", _("The change in a measure, in words"), Section.WHAT),
    _item("beneficiary", _("Who has the good or the harm of it"), Section.WHAT),
    _item(
        "beneficiary_party", _("Which party that is"), Section.WHAT,
        lambda whole: whole.profile.beneficiary == Bearer.PARTY,
    ),
    _item("measure", _("The measure"), Section.MEASURE, _IS_MEASURED),
    _item("data_owner", _("Who owns the data"), Section.MEASURE, _IS_MEASURED),
    _item("data_lag_days", _("How late the data come"), Section.MEASURE, _IS_MEASURED),
    Item(
        name="baseline", label=_("What it was before, locked"), section=Section.BASELINE,
        is_given=lambda whole: whole.has_baseline, is_asked=_IS_MEASURED,
    ),
    _item("target", _("The target"), Section.TIME, _IS_MEASURED),
    _item("target_on", _("By when the target is met"), Section.TIME, _IS_MEASURED),
    Item(
        name="plan", label=_("The values planned on the way"), section=Section.PLAN,
        is_given=lambda whole: whole.has_plan, is_asked=_IS_MEASURED,
    ),
    _item("starts_on", _("When it starts"), Section.TIME),
    _item("full_from", _("From when it is there in full"), Section.TIME),
    _item("ends_on", _("When it ends"), Section.TIME),
    _item("persistence", _("How it lasts or fades"), Section.TIME),
    _item("unit_value_pence", _("What one unit is worth"), Section.WORTH, _IS_IN_POUNDS),
    _item("gross_formula", _("How its worth is worked out"), Section.WORTH, _IS_IN_POUNDS),
    _item("cashable", _("How much of it is taken out of budgets"), Section.WORTH, _IS_CASH),
    _item("cash_route", _("From which budget head, in which year"), Section.WORTH, _IS_CASH),
    *(_item(share, SHARE_LABELS[share], Section.SHARES, _IS_MEASURED) for share in SHARES),
    _item("likely", _("The least, the likely and the most"), Section.SURE, _IS_MEASURED),
    _item("correlation_group", _("What it rises and falls with"), Section.SURE, _IS_MEASURED),
    _item("evidence_planned", _("How good the evidence is to be"), Section.SURE),
    _item("design", _("How it is to be shown that the collaboration brought it about"), Section.SURE),
    _item("tolerance", _("How far from plan is too far"), Section.SURE, _IS_MEASURED),
    _item("owner", _("The body that answers for it"), Section.WHO),
    _item("owner_post", _("The post that answers for it"), Section.WHO),
    _item("next_review_on", _("When it is looked at next"), Section.WHO),
    Item(
        name="realisers", label=_("Who brings it about in each party"), section=Section.REALISERS,
        is_given=lambda whole: whole.parties <= whole.realisers,
    ),
    _item("dependencies", _("What it depends on"), Section.RISKS),
    _item("risks", _("What may go wrong"), Section.RISKS),
    Item(
        name="objectives", label=_("The objectives it serves"), section=Section.LINKS,
        is_given=lambda whole: whole.has_objectives, is_asked=_IS_GOOD,
    ),
    _item("node", _("Its place on the map, with the changes it needs"), Section.PLACE),
    Item(
        name="drawbacks", label=_("The drawbacks that come with it"), section=Section.LINKS,
        is_given=lambda whole: whole.has_drawbacks, is_asked=_IS_GOOD,
    ),
    *(
        Item(name=f"signed_{kind}", label=label, section=Section.SIGNED, is_given=_signed(kind))
        for kind, label in SIGNS.items()
    ),
)  # fmt: skip


def completeness_of(whole: Whole, rules: Rules | None = None) -> Completeness:
    """What is asked of this profile, and what of it is missing, in the order of the table.

    `rules` are of another version of the method, to see what would change.
    """
    held = rules or version(whole.profile.workspace.method_version).rules
    asked = [item for item in ITEMS if item.is_asked(whole)]
    return Completeness(
        len(asked), [item for item in asked if not item.is_given(whole)], held.profile_is_enough
    )
