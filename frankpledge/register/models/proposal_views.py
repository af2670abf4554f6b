"""What each legal person thinks of a proposal, and the judgement of one that decides. Rows are only added."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.proposals import Proposal


class MeetsTest(models.TextChoices):
    """Whether it would serve the efficiency or effectiveness of one or more bodies or forces."""

    YES = "yes", _("yes, the test is met")
    NO = "no", _("no, the test is not met")
    NOT_YET = "not_yet", _("not yet: more is needed before it can be said")


@kept("proposal", "organisation")
class ProposalView(models.Model):
    """One view of one legal person; of several, the latest counts. `office` is a post, not a name."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="views")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=MeetsTest)
    reasons = models.TextField()
    office = models.CharField(max_length=150)
    viewed_on = models.DateField()
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("register_proposal_view", "answer", MeetsTest),
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(office=""), name="register_proposal_view_has_reasons"
            ),
        ]
        triggers = [pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_answer_display()}"


@kept("proposal", "organisation")
class Consideration(models.Model):
    """One legal person's judgement on the three matters, with what the register held on that day.

    `pack` is the pack as data, and `pack_hash` its seal: whatever changes later, the judgement stays pinned
    to what it was made on.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="considerations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    existing = models.TextField()
    consistency = models.TextField()
    opportunities = models.TextField()
    answer = models.CharField(max_length=20, choices=MeetsTest)
    conclusion = models.TextField()
    office = models.CharField(max_length=150)
    decided_on = models.DateField()
    pack = models.JSONField()
    pack_hash = models.CharField(max_length=64)
    revision = models.BigIntegerField()
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("register_consideration", "answer", MeetsTest),
            models.CheckConstraint(
                condition=~Q(existing="")
                & ~Q(consistency="")
                & ~Q(opportunities="")
                & ~Q(conclusion="")
                & ~Q(office=""),
                name="register_consideration_says_all_three",
            ),
            models.CheckConstraint(
                condition=Q(pack_hash__regex=r"^[0-9a-f]{64}$"), name="register_consideration_is_sealed"
            ),
        ]
        triggers = [pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_answer_display()}"
