"""What somebody published about cost, benefit or anything else with a figure.

Claims are sentences. They are shown one by one and never added up: nothing in this room sums `amount`.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.people.models import Organisation
from frankpledge.register.models.collaborations import Collaboration


class ClaimKind(models.TextChoices):
    COST = "cost", _("cost")
    SAVING = "saving", _("saving")
    INCOME = "income", _("income")
    GRANT = "grant", _("grant")
    CONTRIBUTION_SHARE = "contribution_share", _("share of the cost")
    STAFF_SHARE = "staff_share", _("share of the staff")
    VOTE_SHARE = "vote_share", _("share of the vote")
    STAFF_NUMBER = "staff_number", _("number of staff")
    PERFORMANCE = "performance", _("performance")
    EXIT_COST = "exit_cost", _("cost of leaving")
    CONTRACT_VALUE = "contract_value", _("value of a contract")
    OTHER = "other", _("other")


class Unit(models.TextChoices):
    POUNDS = "GBP", _("pounds")
    PERCENT = "percent", _("per cent")
    PEOPLE = "people", _("people")
    FTE = "FTE", _("full-time equivalent")
    POUNDS_PER_HEAD = "GBP_per_head", _("pounds a head")
    COUNT = "count", _("count")
    MINUTES = "minutes", _("minutes")
    OTHER = "other", _("other")


class Qualifier(models.TextChoices):
    OVER = "over", _("over")
    ABOUT = "about", _("about")
    UP_TO = "up_to", _("up to")
    AT_LEAST = "at_least", _("at least")
    BETWEEN = "between", _("between")
    EXACTLY = "exactly", _("exactly")


class PeriodKind(models.TextChoices):
    ONE_OFF = "one_off", _("one-off")
    PER_YEAR = "per_year", _("a year")
    CUMULATIVE = "cumulative", _("over the whole period")
    POINT_IN_TIME = "point_in_time", _("at a point in time")
    NOT_STATED = "not_stated", _("period not stated")


class Covers(models.TextChoices):
    ALL_PARTIES = "all_parties", _("all parties together")
    EACH_PARTY = "each_party", _("each party")
    ONE_PARTY = "one_party", _("one party")
    SUBSET = "subset", _("some of the parties")
    PROGRAMME = "programme", _("a programme wider or other than these parties")
    NOT_STATED = "not_stated", _("whom it covers is not stated")


class FigureState(models.TextChoices):
    """What kind of figure it is. An `actual` is only somebody's statement of one."""

    TARGET = "target", _("target")
    PLAN = "plan", _("plan")
    BUDGET = "budget", _("budget")
    FORECAST = "forecast", _("forecast")
    ACTUAL = "actual", _("reported as happened")
    CONTRACT = "contract", _("contract")
    NOT_STATED = "not_stated", _("kind of figure not stated")


class SaidAs(models.TextChoices):
    PARTY = "party", _("a party")
    OPPONENT = "opponent", _("an opponent")
    INSPECTOR = "inspector", _("an inspector")
    AUDITOR = "auditor", _("an auditor")
    GOVERNMENT = "government", _("government")
    SUPPLIER = "supplier", _("a supplier")
    PRESS = "press", _("the press")
    CANDIDATE = "candidate", _("a candidate for election")
    CAMPAIGN = "campaign", _("a campaign")
    ENCYCLOPAEDIA = "encyclopaedia", _("an encyclopaedia")
    OTHER = "other", _("somebody else")


class Assurance(models.TextChoices):
    CLAIMED = "claimed", _("claimed, not checked by anybody we know of")
    FINANCE_VALIDATED = "finance_validated", _("checked by the parties' finance officers")
    INDEPENDENTLY_ASSURED = "independently_assured", _("from an inspector or auditor")
    CONTESTED = "contested", _("contested")
    NOT_STATED = "not_stated", _("who vouches for it is not stated")


@kept("collaboration")
class Claim(models.Model):
    """One figure or view that somebody published. Without a collaboration it is about the nation as a whole.

    `amount` is in `unit`, as said: `amount_upper` only for a range, and never a midpoint of one.
    `period_ends_on` is the last month, year or day covered.
    """

    key = models.SlugField(max_length=100, unique=True)
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )
    sentence = models.TextField()
    kind = models.CharField(max_length=30, choices=ClaimKind)
    amount = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    amount_upper = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    qualifier = models.CharField(max_length=20, choices=Qualifier, blank=True)
    unit = models.CharField(max_length=20, choices=Unit)
    period_starts_on = PartialDateField()
    period_ends_on = PartialDateField()
    period_kind = models.CharField(max_length=20, choices=PeriodKind)
    covers = models.CharField(max_length=20, choices=Covers)
    covers_organisations = models.ManyToManyField(
        Organisation, through="ClaimCoverage", blank=True, related_name="claims_about"
    )
    state = models.CharField(max_length=20, choices=FigureState)
    said_by = models.CharField(max_length=200)
    said_as = models.CharField(max_length=20, choices=SaidAs)
    said_on = PartialDateField()
    assurance = models.CharField(max_length=30, choices=Assurance)
    contradicts = models.ManyToManyField(
        "self",
        through="Contradiction",
        through_fields=("from_claim", "to_claim"),
        symmetrical=True,
        blank=True,
    )
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["collaboration", "key"]
        constraints = [
            partial_date_check("register_claim", "period_starts_on", "period_ends_on", "said_on"),
            one_of("register_claim", "kind", ClaimKind),
            one_of("register_claim", "qualifier", Qualifier, blank=True),
            one_of("register_claim", "unit", Unit),
            one_of("register_claim", "period_kind", PeriodKind),
            one_of("register_claim", "covers", Covers),
            one_of("register_claim", "state", FigureState),
            one_of("register_claim", "said_as", SaidAs),
            one_of("register_claim", "assurance", Assurance),
            models.CheckConstraint(
                condition=~Q(sentence="") & ~Q(said_by=""), name="register_claim_is_somebodys_sentence"
            ),
            models.CheckConstraint(
                condition=Q(amount_upper__isnull=True)
                | Q(amount__isnull=False, qualifier=Qualifier.BETWEEN, amount_upper__gt=F("amount")),
                name="register_claim_upper_amount_only_for_a_range",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                name="register_claim_does_not_supersede_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence


@kept("claim")
class ClaimCoverage(models.Model):
    """One body that a claim covers, in the order given."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="coverage")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="covered_by")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "register_claim_covers_organisations"
        verbose_name_plural = "claim coverage"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "organisation"], name="register_claim_covers_once")
        ]

    def __str__(self) -> str:
        return f"{self.claim.key}: {self.organisation}"


@kept("from_claim")
class Contradiction(models.Model):
    """Two claims that do not agree; a row for each way round."""

    from_claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    to_claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "register_claim_contradicts"
        unique_together = [("from_claim", "to_claim")]

    def __str__(self) -> str:
        return f"{self.from_claim} contradicts {self.to_claim}"
