"""A collaboration: what it is, how it stands, and how sure we are. No amount of money is kept here."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Substr
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.dates import Answer, within
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.people.models import Confidence
from frankpledge.register.models.functions import Function

# Numbers from here on are given by chance, smaller ones in their order.
BY_CHANCE_FROM = 1_000_000


class Model(models.TextChoices):
    JOINT_UNIT = "joint_unit", _("Joint unit")
    LEAD_FORCE = "lead_force", _("Lead force")
    STRATEGIC_ALLIANCE = "strategic_alliance", _("Strategic alliance")
    NATIONAL_SERVICE = "national_service", _("National service")
    NETWORK = "network", _("Network")
    SHARED_SERVICE = "shared_service", _("Shared service")
    OUTSOURCING = "outsourcing", _("Outsourcing")
    BUSINESS_PARTNERING = "business_partnering", _("Business partnering")
    EMERGENCY_SERVICES = "emergency_services", _("With other emergency services")
    FRAMEWORK = "framework", _("Framework")
    OTHER = "other", _("Other")
    NOT_KNOWN = "not_known", _("Not known")


class LegalBasis(models.TextChoices):
    SECTION_22A = "s22A", _("Section 22A, Police Act 1996")
    EARLIER_SECTION_23 = "earlier_s23", _("Section 23, Police Act 1996, before 22A")
    POLICING_AND_CRIME_ACT_2017 = "pca2017", _("Policing and Crime Act 2017")
    CONTRACT = "contract", _("Contract")
    MEMORANDUM = "mou", _("Memorandum of understanding")
    COMPANY = "company", _("Company")
    OTHER = "other", _("Other")
    NOT_STATED = "not_stated", _("Not stated in our sources")


class Status(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed")
    RUNNING = "running", _("running")
    NOTICE_GIVEN = "notice_given", _("notice given")
    ENDED = "ended", _("ended")
    DROPPED = "dropped", _("dropped")
    NOT_KNOWN = "not_known", _("not known")


class EndingKind(models.TextChoices):
    TERM = "term", _("its term ran out")
    BY_AGREEMENT = "by_agreement", _("by agreement")
    BY_NOTICE = "by_notice", _("by notice")
    REPLACED = "replaced", _("replaced")
    MERGED = "merged", _("the forces merged")
    TO_NATIONAL_BODY = "to_national_body", _("moved to a national body")
    NOT_STATED = "not_stated", _("how is not stated in our sources")


class StartKind(models.TextChoices):
    AGREED = "agreed", _("agreed")
    LIVE = "live", _("went live")
    FOUNDED = "founded", _("founded")
    NOT_STATED = "not_stated", _("what the date marks is not stated")


class InspectionRole(models.TextChoices):
    """Its part in the inspectorate's report of 2020 on police-to-police collaboration."""

    CASE_1 = "case_1", _("Case study 1")
    CASE_2 = "case_2", _("Case study 2")
    CASE_3 = "case_3", _("Case study 3")
    CASE_4 = "case_4", _("Case study 4")
    CASE_5 = "case_5", _("Case study 5")
    CASE_6 = "case_6", _("Case study 6")
    WORKING = "held_up_as_working", _("Held up as working")
    WARNING = "held_up_as_warning", _("Held up as a warning")


class PartiesCoverage(models.TextChoices):
    COMPLETE = "complete", _("complete, as the source lists it")
    PARTIAL = "partial", _("some are named, others are not")
    ASSUMED = "assumed", _("assumed: no source lists who signed")
    NOT_KNOWN = "not_known", _("not known")


class Provenance(models.TextChoices):
    PUBLIC_SOURCES = "public_sources", _("From public sources, not confirmed by its parties")
    BY_PARTY = "by_party", _("Registered by a party, not yet confirmed by the others")
    BY_CURATOR = "by_curator", _("Registered by a curator, not confirmed by its parties")
    CONFIRMED = "confirmed", _("Confirmed by a party")


@kept()
class Collaboration(models.Model):
    """One collaboration. `reference` is for ever; `slug` is the name the data files know it by.

    A parent and its children overlap: no figure of one is ever added to a figure of the other.
    """

    reference = models.CharField(max_length=10, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    title_cy = models.CharField(max_length=200, blank=True)
    functions = models.ManyToManyField(
        Function, through="CollaborationFunction", related_name="collaborations"
    )
    model = models.CharField(max_length=30, choices=Model)
    legal_basis = models.CharField(max_length=20, choices=LegalBasis)
    legal_basis_note = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status)
    status_as_of = PartialDateField()
    ending_kind = models.CharField(max_length=20, choices=EndingKind, blank=True)
    starts_on = PartialDateField()
    start_kind = models.CharField(max_length=20, choices=StartKind)
    ends_on = PartialDateField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    inspection_role = models.CharField(max_length=30, choices=InspectionRole, blank=True)
    existence_confidence = models.CharField(max_length=10, choices=Confidence)
    parties_confidence = models.CharField(max_length=10, choices=Confidence)
    dates_confidence = models.CharField(max_length=10, choices=Confidence)
    status_confidence = models.CharField(max_length=10, choices=Confidence)
    parties_coverage = models.CharField(max_length=20, choices=PartiesCoverage)
    parties_expected = models.PositiveSmallIntegerField(null=True, blank=True)
    notes = models.TextField(blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.PUBLIC_SOURCES)

    # No column: a day on which an agreement that all its parties signed was in force, where that was read.
    in_force_on: datetime.date | None = None

    class Meta:
        ordering = ["title"]
        indexes = [
            # With the number that tells whether a row is hidden: counting by status reads nothing else.
            models.Index(fields=["status", "ends_on"], include=["id"], name="register_collab_standing"),
            models.Index(
                fields=["inspection_role"], name="register_collab_inspected", condition=~Q(inspection_role="")
            ),
        ]
        constraints = [
            partial_date_check("register_collaboration", "status_as_of", "starts_on", "ends_on"),
            one_of("register_collaboration", "model", Model),
            one_of("register_collaboration", "legal_basis", LegalBasis),
            one_of("register_collaboration", "status", Status),
            one_of("register_collaboration", "ending_kind", EndingKind, blank=True),
            one_of("register_collaboration", "start_kind", StartKind),
            one_of("register_collaboration", "inspection_role", InspectionRole, blank=True),
            one_of("register_collaboration", "existence_confidence", Confidence),
            one_of("register_collaboration", "parties_confidence", Confidence),
            one_of("register_collaboration", "dates_confidence", Confidence),
            one_of("register_collaboration", "status_confidence", Confidence),
            one_of("register_collaboration", "parties_coverage", PartiesCoverage),
            one_of("register_collaboration", "provenance", Provenance),
            models.CheckConstraint(
                condition=Q(reference__regex=r"^C-\d{4,7}$"), name="register_collaboration_reference_shape"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="register_collaboration_has_title"),
            models.CheckConstraint(
                condition=(Q(status=Status.ENDED) & ~Q(ending_kind=""))
                | (~Q(status=Status.ENDED) & Q(ending_kind="")),
                name="register_collaboration_only_an_ended_one_has_an_ending",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="register_collaboration_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """The last part of its permanent address. Only the reference counts; the words are for people."""
        return f"{self.reference}-{slugify(self.title)[:80].strip('-')}"

    @property
    def lowest_confidence(self) -> Confidence:
        """The weakest of its four confidences: how sure the record is as a whole."""
        order = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]
        held = (
            self.existence_confidence,
            self.parties_confidence,
            self.dates_confidence,
            self.status_confidence,
        )
        return min((Confidence(word) for word in held), key=order.index)

    def in_being_on(self, day: datetime.date) -> Answer:
        """Whether it was in being on `day`, as far as the record tells.

        Without an end on record, it is known to have been in being up to the day it was last reported
        running, and not known after that, unless an agreement was in force.
        """
        within_its_dates = within(day, self.starts_on, self.ends_on)
        if self.in_force_on == day and within_its_dates is not Answer.NO and not self._had_ended_by(day):
            return Answer.YES
        if within_its_dates is not Answer.YES or self.ends_on is not None:
            return Answer.NO if self._had_ended_by(day) else within_its_dates
        if self._had_ended_by(day):
            return Answer.NO
        return Answer.YES if self._was_reported_running_after(day) else Answer.NOT_KNOWN

    def _had_ended_by(self, day: datetime.date) -> bool:
        reported = self.status_as_of.on_or_before(day) if self.status_as_of else Answer.NOT_KNOWN
        return (
            self.ends_on is None and self.status in {Status.ENDED, Status.DROPPED} and reported is Answer.YES
        )

    def _was_reported_running_after(self, day: datetime.date) -> bool:
        return (
            self.status in {Status.RUNNING, Status.NOTICE_GIVEN}
            and self.status_as_of is not None
            and day <= self.status_as_of.earliest
        )

    @classmethod
    def next_reference(cls) -> str:
        """For the loader: the reference after the highest one of its own. Call it holding the writers' lock.

        One that was given up when records were merged is never given again. Whatever people register has a
        number by chance above these (`register.references.of_a_record`).
        """
        number = Cast(Substr("reference", 3), models.IntegerField())
        given_up = Cast(Substr("mergers__reference", 3), models.IntegerField())
        of_files = r"^C-\d{4,6}$"
        held = cls.objects.aggregate(
            highest=models.Max(number, filter=models.Q(reference__regex=of_files)),
            given_up=models.Max(given_up, filter=models.Q(mergers__reference__regex=of_files)),
        )
        return f"C-{max(held['highest'] or 0, held['given_up'] or 0) + 1:04d}"


@kept("collaboration")
class CollaborationFunction(models.Model):
    """One of its functions, in the order given."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="function_places")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "register_collaboration_functions"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "function"], name="register_function_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.function} ({self.collaboration})"


@kept("collaboration")
class CollaborationName(models.Model):
    """Another name it goes by, in the order given."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="register_name_says_something"),
            models.UniqueConstraint(fields=["collaboration", "text"], name="register_name_said_once"),
        ]

    def __str__(self) -> str:
        return self.text


@kept("collaboration")
class CollaborationAddress(models.Model):
    """A slug that once was, or still is, this record's: an address that was given out is never given up."""

    slug = models.SlugField(max_length=100, unique=True)
    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="addresses")

    class Meta:
        verbose_name_plural = "collaboration addresses"

    def __str__(self) -> str:
        return self.slug
