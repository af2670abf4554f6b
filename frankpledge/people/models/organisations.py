"""Legal persons and other bodies, over time."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.dates import Answer, within
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check


class Kind(models.TextChoices):
    FORCE = "force", _("Police force")
    SPECIAL_FORCE = "special_force", _("Special police force")
    OTHER_UK_FORCE = "other_uk_force", _("Police force outside England and Wales")
    POLICING_BODY = "policing_body", _("Policing body")
    AGENCY = "agency", _("Agency")
    NATIONAL_BODY = "national_body", _("National body")
    GOVERNMENT_DEPARTMENT = "government_department", _("Government department")
    FIRE_SERVICE = "fire_service", _("Fire and rescue service")
    COUNCIL = "council", _("Council")
    PARTNER = "partner", _("Public partner")
    SUPPLIER = "supplier", _("Private firm")


class Capacity(models.TextChoices):
    """What a body may sign as under section 22A of the Police Act 1996."""

    CHIEF_OFFICER = "chief_officer", _("Chief officer")
    POLICING_BODY = "policing_body", _("Policing body")
    OTHER_PERSON = "other_person", _("Other person")


class Region(models.TextChoices):
    EAST_MIDLANDS = "east-midlands", _("East Midlands")
    EASTERN = "eastern", _("Eastern")
    LONDON = "london", _("London")
    NORTH_EAST = "north-east", _("North East")
    NORTH_WEST = "north-west", _("North West")
    SOUTH_EAST = "south-east", _("South East")
    SOUTH_WEST = "south-west", _("South West")
    WALES = "wales", _("Wales")
    WEST_MIDLANDS = "west-midlands", _("West Midlands")
    YORKSHIRE_AND_THE_HUMBER = "yorkshire-and-the-humber", _("Yorkshire and the Humber")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern-ireland", _("Northern Ireland")
    SOUTHERN_WALES = "southern-wales", _("Southern Wales (Tarian)")


@kept()
class Organisation(models.Model):
    """A body that can be a party. Blank dates mean older than, or not known to, anything recorded here."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    name_cy = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=30, choices=Kind)
    capacity = models.CharField(max_length=20, choices=Capacity)
    region = models.CharField(max_length=40, choices=Region, blank=True)
    organised_crime_region = models.CharField(max_length=40, choices=Region, blank=True)
    countries = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    valid_from = PartialDateField()
    valid_to = PartialDateField()
    website = models.URLField(max_length=300, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "slug"], name="people_organisation_kind")]
        constraints = [
            partial_date_check("people_organisation", "valid_from", "valid_to"),
            one_of("people_organisation", "kind", Kind),
            one_of("people_organisation", "capacity", Capacity),
            one_of("people_organisation", "region", Region, blank=True),
            one_of("people_organisation", "organised_crime_region", Region, blank=True),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(short_name=""), name="people_organisation_has_names"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_territorial_force(self) -> bool:
        return self.kind == Kind.FORCE

    @property
    def stands_for_an_area(self) -> bool:
        """A chief officer's entry in a party list stands for the pair: chief officer and policing body."""
        return self.capacity == Capacity.CHIEF_OFFICER

    def existed_on(self, day: datetime.date) -> Answer:
        """Whether this legal person existed on `day`, as far as its dates tell."""
        return within(day, self.valid_from, self.valid_to)
