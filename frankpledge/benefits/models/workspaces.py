"""How one collaboration uses the method: which version, how deep, in whose prices, how often."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models import Collaboration


class Depth(models.TextChoices):
    """How much of the method is used. Five questions are the same as stages 2, 5, 6, 9 and 13."""

    FIVE = "five", _("five questions")
    FULL = "full", _("all fourteen stages")


class WhyFull(models.TextChoices):
    COST = "cost", _("it costs more in a year than the method’s published threshold")
    CONTESTED = "contested", _("its costs or benefits are contested")
    CHOICE = "choice", _("its parties chose to")


class Length(models.TextChoices):
    """The length of the periods for which results are returned."""

    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    YEAR = "year", _("year")


@kept("collaboration")
class Workspace(models.Model):
    """One collaboration's use of the method.

    `version` counts what was saved here, so that nobody overwrites what they did not see. `prices_of` is the
    financial year (its first calendar year) in whose prices plans are made; `method_version` is the edition
    of the method that it keeps until its people move it on. Nothing of it is public until `released_at`.
    `is_made_up` is that it was begun in a demonstration: it is in no national figure, wherever it gets to.
    """

    collaboration = models.OneToOneField(Collaboration, on_delete=models.CASCADE, related_name="workspace")
    method_version = models.CharField(max_length=20)
    depth = models.CharField(max_length=10, choices=Depth, default=Depth.FIVE)
    why_full = models.CharField(max_length=20, choices=WhyFull, blank=True)
    prices_of = models.PositiveSmallIntegerField()
    period_length = models.CharField(max_length=10, choices=Length, default=Length.YEAR)
    first_period_on = models.DateField()
    goes_live_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    is_made_up = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("benefits_workspace", "depth", Depth),
            one_of("benefits_workspace", "why_full", WhyFull, blank=True),
            one_of("benefits_workspace", "period_length", Length),
            models.CheckConstraint(
                condition=Q(depth="five", why_full="") | (Q(depth="full") & ~Q(why_full="")),
                name="benefits_workspace_full_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(first_period_on__day=1), name="benefits_workspace_begins_with_a_month"
            ),
            models.CheckConstraint(
                condition=Q(prices_of__gte=1990, prices_of__lte=2100),
                name="benefits_workspace_prices_of_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration} ({self.get_depth_display()})"


class Asked(models.TextChoices):
    """The five questions, in order."""

    WHY = "why", _("Why together?")
    BEFORE = "before", _("What was it before?")
    COST = "cost", _("What does it cost each party?")
    CHANGED = "changed", _("What changed?")
    NEXT = "next", _("What next?")


class Next(models.TextChoices):
    """What may be decided at stage 13."""

    KEEP = "keep", _("keep it as it is")
    FIX = "fix", _("fix something")
    REPRICE = "reprice", _("share its cost in another way")
    WIDEN = "widen", _("widen it")
    LEAVE = "leave", _("leave it, or end it")
    NOT_DECIDED = "not_decided", _("not decided")


@kept("workspace", "organisation")
class Answer(models.Model):
    """One of the five questions, answered in words for one year. None is changed: the newest counts.

    `year` is the financial year (its first calendar year) that it is about. `organisation` is whose answer it
    is, and empty for one of all together. What costs and results come to stands in the ledger and in the
    returns; the answer is the sentence beside them.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="answers")
    asked = models.CharField(max_length=10, choices=Asked)
    year = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(blank=True)
    is_not_known = models.BooleanField(default=False)
    next = models.CharField(max_length=20, choices=Next, blank=True)
    minute_reference = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["workspace", "year", "asked"], name="benefits_answer_of_a_year")]
        constraints = [
            one_of("benefits_answer", "asked", Asked),
            one_of("benefits_answer", "next", Next, blank=True),
            models.CheckConstraint(
                condition=Q(is_not_known=True, words="") | (Q(is_not_known=False) & ~Q(words="")),
                name="benefits_answer_says_something_or_that_it_is_not_known",
            ),
            models.CheckConstraint(
                condition=Q(next="") | Q(asked="next"), name="benefits_answer_decides_only_what_next"
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(_("not known"))


@kept("workspace", "owner")
class StageWork(models.Model):
    """Who answers for one of the fourteen stages, and until when. Its state is worked out, never typed."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="stage_work")
    stage = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_post = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["stage"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "stage"], name="benefits_stagework_once"),
            models.CheckConstraint(
                condition=Q(stage__gte=1, stage__lte=14), name="benefits_stagework_is_one_of_fourteen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage}"
