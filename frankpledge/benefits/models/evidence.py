"""How far a benefit has got: what bears it out, what was taken out of budgets, who answers for it next."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.benefits.models.profiles import Design, Grade, Profile
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation


@kept("profile")
class Finding(models.Model):
    """One finding that grades the evidence of a benefit. None is changed; the newest counts.

    `grade` is what its design and gates come to, after the cap of a late baseline; `case` is the engine's own
    case file and `result` its answer, so that anybody can run it again. What was found elsewhere has neither,
    but a `source`. It is independent where whoever made it is not of the body that owns the benefit.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="findings")
    design = models.CharField(max_length=20, choices=Design)
    grade = models.CharField(max_length=2, choices=Grade)
    is_capped = models.BooleanField(default=False)
    words = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    case = models.JSONField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    is_independent = models.BooleanField(default=False)
    found_on = models.DateField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("benefits_finding", "design", Design),
            one_of("benefits_finding", "grade", Grade),
            models.CheckConstraint(condition=~Q(words=""), name="benefits_finding_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.grade}"


@kept("profile", "organisation")
class Banking(models.Model):
    """Money that one party took out of its budget, or time that it gave to something else, in one year.

    Money counts only with the reference of its budget change, time only with where it went.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="banked")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount_pence = models.BigIntegerField(null=True, blank=True)
    quantity = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    budget_reference = models.CharField(max_length=200, blank=True)
    went_to = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField()
    withdrawn_because = models.TextField(blank=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(amount_pence__isnull=False, quantity__isnull=True) & ~Q(budget_reference=""))
                | (Q(amount_pence__isnull=True, quantity__isnull=False) & ~Q(went_to="")),
                name="benefits_banking_money_with_reference_time_with_destination",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"


class HandoverState(models.TextChoices):
    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")


@kept("profile", "to_organisation")
class Handover(models.Model):
    """A benefit handed to another owner, who accepts it or not. Until then the old one answers for it."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="handovers")
    from_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_post = models.CharField(max_length=200)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=HandoverState, default=HandoverState.OFFERED)
    words = models.TextField(blank=True)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("benefits_handover", "state", HandoverState),
            models.UniqueConstraint(
                fields=["profile"], condition=Q(state="offered"), name="benefits_handover_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(to_post=""), name="benefits_handover_says_why_and_to_whom"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile}: {self.to_organisation}"


class Light(models.TextChoices):
    """The lights of the engine, by their published rule. Without data it is not known, and never green."""

    GREEN = "green", _("green")
    AMBER_GREEN = "amber-green", _("amber-green")
    AMBER = "amber", _("amber")
    AMBER_RED = "amber-red", _("amber-red")
    RED = "red", _("red")
    NOT_KNOWN = "not known", _("not known")


class Standing(models.Model):
    """What the returns of one profile come to, worked out by the engine whenever one of its figures changes.

    Made from other rows and never typed: `queries.standings` makes it anew, and a command compares them all.
    `planned` and `actual` are to date, in the measure's unit; pence are
    present values in the workspace's prices: net of what is not the collaboration's doing, and not known
    where a part of that is not; gross without anything taken off.
    """

    profile = models.OneToOneField(
        Profile, on_delete=models.CASCADE, related_name="standing", primary_key=True
    )
    periods_due = models.PositiveIntegerField(default=0)
    periods_known = models.PositiveIntegerField(default=0)
    last_period_on = models.DateField(null=True, blank=True)
    planned = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    actual = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    planned_pence = models.BigIntegerField(null=True, blank=True)
    actual_pence = models.BigIntegerField(null=True, blank=True)
    planned_gross_pence = models.BigIntegerField(null=True, blank=True)
    actual_gross_pence = models.BigIntegerField(null=True, blank=True)
    banked_pence = models.BigIntegerField(null=True, blank=True)
    realised = models.FloatField(null=True, blank=True)
    realised_low = models.FloatField(null=True, blank=True)
    realised_high = models.FloatField(null=True, blank=True)
    light = models.CharField(max_length=20, choices=Light, default=Light.NOT_KNOWN)
    signals = models.JSONField(default=list)
    has_baseline = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("benefits_standing", "light", Light),
            models.CheckConstraint(
                condition=Q(light__in=("not known", "red")) | Q(periods_known__gt=0),
                name="benefits_standing_missing_is_never_green",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile}: {self.light}"
