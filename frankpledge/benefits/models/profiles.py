"""What exactly is to come about, how it is measured, who answers for it: one profile for each benefit."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.benefits.models.maps import Bearer, MapNode
from frankpledge.benefits.models.measures import Measure
from frankpledge.benefits.models.workspaces import Workspace
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models import REFERENCE_ALPHABET, Objective

PROFILE_REFERENCE_SHAPE = rf"^B-[{REFERENCE_ALPHABET}]{{4}}-[{REFERENCE_ALPHABET}]{{2}}$"
# What of a gross amount does not count, each with a reason.
SHARES = ("deadweight", "leakage", "displacement", "substitution")


class BenefitClass(models.TextChoices):
    CASH = "cash", _("money taken out of budgets")
    CAPACITY = "capacity", _("time freed")
    SOCIAL = "social", _("worth to the public, in pounds")
    QUANTIFIED = "quantified", _("measured, not in pounds")
    QUALITATIVE = "qualitative", _("described in words")
    DISBENEFIT = "disbenefit", _("drawback")


class ProfileState(models.TextChoices):
    """Draft, then agreed; closed when it has run its course, dropped when given up (both with a reason)."""

    DRAFT = "draft", _("draft")
    AGREED = "agreed", _("agreed")
    CLOSED = "closed", _("closed")
    DROPPED = "dropped", _("dropped")


class Grade(models.TextChoices):
    """How good the evidence is that it came about, and because of the collaboration."""

    E0 = "E0", _("asserted")
    E1 = "E1", _("watched, with no change to be seen yet")
    E2 = "E2", _("a change that chance does not explain")
    E3 = "E3", _("a change against the course it was on")
    E4 = "E4", _("a change against what happened elsewhere")
    E5 = "E5", _("tried out by lot")


class Design(models.TextChoices):
    """How it is to be shown that the collaboration brought it about."""

    NONE = "none", _("none planned")
    BEFORE_AFTER = "before_after", _("before and after")
    INTERRUPTED = "interrupted", _("interrupted series")
    CONTROLLED = "controlled", _("series with a control")
    DIFFERENCES = "differences", _("difference in differences")
    SYNTHETIC = "synthetic", _("synthetic control")
    RANDOMISED = "randomised", _("by lot")


@kept("workspace", "owner")
class Profile(models.Model):
    """One benefit or drawback as planned. What is asked and left empty is shown as missing, never filled in.

    Shares (deadweight and the rest) and cashability are from nought to one. `low`, `likely`, `high` are the
    worth of one full year in the measure's unit. `is_counted` is whether it is part of any total, and
    `counted_in` the profile that counts it where that is another one (of a parent, say). `agreed_at` is when
    it was first agreed, where that is known.
    """

    reference = models.CharField(max_length=20, unique=True)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="profiles")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    benefit_class = models.CharField(max_length=20, choices=BenefitClass)
    state = models.CharField(max_length=10, choices=ProfileState, default=ProfileState.DRAFT)
    state_reason = models.TextField(blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    node = models.ForeignKey(
        MapNode, null=True, blank=True, on_delete=models.SET_NULL, related_name="profiles"
    )
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="profiles"
    )
    objectives = models.ManyToManyField(Objective, blank=True, related_name="profiles")
    drawbacks = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="offset_by")
    beneficiary = models.CharField(max_length=20, choices=Bearer, blank=True)
    beneficiary_party = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="benefits"
    )
    owner_post = models.CharField(max_length=200, blank=True)
    data_owner = models.CharField(max_length=200, blank=True)
    data_lag_days = models.PositiveSmallIntegerField(null=True, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    full_from = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    persistence = models.TextField(blank=True)
    unit_value_pence = models.BigIntegerField(null=True, blank=True)
    unit_value_source = models.CharField(max_length=300, blank=True)
    unit_value_prices_of = models.PositiveSmallIntegerField(null=True, blank=True)
    gross_formula = models.TextField(blank=True)
    deadweight = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    deadweight_reason = models.TextField(blank=True)
    leakage = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    leakage_reason = models.TextField(blank=True)
    displacement = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    displacement_reason = models.TextField(blank=True)
    substitution = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    substitution_reason = models.TextField(blank=True)
    cashable = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    cash_route = models.CharField(max_length=300, blank=True)
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    likely = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    correlation_group = models.CharField(max_length=100, blank=True)
    evidence = models.CharField(max_length=2, choices=Grade, default=Grade.E0)
    evidence_planned = models.CharField(max_length=2, choices=Grade, blank=True)
    design = models.CharField(max_length=20, choices=Design, blank=True)
    tolerance = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    dependencies = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    is_counted = models.BooleanField(default=True)
    counted_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="counts"
    )
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [
            # All that the portfolio reads of a profile, so that it reads no whole rows.
            models.Index(
                fields=["workspace"],
                include=["id", "node", "state", "measure", "is_counted", "benefit_class", "evidence"],
                name="benefits_profile_portfolio",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reference__regex=PROFILE_REFERENCE_SHAPE),
                name="benefits_profile_reference_is_one",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="benefits_profile_has_a_title"),
            one_of("benefits_profile", "benefit_class", BenefitClass),
            one_of("benefits_profile", "state", ProfileState),
            one_of("benefits_profile", "beneficiary", Bearer, blank=True),
            one_of("benefits_profile", "evidence", Grade),
            one_of("benefits_profile", "evidence_planned", Grade, blank=True),
            one_of("benefits_profile", "design", Design, blank=True),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "agreed")) | ~Q(state_reason=""),
                name="benefits_profile_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(unit_value_pence__isnull=True)
                | (~Q(unit_value_source="") & Q(unit_value_prices_of__isnull=False)),
                name="benefits_profile_unit_value_has_source_and_year",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True, likely__isnull=True, high__isnull=True)
                | Q(low__lte=F("likely"), likely__lte=F("high")),
                name="benefits_profile_range_is_in_order",
            ),
            models.CheckConstraint(
                condition=Q(counted_in__isnull=True) | Q(is_counted=False),
                name="benefits_profile_is_counted_once",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{share}__isnull": True})
                    | (Q(**{f"{share}__gte": 0, f"{share}__lte": 1}) & ~Q(**{f"{share}_reason": ""})),
                    name=f"benefits_profile_{share}_is_a_share_with_a_reason",
                )
                for share in SHARES
            ),
        ]

    def __str__(self) -> str:
        return self.title


@kept("profile", "organisation")
class Realiser(models.Model):
    """Who, in one party, has to make it come about and answers for its figures there."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="realisers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="realises")
    post = models.CharField(max_length=200, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "organisation"], name="benefits_realiser_once"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=1),
                name="benefits_realiser_share_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"


class Signs(models.TextChoices):
    """As what somebody signs a profile off."""

    OWNER = "owner", _("its owner")
    FINANCE = "finance", _("a finance officer")
    ANALYST = "analyst", _("an analyst")


@kept("profile", "organisation")
class SignOff(models.Model):
    """One sign-off of a profile as it stood (`version`). A later version asks for a new one."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="sign_offs")
    version = models.PositiveIntegerField()
    signs_as = models.CharField(max_length=10, choices=Signs)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("benefits_signoff", "signs_as", Signs),
            models.UniqueConstraint(
                fields=["profile", "version", "signs_as", "organisation"], name="benefits_signoff_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_signs_as_display()}"
