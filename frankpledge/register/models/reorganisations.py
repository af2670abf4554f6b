"""A planned reorganisation: which bodies follow which, what moves, on which day, and what came of it."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Kind, Organisation
from frankpledge.register.models.collaborations import Collaboration
from frankpledge.register.models.corrections import REFERENCE_ALPHABET
from frankpledge.register.models.functions import Function

REORGANISATION_REFERENCE_SHAPE = rf"^R-[{REFERENCE_ALPHABET}]{{4}}-[{REFERENCE_ALPHABET}]{{2}}$"


class ReorganisationState(models.TextChoices):
    DRAFT = "draft", _("being written")
    PLANNED = "planned", _("planned")
    APPLIED = "applied", _("applied")
    DISCARDED = "discarded", _("thrown away")


class StepKind(models.TextChoices):
    RENAME = "rename", _("a new name")
    MERGE = "merge", _("merge")
    SPLIT = "split", _("split")
    REPLACE = "replace", _("replace")
    MOVE = "move", _("move a function to a national body")


class Effect(models.TextChoices):
    """What a reorganisation does to one record."""

    CARRIES_OVER = "carries_over", _("carries over")
    BECOMES_INTERNAL = "becomes_internal", _("becomes internal")
    MOVES = "moves", _("moves")
    NEEDS_A_PARTY = "needs_a_party", _("needs a new party")


class Why(models.TextChoices):
    """One reason for an effect. Pages say each as a sentence."""

    SUCCESSOR = "successor", _("a successor takes a party’s place")
    OVERSEER = "overseer", _("a policing body of its areas is replaced")
    RENAMED = "renamed", _("a party has another name")
    JOINED = "joined", _("parties become one: cost shares add, votes are asked again")
    SPLIT = "split", _("a party is split: all its successors follow it, to be confirmed")
    CHOSEN = "chosen", _("a party is split: the plan says which of its successors follow it")
    ONE_AREA = "one_area", _("all its parties become one area")
    LIST_INCOMPLETE = "list_incomplete", _("the record does not name all its parties")
    SECTION_22A = "section_22a", _("who remains cannot make an agreement under section 22A")
    FUNCTION = "function", _("its function moves")
    OTHER_FUNCTIONS = "other_functions", _("it has other functions too: its keepers are asked what remains")


@kept()
class Reorganisation(models.Model):
    """One plan. Nothing on the register changes before it is applied, on its day or later.

    `words` is the legal instrument or the decision it rests on. `submission_key` was made with the form, so a
    form sent twice begins one. `refusal` is why the register refused it on its day, where it did.
    """

    reference = models.CharField(max_length=9, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    source_url = models.URLField(max_length=600, blank=True)
    takes_effect_on = models.DateField()
    state = models.CharField(max_length=20, choices=ReorganisationState, default=ReorganisationState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    begun_at = models.DateTimeField(db_default=Now(), editable=False)
    planned_at = models.DateTimeField(null=True, blank=True)
    planned_by = models.CharField(max_length=200, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.CharField(max_length=200, blank=True)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["-takes_effect_on", "-id"]
        constraints = [
            one_of("register_reorganisation", "state", ReorganisationState),
            models.CheckConstraint(
                condition=Q(reference__regex=REORGANISATION_REFERENCE_SHAPE),
                name="register_reorganisation_reference_shape",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="register_reorganisation_has_title"),
            models.CheckConstraint(condition=~Q(author_name=""), name="register_reorganisation_has_author"),
            models.CheckConstraint(
                condition=(Q(state="applied", applied_at__isnull=False) & ~Q(applied_by=""))
                | (~Q(state="applied") & Q(applied_at__isnull=True, applied_by="")),
                name="register_reorganisation_applied_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["planned", "applied"], planned_at__isnull=False) & ~Q(planned_by=""))
                | (Q(state__in=["draft", "discarded"], planned_at__isnull=True, planned_by="")),
                name="register_reorganisation_planned_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(refusal=""),
                name="register_reorganisation_refused_if_planned",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@kept("reorganisation")
class Step(models.Model):
    """One thing that it does. `function` moves, but for the records whose references are in `apart_from`.

    `carried_by` says of a split, by the reference of a record, the slugs of those who follow there;
    everywhere else all do.
    """

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind)
    function = models.ForeignKey(Function, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    apart_from = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    carried_by = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("register_step", "kind", StepKind),
            models.CheckConstraint(
                condition=Q(kind="move", function__isnull=False)
                | (~Q(kind="move") & Q(function__isnull=True, apart_from=[])),
                name="register_step_moves_a_function",
            ),
            models.CheckConstraint(
                condition=Q(kind="split") | Q(carried_by={}), name="register_step_divides_a_split"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reorganisation}: {self.kind}"


@kept("step")
class StepBody(models.Model):
    """A body that a step is about: one that there is, or one that there is to be.

    What there is to be has a name, a short name, a kind and the slug that it will have; what is renamed, the
    names that it will have. `maintained_by` is the slug of the policing body of a force to come, where the
    plan itself does not tell.
    """

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="bodies")
    is_after = models.BooleanField()
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    slug = models.SlugField(max_length=100, blank=True)
    name = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=30, choices=Kind, blank=True)
    maintained_by = models.SlugField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("register_stepbody", "kind", Kind, blank=True),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, slug="", kind="")
                | (
                    Q(organisation__isnull=True) & ~Q(slug="") & ~Q(name="") & ~Q(short_name="") & ~Q(kind="")
                ),
                name="register_stepbody_is_or_is_to_be",
            ),
            models.CheckConstraint(
                condition=Q(is_after=True) | Q(organisation__isnull=False),
                name="register_stepbody_before_there_is_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation)


@kept("collaboration")
class ReorganisedRecord(models.Model):
    """What a reorganisation did to one record, as it was when it was applied.

    Where it `asks`, `looked_at` is when one of the record's people said that they had looked at it.
    """

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="records")
    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="reorganisations")
    effect = models.CharField(max_length=20, choices=Effect)
    why = ArrayField(models.CharField(max_length=20, choices=Why))
    asks = models.BooleanField()
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["effect", "collaboration__title"]
        constraints = [
            one_of("register_reorganisedrecord", "effect", Effect),
            models.UniqueConstraint(
                fields=["reorganisation", "collaboration"], name="register_reorganised_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration}: {self.effect}"
