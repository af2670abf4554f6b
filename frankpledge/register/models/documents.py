"""Documents of a collaboration: the rows. The bytes are kept apart, once for each content, by their hash."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation, User
from frankpledge.register.models.agreements import Agreement
from frankpledge.register.models.collaborations import Collaboration
from frankpledge.register.models.corrections import REFERENCE_ALPHABET

DOCUMENT_REFERENCE_SHAPE = rf"^D-[{REFERENCE_ALPHABET}]{{4}}-[{REFERENCE_ALPHABET}]{{2}}$"
HASH = "^[0-9a-f]{64}$"
LONGEST_SUMMARY = 4000


class DocumentKind(models.TextChoices):
    SIGNED_COPY = "signed_copy", _("Signed copy")
    REDACTED_COPY = "redacted_copy", _("Redacted copy")
    DECISION_NOTICE = "decision_notice", _("Decision notice")
    BUSINESS_CASE = "business_case", _("Business case")
    OTHER = "other", _("Other")


class Marking(models.TextChoices):
    """What a document is marked, as it says itself: those before 2014 are kept as said."""

    OFFICIAL = "official", _("OFFICIAL")
    OFFICIAL_SENSITIVE = "official_sensitive", _("OFFICIAL-SENSITIVE")
    NOT_MARKED = "not_marked", _("NOT PROTECTIVELY MARKED (before 2014)")
    PROTECT = "protect", _("PROTECT (before 2014)")
    RESTRICTED = "restricted", _("RESTRICTED (before 2014)")


# What the other markings mean today is OFFICIAL-SENSITIVE.
PUBLISHABLE = (Marking.OFFICIAL, Marking.NOT_MARKED)


class DocumentType(models.TextChoices):
    PDF = "application/pdf", _("PDF")
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _("Word document")


class DocumentState(models.TextChoices):
    CHECKING = "checking", _("being read")
    HELD = "held", _("held")
    REFUSED = "refused", _("refused")
    REMOVED = "removed", _("removed")


class DocumentAudience(models.TextChoices):
    MEMBERS = "members", _("members of the record")
    PUBLIC = "public", _("everybody")


# Those whose bytes are there.
KEPT_STATES = (DocumentState.CHECKING, DocumentState.HELD)


@kept("collaboration")
class Document(models.Model):
    """One document. `sha256` names its bytes, which are gone once it is refused or removed.

    `says` is the marking that was found in the file itself. `public_sha256` names the copy for everybody,
    from which what tells of its making was taken. `replaces` is its earlier version; `full_copy` is what a
    redacted copy was made from. `owner` is the body that answers for it; none, where a curator put it here.
    """

    reference = models.CharField(max_length=9, unique=True)
    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="documents")
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=DocumentKind)
    marking = models.CharField(max_length=20, choices=Marking)
    says = models.CharField(max_length=20, choices=Marking, blank=True)
    summary = models.CharField(max_length=LONGEST_SUMMARY, blank=True)
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.CHECKING)
    state_reason = models.TextField(blank=True)
    audience = models.CharField(max_length=10, choices=DocumentAudience, default=DocumentAudience.MEMBERS)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=80, choices=DocumentType)
    pages = models.PositiveIntegerField()
    pages_read = models.PositiveIntegerField(default=0)
    has_text = models.BooleanField(default=False)
    public_sha256 = models.CharField(max_length=64, blank=True)
    public_size_bytes = models.BigIntegerField(null=True, blank=True)
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    uploaded_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    uploaded_by_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    retain_until = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replacement"
    )
    full_copy = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="redacted_copies"
    )
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [
            models.Index(fields=["sha256"], name="register_document_bytes"),
            models.Index(
                fields=["collaboration"], name="register_document_public", condition=Q(audience="public")
            ),
        ]
        constraints = [
            one_of("register_document", "kind", DocumentKind),
            one_of("register_document", "marking", Marking),
            one_of("register_document", "says", Marking, blank=True),
            one_of("register_document", "state", DocumentState),
            one_of("register_document", "audience", DocumentAudience),
            one_of("register_document", "media_type", DocumentType),
            models.CheckConstraint(
                condition=Q(reference__regex=DOCUMENT_REFERENCE_SHAPE),
                name="register_document_reference_shape",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="register_document_has_title"),
            models.CheckConstraint(condition=Q(sha256__regex=HASH), name="register_document_has_a_hash"),
            models.CheckConstraint(
                condition=Q(audience="members", public_sha256="", public_size_bytes__isnull=True)
                | (
                    Q(state="held", marking__in=PUBLISHABLE, public_sha256__regex=HASH)
                    & Q(public_size_bytes__isnull=False, published_at__isnull=False)
                    & ~Q(summary="")
                ),
                name="register_document_public_one_is_fit_for_it",
            ),
            models.CheckConstraint(
                condition=Q(state__in=KEPT_STATES) | ~Q(state_reason=""),
                name="register_document_one_that_is_gone_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_kept(self) -> bool:
        """Whether its bytes are there."""
        return self.state in KEPT_STATES

    @property
    def is_public(self) -> bool:
        return self.audience == DocumentAudience.PUBLIC

    @property
    def is_older_than_full_copy(self) -> bool:
        """Whether the full copy changed after this redacted one was made."""
        newest = self.full_copy
        while newest is not None and (later := getattr(newest, "replacement", None)) is not None:
            newest = later
        return newest is not None and newest.uploaded_at > self.uploaded_at


class DocumentPage(models.Model):
    """The text of one page, made from the file. Number 0 is the title and the summary.

    It is not kept in versions: when a document is removed, its text is gone.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="page_texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    words = SearchVectorField()

    class Meta:
        ordering = ["document", "number"]
        indexes = [GinIndex(fields=["words"], name="register_document_words")]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="register_document_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.number})"
