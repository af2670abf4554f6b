"""Opportunities to work together: who raised one, who was told of it, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.collaborations import Collaboration, Model
from frankpledge.register.models.corrections import REFERENCE_ALPHABET
from frankpledge.register.models.functions import Function

PROPOSAL_REFERENCE_SHAPE = rf"^O-[{REFERENCE_ALPHABET}]{{4}}-[{REFERENCE_ALPHABET}]{{2}}$"


class ProposalState(models.TextChoices):
    RAISED = "raised", _("raised")
    CONSIDERED = "considered", _("being considered")
    TAKEN_UP = "taken_up", _("taken up")
    NOT_TAKEN_UP = "not_taken_up", _("not taken up")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN_PROPOSAL_STATES = (ProposalState.RAISED, ProposalState.CONSIDERED)
OUTCOMES = (ProposalState.TAKEN_UP, ProposalState.NOT_TAKEN_UP)


class Interest(models.TextChoices):
    """What it is said to serve."""

    EFFICIENCY = "efficiency", _("efficiency")
    EFFECTIVENESS = "effectiveness", _("effectiveness")
    BOTH = "both", _("efficiency and effectiveness")


@kept()
class Proposal(models.Model):
    """One opportunity. Only the people of the bodies that were told of it read it.

    `model` is how it might be done, "" where that is left open. `why` says whose efficiency or effectiveness
    it would serve, and how. `led_to` is the record of the collaboration that came of it.
    """

    reference = models.CharField(max_length=9, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    what = models.TextField()
    functions = models.ManyToManyField(Function, through="ProposalFunction", related_name="proposals")
    model = models.CharField(max_length=30, choices=Model, blank=True)
    interest = models.CharField(max_length=20, choices=Interest)
    why = models.TextField()
    raised_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals_raised")
    raised_on = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.RAISED)
    outcome_reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    led_to = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-raised_on", "-id"]
        constraints = [
            one_of("register_proposal", "model", Model, blank=True),
            one_of("register_proposal", "interest", Interest),
            one_of("register_proposal", "state", ProposalState),
            models.CheckConstraint(
                condition=Q(reference__regex=PROPOSAL_REFERENCE_SHAPE),
                name="register_proposal_reference_shape",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(what="") & ~Q(why="") & ~Q(author_name=""),
                name="register_proposal_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_PROPOSAL_STATES, decided_on__isnull=True, outcome_reason="")
                | (~Q(state__in=OPEN_PROPOSAL_STATES) & Q(decided_on__isnull=False)),
                name="register_proposal_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_taken_up") | ~Q(outcome_reason=""),
                name="register_proposal_not_taken_up_has_reasons",
            ),
            models.CheckConstraint(
                condition=Q(led_to__isnull=True) | Q(state="taken_up"),
                name="register_proposal_leads_on_when_taken_up",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_PROPOSAL_STATES


@kept("proposal")
class ProposalFunction(models.Model):
    """One kind of work that it is about, in the order given."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="places")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "function"], name="register_proposal_function_named_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.function} ({self.proposal})"


@kept("proposal", "organisation")
class ProposalParty(models.Model):
    """One legal person that was told of it, or that raised it; its chief officer and policing body apart.

    `followed_on` is the day on which others took its place while nothing was decided: what it said stays to
    be read, but counts no more, because those who follow it are asked themselves.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals")
    notified_on = models.DateField()
    notified_by = models.CharField(max_length=200)
    acknowledged_on = models.DateField(null=True, blank=True)
    followed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "proposal parties"
        ordering = ["organisation__name"]
        indexes = [models.Index(fields=["organisation", "proposal"], name="register_proposal_told")]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation"], name="register_proposal_party_told_once"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=models.F("notified_on")),
                name="register_proposal_party_received_after_told",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.proposal})"
