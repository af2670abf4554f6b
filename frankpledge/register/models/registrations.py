"""A collaboration that a party is about to register: the answers so far, and what became of them."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation, Token
from frankpledge.register.models.collaborations import Collaboration
from frankpledge.register.models.corrections import REFERENCE_ALPHABET

REGISTRATION_REFERENCE_SHAPE = rf"^F-[{REFERENCE_ALPHABET}]{{4}}-[{REFERENCE_ALPHABET}]{{2}}$"


class RegistrationState(models.TextChoices):
    DRAFT = "draft", _("begun, not yet sent")
    WAITING = "waiting", _("waiting for approval")
    REGISTERED = "registered", _("registered")
    REFUSED = "refused", _("refused")
    DISCARDED = "discarded", _("thrown away")


# Seen by its author and the people of the author's organisation, and by nobody else.
UNSENT_STATES = (RegistrationState.DRAFT, RegistrationState.DISCARDED)


@kept("collaboration", "organisation")
class Registration(models.Model):
    """One filing. `answers` holds {question: what was answered}, as `register.registering` spells it.

    `organisation` is the body for which it is registered; a curator registers for none. `asked` are the ids
    of the bodies whose owners may approve it, taken down when it was sent. `unlisted` are parties that are
    not on this register, as they were typed: a question for curators until `settled_at`. `submission_key`
    was made with the form, so a form sent twice begins one registration.
    """

    reference = models.CharField(max_length=9, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    answers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=20, choices=RegistrationState, default=RegistrationState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    asked = ArrayField(models.BigIntegerField(), default=list, blank=True)
    unlisted = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="registrations",
    )
    author_token = models.ForeignKey(
        Token, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    author_name = models.CharField(max_length=200)
    begun_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decider_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "state"], name="register_registering_body"),
            models.Index(fields=["author", "state"], name="register_registering_author"),
            GinIndex(fields=["asked"], name="register_registering_asked", condition=Q(state="waiting")),
            models.Index(
                fields=["decided_at"],
                name="register_registering_open",
                condition=Q(state="registered", settled_at__isnull=True) & ~Q(unlisted=[]),
            ),
        ]
        constraints = [
            one_of("register_registration", "state", RegistrationState),
            models.CheckConstraint(
                condition=Q(reference__regex=REGISTRATION_REFERENCE_SHAPE),
                name="register_registration_reference_shape",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="register_registration_version_counts"),
            models.CheckConstraint(condition=~Q(author_name=""), name="register_registration_has_author"),
            models.CheckConstraint(
                condition=(Q(state="registered") & Q(collaboration__isnull=False))
                | (~Q(state="registered") & Q(collaboration__isnull=True)),
                name="register_registration_made_a_record_when_registered",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["registered", "refused"], decided_at__isnull=False)
                | (
                    ~Q(state__in=["registered", "refused"])
                    & Q(decided_at__isnull=True, decider_name="", decider__isnull=True, decision_reason="")
                ),
                name="register_registration_decided_when_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
