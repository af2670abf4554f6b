"""Other names of organisations, and names of groups of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models.organisations import Organisation


class AliasKind(models.TextChoices):
    ABBREVIATION = "abbreviation", _("abbreviation")
    SHORT = "short", _("short name")
    FORMER = "former", _("former name")
    WELSH = "welsh", _("Welsh name")
    GROUP = "group", _("name of a group")


@kept()
class Group(models.Model):
    """Forces that are named together: BCH, 7F, All Wales."""

    name = models.CharField(max_length=100, unique=True)
    members = models.ManyToManyField(Organisation, through="GroupMember", related_name="groups")

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="people_group_has_name")]

    def __str__(self) -> str:
        return self.name


@kept("group")
class GroupMember(models.Model):
    """One of a group, in the order given."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="places")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="places_in_groups")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "people_group_members"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["group", "organisation"], name="people_group_member_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.group})"


@kept("organisation", "group")
class Alias(models.Model):
    """Another name. An ambiguous one is asked about, never resolved in silence."""

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="aliases"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=AliasKind)
    is_ambiguous = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["text"]
        constraints = [
            one_of("people_alias", "kind", AliasKind),
            models.CheckConstraint(condition=~Q(text=""), name="people_alias_says_something"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, group__isnull=False, kind=AliasKind.GROUP)
                | (Q(organisation__isnull=False, group__isnull=True) & ~Q(kind=AliasKind.GROUP)),
                name="people_alias_names_a_body_or_a_group",
            ),
            models.UniqueConstraint(
                fields=["organisation", "group", "text"], nulls_distinct=False, name="people_alias_said_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text
