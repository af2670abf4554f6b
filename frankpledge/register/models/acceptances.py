"""What each legal person says of a version of the purpose."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.agreements import Agreement
from frankpledge.register.models.purposes import OF_ITS_VERSION, Purpose, kept_in_a_merger

_ONLY_ADDED = f"""
    IF TG_OP = 'DELETE' AND {kept_in_a_merger("register.Acceptance", OF_ITS_VERSION)} THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'What a body answered never changes.';
"""


class AcceptanceAnswer(models.TextChoices):
    ACCEPTS = "accepts", _("accepts it")
    CONTESTS = "contests", _("contests it")


class AcceptanceBasis(models.TextChoices):
    OWN_WORD = "own_word", _("its own word on this register")
    SIGNATURE = "signature", _("its signature of an agreement that states the purpose")


@kept("purpose", "organisation")
class Acceptance(models.Model):
    """One answer of one legal person. Rows are only added: of several, the latest as at a day counts.

    Those to a purpose that is given up when two records are merged are kept in the `Merger` instead.

    `office` is the post of whoever answers, not a name. `reading` is what the body takes the purpose to mean,
    in its own words: accepting is not yet understanding.
    """

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="acceptances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="acceptances")
    answer = models.CharField(max_length=20, choices=AcceptanceAnswer)
    answered_on = models.DateField()
    office = models.CharField(max_length=150, blank=True)
    reading = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    basis = models.CharField(max_length=20, choices=AcceptanceBasis, default=AcceptanceBasis.OWN_WORD)
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="acceptances"
    )
    recorder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["answered_on", "id"]
        constraints = [
            one_of("register_acceptance", "answer", AcceptanceAnswer),
            one_of("register_acceptance", "basis", AcceptanceBasis),
            models.CheckConstraint(
                condition=Q(answer="accepts", reason="") | (Q(answer="contests") & ~Q(reason="")),
                name="register_acceptance_who_contests_says_why",
            ),
            models.CheckConstraint(
                condition=Q(basis="signature", answer="accepts", agreement__isnull=False)
                | (Q(basis="own_word", agreement__isnull=True) & ~Q(office="")),
                name="register_acceptance_rests_on_a_word_or_a_signature",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_added",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_ONLY_ADDED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_answer_display()}"
