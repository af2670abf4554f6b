"""The national library of measures, and what a body measures in a way of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation


class Unit(models.TextChoices):
    """What is counted. Hours and full-time equivalent years are units of their own, never turned to pounds
    but by a published rule."""

    COUNT = "count", _("number")
    POUNDS = "pounds", _("pounds")
    HOURS = "hours", _("hours")
    FTE_YEARS = "fte_years", _("full-time equivalent years")
    MINUTES = "minutes", _("minutes")
    DAYS = "days", _("days")
    PER_CENT = "per_cent", _("per cent")
    RATE = "rate", _("rate")
    SCORE = "score", _("score")


class Direction(models.TextChoices):
    MORE = "more", _("more is better")
    LESS = "less", _("less is better")
    NEITHER = "neither", _("neither is better by itself")


class Aggregation(models.TextChoices):
    """How values of periods and of parties become one."""

    SUM = "sum", _("they are added")
    RATIO = "ratio", _("numerators and denominators are added, then divided")
    LAST = "last", _("the last one stands for its time, and parties are added")
    NEVER = "never", _("they are never put together")


@kept("organisation")
class Measure(models.Model):
    """One measure as defined. A local variant names the national one it varies, and how it differs.

    A measure is never changed once a profile uses it: another definition is another `definition_version`.
    One that is retired is offered for nothing new; what uses it keeps it.
    `pounds_rule` says by which published rule it may be turned into money, with its source, or is empty.
    """

    slug = models.SlugField(max_length=80)
    definition_version = models.PositiveSmallIntegerField(default=1)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="measures"
    )
    varies = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="variants"
    )
    difference = models.TextField(blank=True)
    name = models.CharField(max_length=200)
    definition = models.TextField()
    unit = models.CharField(max_length=20, choices=Unit)
    direction = models.CharField(max_length=10, choices=Direction)
    aggregation = models.CharField(max_length=10, choices=Aggregation)
    numerator = models.CharField(max_length=200, blank=True)
    denominator = models.CharField(max_length=200, blank=True)
    source_system = models.CharField(max_length=200, blank=True)
    pounds_rule = models.TextField(blank=True)
    pounds_rule_source = models.CharField(max_length=300, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "definition_version"]
        constraints = [
            one_of("benefits_measure", "unit", Unit),
            one_of("benefits_measure", "direction", Direction),
            one_of("benefits_measure", "aggregation", Aggregation),
            models.UniqueConstraint(
                fields=["slug", "definition_version", "organisation"],
                name="benefits_measure_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(definition=""), name="benefits_measure_is_defined"
            ),
            models.CheckConstraint(
                condition=Q(varies__isnull=True) | (Q(organisation__isnull=False) & ~Q(difference="")),
                name="benefits_measure_variant_says_how_it_differs",
            ),
            models.CheckConstraint(
                condition=(Q(aggregation="ratio") & ~Q(numerator="") & ~Q(denominator=""))
                | (~Q(aggregation="ratio") & Q(numerator="", denominator="")),
                name="benefits_measure_ratio_names_both_its_parts",
            ),
            models.CheckConstraint(
                condition=~Q(unit__in=("per_cent", "rate")) | ~Q(aggregation="sum"),
                name="benefits_measure_rates_are_never_added",
            ),
            models.CheckConstraint(
                condition=Q(pounds_rule="") | ~Q(pounds_rule_source=""),
                name="benefits_measure_pounds_rule_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True, retired_because="")
                | (Q(retired_on__isnull=False) & ~Q(retired_because="")),
                name="benefits_measure_retires_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name
