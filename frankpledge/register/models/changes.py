"""What somebody proposes to change on the register, field by field, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation, Token
from frankpledge.register.models.collaborations import Collaboration
from frankpledge.register.models.corrections import REFERENCE_ALPHABET

CHANGE_REFERENCE_SHAPE = rf"^P-[{REFERENCE_ALPHABET}]{{4}}-[{REFERENCE_ALPHABET}]{{2}}$"


class TargetKind(models.TextChoices):
    """What kind of row it is about."""

    COLLABORATION = "collaboration", _("the record itself")
    PARTY = "party", _("a party")
    EVENT = "event", _("an event")
    CLAIM = "claim", _("a figure or view")
    AGREEMENT = "agreement", _("the text of an agreement")
    ORGANISATION = "organisation", _("the organisation itself")
    RELATION = "relation", _("what joins it to another body")
    ALIAS = "alias", _("another name")
    FIGURE = "figure", _("a figure about the organisation")


# The first five stand on a collaboration's record, the others on an organisation's page.
KINDS_OF_A_RECORD = tuple(TargetKind)[:5]
KINDS_OF_A_BODY = tuple(TargetKind)[5:]
# The record and the organisation themselves are neither added nor removed by a change.
WHOLES = (TargetKind.COLLABORATION, TargetKind.ORGANISATION)


class Operation(models.TextChoices):
    CHANGE = "change", _("change")
    ADD = "add", _("add")
    REMOVE = "remove", _("remove")


class ChangeState(models.TextChoices):
    DRAFT = "draft", _("begun, not yet proposed")
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DISCARDED = "discarded", _("thrown away before it was proposed")


UNPROPOSED_STATES = (ChangeState.DRAFT, ChangeState.DISCARDED)
DECIDED_STATES = (ChangeState.APPROVED, ChangeState.REFUSED)


@kept("collaboration", "organisation")
class Change(models.Model):
    """One row of the register, and the values that somebody wants it to have.

    `before` and `wanted` hold {field: value} as `register.changing` spells them: what was there when it was
    begun (and, once approved, what it replaced), and what is to be there. `holds_from` is the day from which
    that is so in the world; without it the register had it wrong all along. `target_id` is NULL for what is
    to be added, and `added_id` the row that approving made of it. `collaboration` or `organisation` is whose
    people may see and decide it; a claim about the nation has neither. `submission_key` was made with the
    form, so a form sent twice begins one change.
    """

    reference = models.CharField(max_length=9, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    target_kind = models.CharField(max_length=20, choices=TargetKind)
    target_id = models.BigIntegerField(null=True, blank=True)
    added_id = models.BigIntegerField(null=True, blank=True)
    operation = models.CharField(max_length=10, choices=Operation)
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    before = models.JSONField(default=dict, blank=True)
    wanted = models.JSONField(default=dict, blank=True)
    holds_from = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=ChangeState, default=ChangeState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    author_token = models.ForeignKey(
        Token, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    author_name = models.CharField(max_length=200)
    author_organisation = models.CharField(max_length=100, blank=True)
    begun_at = models.DateTimeField(db_default=Now(), editable=False)
    proposed_at = models.DateTimeField(null=True, blank=True)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    decider_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [
            models.Index(fields=["collaboration", "state"], name="register_change_of_record"),
            models.Index(fields=["organisation", "state"], name="register_change_of_body"),
            models.Index(fields=["author", "state"], name="register_change_of_author"),
            models.Index(
                fields=["proposed_at"], name="register_change_waiting", condition=Q(state="proposed")
            ),
            models.Index(fields=["target_kind", "target_id"], name="register_change_target"),
        ]
        constraints = [
            one_of("register_change", "target_kind", TargetKind),
            one_of("register_change", "operation", Operation),
            one_of("register_change", "state", ChangeState),
            models.CheckConstraint(
                condition=Q(reference__regex=CHANGE_REFERENCE_SHAPE), name="register_change_reference_shape"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="register_change_version_counts"),
            models.CheckConstraint(condition=~Q(author_name=""), name="register_change_has_author"),
            models.CheckConstraint(
                condition=Q(operation="add", target_id__isnull=True)
                | (~Q(operation="add") & Q(target_id__isnull=False)),
                name="register_change_add_has_no_target",
            ),
            models.CheckConstraint(
                condition=Q(added_id__isnull=True) | Q(operation="add", state="approved"),
                name="register_change_added_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(operation="change") | ~Q(target_kind__in=WHOLES),
                name="register_change_wholes_are_only_changed",
            ),
            models.CheckConstraint(
                condition=~Q(operation="remove") | Q(holds_from__isnull=True, wanted={}),
                name="register_change_removes_mistakes_only",
            ),
            models.CheckConstraint(
                condition=Q(
                    target_kind__in=KINDS_OF_A_RECORD, collaboration__isnull=False, organisation__isnull=True
                )
                | Q(target_kind="claim", collaboration__isnull=True, organisation__isnull=True)
                | Q(target_kind__in=KINDS_OF_A_BODY, collaboration__isnull=True, organisation__isnull=False),
                name="register_change_is_of_a_record_or_a_body",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNPROPOSED_STATES)
                | (Q(proposed_at__isnull=False) & (~Q(wanted={}) | Q(operation="remove"))),
                name="register_change_proposed_has_values",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=DECIDED_STATES, decided_at__isnull=False) & ~Q(decider_name=""))
                | (
                    ~Q(state__in=DECIDED_STATES)
                    & Q(decided_at__isnull=True, decider_name="", decider__isnull=True, decision_reason="")
                ),
                name="register_change_decided_has_decider",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
