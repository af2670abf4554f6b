"""What a collaboration is for, version by version, and by what its parties would know that it works."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.register.models.collaborations import Collaboration


def kept_in_a_merger(table: str, record: str) -> str:
    """Of a row that goes: whether a merger of its record is being made that has the row.

    `table` is its name there, `record` the number of its record. A merger of another transaction is past. The
    triggers run as the tables' owner, so that what somebody may not see is still found.
    """
    return f"""EXISTS (
        SELECT FROM register_merger AS merger
        JOIN register_collaboration AS record
            ON record.id = merger.collaboration_id OR record.reference = merger.reference
        WHERE record.id = {record} AND merger.merged_at >= transaction_timestamp()
            AND merger."left" -> '{table}' @> jsonb_build_array(jsonb_build_object('id', OLD.id))
    )"""


# Of a published version: two filings of one agreement become one, and it goes with the parties to the record
# that stays, as it is.
_STAYS_UNLESS_CARRIED_OVER = """
    IF OLD.origin = 'parties'
        AND to_jsonb(NEW) - 'collaboration_id' = to_jsonb(OLD) - 'collaboration_id'
        AND EXISTS (
            SELECT FROM register_merger AS merger
            JOIN register_collaboration AS record ON record.reference = merger.reference
            WHERE record.id = OLD.collaboration_id AND merger.collaboration_id = NEW.collaboration_id
                AND merger.merged_at >= transaction_timestamp()
        )
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published version of a purpose never changes.';
"""
# What hangs on it goes with it, if the merger has that too: the application itself may not delete an answer.
_STAYS_UNLESS_KEPT = f"""
    IF {kept_in_a_merger("register.Purpose", "OLD.collaboration_id")} THEN
        DELETE FROM register_acceptance WHERE purpose_id = OLD.id;
        DELETE FROM register_objective WHERE purpose_id = OLD.id;
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'A published version of a purpose never goes.';
"""  # noqa: S608 - names of our own, no values
OF_ITS_VERSION = "(SELECT collaboration_id FROM register_purpose WHERE id = OLD.purpose_id)"
# Of a row of an objective: the version that it belongs to must not be published.
_OF_A_DRAFT_ONLY = f"""
    IF TG_OP = 'DELETE' AND {kept_in_a_merger("register.Objective", OF_ITS_VERSION)} THEN
        RETURN OLD;
    END IF;
    IF EXISTS (
        SELECT FROM register_purpose
        WHERE id IN (OLD.purpose_id, NEW.purpose_id) AND state = 'published'
    ) THEN
        RAISE EXCEPTION 'The objectives of a published version never change.';
    END IF;
    RETURN coalesce(NEW, OLD);
"""


class PurposeOrigin(models.TextChoices):
    REGISTER = "register", _("this register's words, from public sources")
    PARTIES = "parties", _("the parties' own words")


class PurposeState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class PurposeChange(models.TextChoices):
    """What a version is beside the one before it. A change of meaning, and no other, asks everybody again."""

    FIRST = "first", _("the first version")
    MEANING = "meaning", _("a change of meaning")
    WORDING = "wording", _("a change of wording only")


# Those that everybody is asked about.
ASKING = (PurposeChange.FIRST, PurposeChange.MEANING)


@kept("collaboration")
class Purpose(models.Model):
    """One version of why the parties work together. Once published, the database keeps it as it is.

    Only when two filings of one agreement are merged, it goes with the record, or into that of the merger.

    This register's words and the parties' own are counted apart, each from 1. Only the parties' own are
    drafted and have a day from which they hold; `edition` counts how often a draft was saved.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="purposes")
    version = models.PositiveSmallIntegerField(default=1)
    statement = models.TextField()
    statement_cy = models.TextField(blank=True)
    public_benefit = models.TextField(blank=True)
    risk_appetite = models.TextField(blank=True)
    shared_identity = models.TextField(blank=True)
    in_scope = models.TextField(blank=True)
    out_of_scope = models.TextField(blank=True)
    origin = models.CharField(max_length=20, choices=PurposeOrigin)
    state = models.CharField(max_length=20, choices=PurposeState, default=PurposeState.PUBLISHED)
    change = models.CharField(max_length=20, choices=PurposeChange, blank=True)
    holds_from = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            one_of("register_purpose", "origin", PurposeOrigin),
            one_of("register_purpose", "state", PurposeState),
            one_of("register_purpose", "change", PurposeChange, blank=True),
            models.CheckConstraint(
                condition=~Q(statement="") & Q(version__gte=1), name="register_purpose_says_something"
            ),
            models.CheckConstraint(
                condition=Q(origin="register", state="published", change="", holds_from__isnull=True)
                | Q(origin="parties", state="draft", change="", holds_from__isnull=True)
                | (
                    Q(origin="parties", state="published", holds_from__isnull=False)
                    & (Q(change="first", version=1) | Q(change__in=("meaning", "wording"), version__gt=1))
                ),
                name="register_purpose_version_holds_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["collaboration", "origin", "version"], name="register_purpose_version_once"
            ),
            models.UniqueConstraint(
                fields=["collaboration"], condition=Q(state="draft"), name="register_purpose_one_draft"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_STAYS_UNLESS_CARRIED_OVER,
                condition=pgtrigger.Q(old__state="published"),
            ),
            pgtrigger.Trigger(
                name="agreed_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=_STAYS_UNLESS_KEPT,
                condition=pgtrigger.Q(old__state="published", old__origin="parties"),
            ),
        ]

    def __str__(self) -> str:
        return self.statement


@kept("purpose")
class Objective(models.Model):
    """One thing that the parties want to come about, and by what they would know that it did."""

    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    what = models.TextField()
    measure = models.TextField()
    target = models.CharField(max_length=200, blank=True)
    by_when = PartialDateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            partial_date_check("register_objective", "by_when"),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(measure=""), name="register_objective_has_a_measure"
            ),
            models.UniqueConstraint(fields=["purpose", "position"], name="register_objective_place_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_OF_A_DRAFT_ONLY,
            )
        ]

    def __str__(self) -> str:
        return self.what
