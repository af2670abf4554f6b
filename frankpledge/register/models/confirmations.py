"""What each legal person says of a record: that it is as it should be, or what it should be instead."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.collaborations import Collaboration
from frankpledge.register.models.confirmation_links import ConfirmationLink

LONGEST_OFFICE = 200
LONGEST_VIEW = 2000


class Fact(models.TextChoices):
    """One thing that a record says and that a body may confirm or dispute by itself."""

    TITLE = "title", _("Title and names")
    PURPOSE = "purpose", _("Purpose")
    FUNCTIONS = "functions", _("Functions")
    MODEL = "model", _("How it is arranged")
    LEGAL_BASIS = "legal_basis", _("Legal basis")
    PARTIES = "parties", _("Who is in it")
    STATUS = "status", _("Status")
    START = "starts_on", _("Start")
    END = "ends_on", _("End")
    PART_OF = "part_of", _("What it is part of")


class Verdict(models.TextChoices):
    CONFIRMS = "confirms", _("confirms")
    DISPUTES = "disputes", _("disputes")


class WordGiven(models.TextChoices):
    """How a body's word came in."""

    ACCOUNT = "account", _("from an account of its own")
    LINK = "link", _("by a link sent to somebody who speaks for it")


@kept("collaboration", "organisation")
class Confirmation(models.Model):
    """One answer of one legal person about the whole record (`fact` is "") or one fact. Never changed.

    The newest counts; one about the whole replaces all before it. `seen` is what the register said then, by
    fact, so that a later change shows. `view` is what the body says it should be, and public; `reason` is for
    the people of the record. `submission_key` was made with the form, so a form sent twice is taken once.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="confirmations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="confirmations")
    fact = models.CharField(max_length=20, choices=Fact, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    view = models.CharField(max_length=LONGEST_VIEW, blank=True)
    reason = models.CharField(max_length=LONGEST_VIEW, blank=True)
    seen = models.JSONField()
    seen_mark = models.CharField(max_length=64)
    answered_on = models.DateField()
    answered_at = models.DateTimeField(db_default=Now(), editable=False)
    office = models.CharField(max_length=LONGEST_OFFICE)
    given = models.CharField(max_length=10, choices=WordGiven)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="confirmations",
    )
    link = models.ForeignKey(
        ConfirmationLink, null=True, blank=True, on_delete=models.PROTECT, related_name="confirmations"
    )
    person_name = models.CharField(max_length=200)
    submission_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["organisation", "collaboration"], name="register_confirmation_of_body")
        ]
        constraints = [
            one_of("register_confirmation", "fact", Fact, blank=True),
            one_of("register_confirmation", "verdict", Verdict),
            one_of("register_confirmation", "given", WordGiven),
            models.CheckConstraint(
                condition=~Q(office="") & ~Q(person_name=""), name="register_confirmation_names_office"
            ),
            models.CheckConstraint(
                condition=(Q(verdict="disputes") & ~Q(view="")) | Q(verdict="confirms", view="", reason=""),
                name="register_confirmation_dispute_has_a_view",
            ),
            models.CheckConstraint(
                condition=Q(given="link", link__isnull=False, user__isnull=True)
                | Q(given="account", link__isnull=True, user__isnull=False),
                name="register_confirmation_is_by_account_or_link",
            ),
            models.UniqueConstraint(
                fields=["submission_key", "fact"], name="register_confirmation_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_verdict_display()} {self.collaboration}"
