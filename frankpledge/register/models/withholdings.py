"""Parts of a public record that are withheld: a fact of its own, or a row that hangs on it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.collaborations import Collaboration
from frankpledge.register.models.releases import LONGEST_GROUND, Ground

LONGEST_ADDRESS = 600


class Part(models.TextChoices):
    """What may be withheld. The title of a public record never is."""

    LEGAL_BASIS = "legal_basis", _("Legal basis")
    LEGAL_BASIS_NOTE = "legal_basis_note", _("Note on the legal basis")
    MODEL = "model", _("Model")
    STATUS = "status", _("Status")
    DATES = "dates", _("Dates")
    PARENT = "parent", _("What it is part of")
    NOTES = "notes", _("Notes")
    NAMES = "names", _("Other names")
    FUNCTIONS = "functions", _("Functions")
    PURPOSE = "purpose", _("Purpose")
    PARTY = "party", _("A party")
    EVENT = "event", _("An event")
    CLAIM = "claim", _("A figure or view")
    AGREEMENT = "agreement", _("The text of an agreement")


# Columns of the record itself: what each holds while it is withheld, as if it had never been known.
COLUMNS: dict[Part, dict[str, object]] = {
    Part.LEGAL_BASIS: {"legal_basis": "not_stated"},
    Part.LEGAL_BASIS_NOTE: {"legal_basis_note": ""},
    Part.MODEL: {"model": "not_known"},
    Part.STATUS: {"status": "not_known", "status_as_of": None, "ending_kind": ""},
    Part.DATES: {"starts_on": None, "start_kind": "not_stated", "ends_on": None},
    Part.PARENT: {"parent_id": None},
    Part.NOTES: {"notes": ""},
}
# What would tell a withheld part goes with it, and stays withheld until it is itself put back.
TOGETHER: dict[Part, tuple[Part, ...]] = {Part.LEGAL_BASIS: (Part.LEGAL_BASIS_NOTE,)}
# Rows of these are withheld one by one.
ROWS = (Part.PARTY, Part.EVENT, Part.CLAIM, Part.AGREEMENT)


@kept("collaboration")
class Withholding(models.Model):
    """One part that is withheld, on what ground, and when that is looked at again. The reason is not public.

    `target_id` is the row, where the part is one. `is_by_release` says that it went with a decision to
    publish only the fact of the record, and comes back with it.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="withholdings")
    part = models.CharField(max_length=20, choices=Part)
    target_id = models.BigIntegerField(null=True, blank=True)
    ground = models.CharField(max_length=20, choices=Ground)
    ground_words = models.CharField(max_length=LONGEST_GROUND, blank=True)
    reason = models.TextField()
    is_by_release = models.BooleanField(default=False)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decider_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    review_on = models.DateField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["review_on"], name="register_withholding_review")]
        constraints = [
            one_of("register_withholding", "part", Part),
            one_of("register_withholding", "ground", Ground),
            models.CheckConstraint(
                condition=Q(part__in=ROWS, target_id__isnull=False)
                | (~Q(part__in=ROWS) & Q(target_id__isnull=True)),
                name="register_withholding_of_a_row_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decider_name=""), name="register_withholding_has_reason"
            ),
            models.UniqueConstraint(
                fields=["collaboration", "part", "target_id"],
                nulls_distinct=False,
                name="register_withholding_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())

    @property
    def decided_on(self) -> datetime.date:
        """The day of the decision, where the register's readers are."""
        return timezone.localdate(self.decided_at)


@kept("collaboration")
class WithheldValue(models.Model):
    """What a withheld fact of a record is, by column, while the record's own columns say nothing."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="withheld_values")
    part = models.CharField(max_length=20, choices=Part)
    held = models.JSONField(default=dict)

    class Meta:
        constraints = [
            one_of("register_withheldvalue", "part", Part),
            models.UniqueConstraint(fields=["collaboration", "part"], name="register_withheldvalue_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())


class PublicationForm(models.TextChoices):
    """How a body publishes an agreement that it is a party to (Police Act 1996, section 23E)."""

    FULL = "full", _("a full copy")
    REDACTED = "redacted", _("a copy with parts taken out")
    FACT = "fact", _("the fact that it was made, with details")
    NOT_PUBLISHED = "not_published", _("not published")


# These do not say everything, and so say why.
SAYS_LESS = (PublicationForm.REDACTED, PublicationForm.FACT, PublicationForm.NOT_PUBLISHED)


@kept("collaboration", "organisation")
class Publication(models.Model):
    """How one body publishes one record's agreement. The reason, and who decided, are not public."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="publications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="publications")
    form = models.CharField(max_length=20, choices=PublicationForm)
    url = models.URLField(max_length=LONGEST_ADDRESS, blank=True)
    ground = models.CharField(max_length=20, choices=Ground, blank=True)
    ground_words = models.CharField(max_length=LONGEST_GROUND, blank=True)
    reason = models.TextField(blank=True)
    decided_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decider_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["organisation__name"]
        indexes = [models.Index(fields=["review_on"], name="register_publication_review")]
        constraints = [
            one_of("register_publication", "form", PublicationForm),
            one_of("register_publication", "ground", Ground, blank=True),
            models.UniqueConstraint(
                fields=["collaboration", "organisation"], name="register_publication_once_a_body"
            ),
            models.CheckConstraint(
                condition=~Q(form__in=["full", "redacted"]) | ~Q(url=""),
                name="register_publication_of_a_copy_has_its_address",
            ),
            models.CheckConstraint(
                condition=~Q(form__in=SAYS_LESS) | (~Q(ground="") & ~Q(reason="")),
                name="register_publication_of_less_has_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_form_display()}"
