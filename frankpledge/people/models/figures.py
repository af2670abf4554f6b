"""Sourced figures about an organisation on a date."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.people.models.organisations import Organisation


class Confidence(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Measure(models.TextChoices):
    OFFICERS_FTE = "police_officers_fte", _("police officers, full-time equivalent")
    OFFICERS_HEADCOUNT = "police_officers_headcount", _("police officers, headcount")
    POPULATION = "resident_population", _("people who live in the area")
    BUDGET = "budget", _("budget")


class FigureUnit(models.TextChoices):
    FTE = "FTE", _("full-time equivalent")
    PEOPLE = "people", _("people")
    POUNDS = "GBP", _("pounds")


@kept("organisation")
class Figure(models.Model):
    """One figure as its source gives it. `period_ends_on` is the last month, year or day covered."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="figures")
    on = PartialDateField(null=False, blank=False)
    period_ends_on = PartialDateField()
    measure = models.CharField(max_length=40, choices=Measure)
    value = models.DecimalField(max_digits=20, decimal_places=6)
    unit = models.CharField(max_length=20, choices=FigureUnit)
    basis = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence)

    class Meta:
        ordering = ["organisation", "measure", "on"]
        constraints = [
            partial_date_check("people_figure", "on", "period_ends_on"),
            one_of("people_figure", "measure", Measure),
            one_of("people_figure", "unit", FigureUnit),
            one_of("people_figure", "confidence", Confidence),
            models.UniqueConstraint(
                fields=["organisation", "measure", "unit", "on"], name="people_figure_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_measure_display()} {self.value}"
