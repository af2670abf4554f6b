"""What a reader says is wrong with the register, and what became of it."""

import datetime
import uuid

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.claims import Claim
from frankpledge.register.models.collaborations import Collaboration

# No vowel, so that no word comes up, and nothing read as something else: no 0, 1, B, G, I, L, O, S or Z.
REFERENCE_ALPHABET = "23456789CDFHJKMNPQRTVWXY"
REFERENCE_SHAPE = rf"^T-[{REFERENCE_ALPHABET}]{{4}}-[{REFERENCE_ALPHABET}]{{2}}$"
LONGEST_TEXT = 4000
LONGEST_KEY = 300


class AboutKind(models.TextChoices):
    COLLABORATION = "collaboration", _("a collaboration")
    ORGANISATION = "organisation", _("a force or other body")
    CLAIM = "claim", _("a figure or view")
    PAGE = "page", _("a page")
    OTHER = "other", _("something else")


class CorrectionState(models.TextChoices):
    RECEIVED = "received", _("received")
    BEING_CHECKED = "being_checked", _("being checked")
    CHANGED = "changed", _("accepted: the register was changed")
    NOT_CHANGED = "not_changed", _("checked: the register was not changed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SPAM = "spam", _("set aside: not about the register")


class Display(models.TextChoices):
    """Whether the record says that it is disputed. Decided by a curator, apart from the state."""

    HIDDEN = "hidden", _("hidden")
    DISPLAYED = "displayed", _("displayed")


OPEN_STATES = (CorrectionState.RECEIVED, CorrectionState.BEING_CHECKED)
ANSWERED_STATES = (CorrectionState.CHANGED, CorrectionState.NOT_CHANGED)
# A record says "disputed" while that is so: being checked, or checked and still not agreed.
DISPLAYABLE_STATES = (CorrectionState.BEING_CHECKED, CorrectionState.NOT_CHANGED)


@kept(without=["sender_name", "sender_organisation", "sender_email", "speaks_for"])
class Correction(models.Model):
    """One message. `sender_email` is for the curator's answer and never leaves this table.

    `about_key` keeps the reference, key, slug, address or words it was sent with, whatever becomes of the
    row it points at. A claim's collaboration is kept too, so that one query finds all of a record's.
    `submission_key` was made with the form, so a form sent twice is received once.
    """

    reference = models.CharField(max_length=9, unique=True)
    about_kind = models.CharField(max_length=20, choices=AboutKind)
    about_key = models.CharField(max_length=LONGEST_KEY, blank=True)
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    field = models.CharField(max_length=100, blank=True)
    said_wrong = models.CharField(max_length=LONGEST_TEXT)
    would_be_right = models.CharField(max_length=LONGEST_TEXT, blank=True)
    source_url = models.URLField(
        max_length=600, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    sender_name = models.CharField(max_length=200, blank=True)
    sender_organisation = models.CharField(max_length=200, blank=True)
    sender_email = models.EmailField(max_length=254, blank=True)
    speaks_for = models.CharField(max_length=200, blank=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=CorrectionState, default=CorrectionState.RECEIVED)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    display = models.CharField(max_length=20, choices=Display, default=Display.HIDDEN)
    display_words = models.TextField(blank=True)
    display_body = models.CharField(max_length=200, blank=True)
    displayed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["collaboration", "displayed_on"],
                name="register_correction_displayed",
                condition=Q(display="displayed"),
            ),
            models.Index(
                fields=["due_on"],
                name="register_correction_open",
                condition=Q(state__in=["received", "being_checked"]),
            ),
        ]
        constraints = [
            one_of("register_correction", "about_kind", AboutKind),
            one_of("register_correction", "state", CorrectionState),
            one_of("register_correction", "display", Display),
            models.CheckConstraint(
                condition=Q(reference__regex=REFERENCE_SHAPE), name="register_correction_reference_shape"
            ),
            models.CheckConstraint(
                condition=~Q(said_wrong=""), name="register_correction_says_what_is_wrong"
            ),
            # SET_NULL may empty any of the three, but none may be filled that does not belong to the kind.
            models.CheckConstraint(
                condition=Q(about_kind="collaboration", organisation__isnull=True, claim__isnull=True)
                | Q(about_kind="organisation", collaboration__isnull=True, claim__isnull=True)
                | Q(about_kind="claim", organisation__isnull=True)
                | Q(
                    about_kind__in=["page", "other"],
                    collaboration__isnull=True,
                    organisation__isnull=True,
                    claim__isnull=True,
                ),
                name="register_correction_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(about_kind="other") | ~Q(about_key=""), name="register_correction_names_its_thing"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=ANSWERED_STATES, answered_on__isnull=False) & ~Q(answer=""))
                | (~Q(state__in=ANSWERED_STATES) & Q(answered_on__isnull=True, answer="")),
                name="register_correction_answered_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(display="hidden")
                | (
                    Q(state__in=DISPLAYABLE_STATES, displayed_on__isnull=False)
                    & ~Q(display_words="")
                    & ~Q(display_body="")
                ),
                name="register_correction_displayed_has_a_bodys_words",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def speaks_for_a_body(self) -> bool:
        return bool(self.speaks_for)

    @property
    def received_on(self) -> datetime.date:
        """The day it came, where the register's readers are."""
        return timezone.localdate(self.received_at)

    def is_overdue_on(self, day: datetime.date) -> bool:
        """Whether the published time to answer had passed without an answer."""
        return self.is_open and self.due_on < day
