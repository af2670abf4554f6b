"""Agreements: texts that were found, and those that parties draft, sign, vary and end on this register."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.register.models.collaborations import Collaboration
from frankpledge.register.models.corrections import REFERENCE_ALPHABET
from frankpledge.register.section_22a import Provision

AGREEMENT_REFERENCE_SHAPE = rf"^A-[{REFERENCE_ALPHABET}]{{4}}-[{REFERENCE_ALPHABET}]{{2}}$"
LONGEST_NOTICE_MONTHS = 120


class AgreementKind(models.TextChoices):
    ORIGINAL = "original", _("original agreement")
    VARIATION = "variation", _("variation")
    RENEWAL = "renewal", _("renewal")
    NOVATION = "novation", _("transfer to another body")
    ENDING = "ending", _("ending")
    NOT_STATED = "not_stated", _("which kind is not known")


# Those that are made to an agreement that is in force already.
FURTHER_KINDS = (
    AgreementKind.VARIATION,
    AgreementKind.RENEWAL,
    AgreementKind.NOVATION,
    AgreementKind.ENDING,
)


class AgreementState(models.TextChoices):
    FOUND = "found", _("a text that was found")
    DRAFT = "draft", _("draft")
    OUT = "out", _("out for signature")
    IN_FORCE = "in_force", _("signed and in force")
    SUPERSEDED = "superseded", _("replaced by a later one")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn before it was signed")


# Of those made here, the ones that everybody may know of: all who are to sign have signed.
SIGNED_STATES = (AgreementState.IN_FORCE, AgreementState.SUPERSEDED, AgreementState.ENDED)
UNSIGNED_STATES = (AgreementState.DRAFT, AgreementState.OUT, AgreementState.WITHDRAWN)


class NoticeBy(models.TextChoices):
    """Who may give notice."""

    ANY_PARTY = "any_party", _("any party, of its own part")
    ALL_TOGETHER = "all_together", _("only all of them together")
    LEAD_ONLY = "lead_only", _("only the lead")
    NOT_STATED = "not_stated", _("not stated")


@kept("collaboration")
class Agreement(models.Model):
    """A text that was found, or an agreement made here. No found text of the starting data is a signed copy.

    `signed_on` is the day it was made: when the last of them signed. `parent` is the agreement that it
    varies, renews, transfers or ends. `filed_as` is the reference of a record that was given up and had this
    text, where the record that stays had one at the same address. What one made here says is
    for members alone, but for its kind, title, dates, notice and provisions: those are public once all have
    signed.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=20, choices=AgreementKind, default=AgreementKind.NOT_STATED)
    signed_on = PartialDateField()
    url = models.URLField(max_length=600, blank=True)
    note = models.TextField(blank=True)
    is_signed_copy = models.BooleanField(default=False)
    filed_as = models.CharField(max_length=10, blank=True)

    reference = models.CharField(max_length=9, unique=True, null=True, blank=True)
    state = models.CharField(max_length=20, choices=AgreementState, default=AgreementState.FOUND)
    title = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="further"
    )
    provisions = ArrayField(models.CharField(max_length=20, choices=Provision), default=list, blank=True)
    in_force_from = PartialDateField()
    expires_on = PartialDateField()
    review_on = models.DateField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(LONGEST_NOTICE_MONTHS)]
    )
    notice_by = models.CharField(max_length=20, choices=NoticeBy, default=NoticeBy.NOT_STATED)
    renewal_terms = models.TextField(blank=True)
    exit_costs = models.TextField(blank=True)
    exit_staff = models.TextField(blank=True)
    exit_assets = models.TextField(blank=True)
    exit_contracts = models.TextField(blank=True)
    exit_data = models.TextField(blank=True)
    exit_records = models.TextField(blank=True)
    states_purpose = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["collaboration", "state"], name="register_agreement_made", condition=~Q(state="found")
            ),
        ]
        constraints = [
            partial_date_check("register_agreement", "signed_on", "in_force_from", "expires_on"),
            one_of("register_agreement", "kind", AgreementKind),
            one_of("register_agreement", "state", AgreementState),
            one_of("register_agreement", "notice_by", NoticeBy),
            models.UniqueConstraint(
                fields=["collaboration", "url", "filed_as"],
                name="register_agreement_said_once",
                condition=~Q(url=""),
            ),
            models.CheckConstraint(
                condition=Q(provisions__contained_by=Provision.values),
                name="register_agreement_provisions_are_on_their_list",
            ),
            models.CheckConstraint(
                condition=(Q(state="found", reference__isnull=True) & ~Q(url=""))
                | (
                    ~Q(state="found")
                    & Q(reference__isnull=False, reference__regex=AGREEMENT_REFERENCE_SHAPE)
                    & ~Q(title="")
                    & ~Q(kind="not_stated")
                ),
                name="register_agreement_is_found_or_made",
            ),
            models.CheckConstraint(
                condition=Q(state="found")
                | Q(kind="original", parent__isnull=True)
                | Q(parent__isnull=False),
                name="register_agreement_further_ones_have_a_parent",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="register_agreement_is_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SIGNED_STATES) | Q(signed_on__isnull=False),
                name="register_agreement_signed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("superseded", "ended"), ended_on__isnull=False)
                | (~Q(state__in=("superseded", "ended")) & Q(ended_on__isnull=True)),
                name="register_agreement_over_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.note or self.url

    @property
    def is_signed(self) -> bool:
        """Whether it was made here and all have signed."""
        return self.state in SIGNED_STATES
