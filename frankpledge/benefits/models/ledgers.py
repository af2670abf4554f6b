"""The one ledger of a collaboration: what it costs and brings, by party, to the penny.

An entry is a whole amount with a share for each party. The database lets no transaction end in which the
shares do not add up to the whole. A transfer between parties is an entry whose whole is nought.
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.benefits.models.profiles import Profile
from frankpledge.benefits.models.vintages import Vintage, open_vintages_only
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation

# Asked when the transaction ends, so that a whole and its shares may be written in any order. Of an entry
# that is gone nothing is asked: its shares went with it.
_ADDS_UP = """
    SELECT entry.amount_pence, coalesce(sum(share.amount_pence), 0), count(share.id)
    INTO whole, parts, parties
    FROM benefits_ledgerentry AS entry
    LEFT JOIN benefits_ledgershare AS share ON share.entry_id = entry.id
    WHERE entry.id = {entry}
    GROUP BY entry.id;
    IF FOUND AND (whole <> parts OR parties = 0) THEN
        RAISE EXCEPTION 'The shares of ledger entry % come to % pence, not to its % pence.',
            {entry}, parts, whole USING ERRCODE = 'check_violation', CONSTRAINT = 'benefits_ledger_adds_up';
    END IF;
"""
_DECLARED = [("whole", "bigint"), ("parts", "bigint"), ("parties", "bigint")]


class EntryKind(models.TextChoices):
    """What an entry is. Amounts of each kind are written positive, and a transfer's whole is nought."""

    COST = "cost", _("cost")
    SAVING = "saving", _("money no longer spent")
    BENEFIT = "benefit", _("worth that is not money in budgets")
    DISBENEFIT = "disbenefit", _("worth of a drawback")
    INCOME = "income", _("income")
    GRANT = "grant", _("grant")
    TRANSFER = "transfer", _("payment between parties")
    BALANCE = "balance", _("balance held by the host")


class Category(models.TextChoices):
    CASH = "cash", _("cash")
    IN_KIND = "in_kind", _("staff or things given, at a standard rate")
    TRANSITION = "transition", _("changing over")
    DUAL_RUNNING = "dual_running", _("old and new side by side")
    LEAD_OVERHEAD = "lead_overhead", _("the lead’s overheads")
    ICT = "ict", _("technology")
    ESTATES = "estates", _("buildings")
    PENSIONS = "pensions", _("pension strain")
    EXIT = "exit", _("what leaving would cost")
    TRUE_UP = "true_up", _("settling the year’s difference")
    OTHER = "other", _("something else")


class SplitBy(models.TextChoices):
    """How the whole came to its shares: by a key, or each party's share typed by itself."""

    SHARES = "shares", _("each party’s amount")
    EQUAL = "equal", _("equal parts")
    PERCENTAGES = "percentages", _("given percentages")
    NUMBERS = "numbers", _("numbers such as officers or residents")


@kept("vintage")
class LedgerEntry(models.Model):
    """One whole amount of one financial year (its first calendar year) in one plan, budget or outturn.

    `objective` is the Police Objective Analysis heading. A cost in kind says its rate and where that is from.
    `version` counts what was saved of it, so that nobody overwrites what they did not see.
    """

    vintage = models.ForeignKey(Vintage, on_delete=models.CASCADE, related_name="entries")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=EntryKind)
    category = models.CharField(max_length=20, choices=Category)
    is_capital = models.BooleanField(default=False)
    what = models.CharField(max_length=300)
    objective = models.CharField(max_length=100, blank=True)
    profile = models.ForeignKey(
        Profile, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    amount_pence = models.BigIntegerField()
    split_by = models.CharField(max_length=20, choices=SplitBy, default=SplitBy.SHARES)
    rate = models.CharField(max_length=300, blank=True)
    is_sunk = models.BooleanField(default=False)
    reference = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["year", "kind", "id"]
        constraints = [
            one_of("benefits_ledgerentry", "split_by", SplitBy),
            one_of("benefits_ledgerentry", "kind", EntryKind),
            one_of("benefits_ledgerentry", "category", Category),
            models.CheckConstraint(condition=~Q(what=""), name="benefits_ledgerentry_says_what"),
            models.CheckConstraint(
                condition=~Q(kind="transfer") | Q(amount_pence=0),
                name="benefits_ledgerentry_transfer_is_nought",
            ),
            models.CheckConstraint(
                condition=~Q(category="in_kind") | ~Q(rate=""), name="benefits_ledgerentry_in_kind_has_a_rate"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=open_vintages_only("OLD.vintage_id, NEW.vintage_id"),
            ),
            pgtrigger.Trigger(
                name="adds_up",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                level=pgtrigger.Row,
                timing=pgtrigger.Deferred,
                declare=_DECLARED,
                func=_ADDS_UP.format(entry="NEW.id") + "RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.year}"


@kept("entry", "organisation")
class LedgerShare(models.Model):
    """One party's part of an entry, in pence. In a transfer, what it pays is negative.

    `weight` is its part of the key by which the whole was split: its percentage, or its number.
    """

    entry = models.ForeignKey(LedgerEntry, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ledger_shares")
    amount_pence = models.BigIntegerField()
    weight = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    account_code = models.CharField(max_length=100, blank=True)
    reference = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "organisation"], name="benefits_ledgershare_once")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=open_vintages_only(
                    "SELECT vintage_id FROM benefits_ledgerentry WHERE id IN (OLD.entry_id, NEW.entry_id)"
                ),
            ),
            pgtrigger.Trigger(
                name="adds_up",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                level=pgtrigger.Row,
                timing=pgtrigger.Deferred,
                declare=_DECLARED,
                func=_ADDS_UP.format(entry="OLD.entry_id")
                + _ADDS_UP.format(entry="NEW.entry_id")
                + "RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.amount_pence}"


@kept("vintage", "organisation")
class LedgerWord(models.Model):
    """What the finance officer of one party says of its own lines: they are right, or why not.

    `seal` is of the lines as they stood: when they change, it is said anew. None is changed, the newest
    counts. `is_yearly` is the formal acceptance once a year, with the accounts.
    """

    vintage = models.ForeignKey(Vintage, on_delete=models.CASCADE, related_name="words")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    is_yearly = models.BooleanField(default=False)
    seal = models.CharField(max_length=64)
    said_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""), name="benefits_ledgerword_contests_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.agrees}"


@kept("word")
class ContestedLine(models.Model):
    """One line that a body contests: its amount as the ledger had it then, and what the body says it is.

    It says again what the line was called, because an open plan's line may be changed or removed afterwards.
    """

    word = models.ForeignKey(LedgerWord, on_delete=models.CASCADE, related_name="lines")
    entry = models.ForeignKey(
        LedgerEntry, null=True, blank=True, on_delete=models.SET_NULL, related_name="contested"
    )
    what = models.CharField(max_length=300)
    stood_pence = models.BigIntegerField()
    says_pence = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["word", "entry"], name="benefits_contestedline_once"),
            models.CheckConstraint(
                condition=~Q(says_pence=models.F("stood_pence")), name="benefits_contestedline_says_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.says_pence}"


@kept("workspace", "organisation")
class AccountsNote(models.Model):
    """What the joint-operations note of one body's accounts says of this collaboration, for reconciling."""

    workspace = models.ForeignKey("benefits.Workspace", on_delete=models.CASCADE, related_name="notes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount_pence = models.BigIntegerField()
    source = models.CharField(max_length=300)
    explanation = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "organisation", "year"], name="benefits_accountsnote_once"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="benefits_accountsnote_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"
