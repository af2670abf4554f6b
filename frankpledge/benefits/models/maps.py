"""What leads to what: the map from enablers through changes to benefits, drawbacks and objectives."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.benefits.models.workspaces import Workspace
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models import Objective


class NodeKind(models.TextChoices):
    ENABLER = "enabler", _("enabler")
    CHANGE = "change", _("change")
    OUTCOME = "outcome", _("outcome")
    BENEFIT = "benefit", _("benefit")
    DISBENEFIT = "disbenefit", _("drawback")
    OBJECTIVE = "objective", _("objective")


class Bearer(models.TextChoices):
    """Who has the good or the harm of it."""

    PARTY = "party", _("a party")
    OTHER_BODY = "other_body", _("another public body")
    PUBLIC = "public", _("the public")
    ALL = "all", _("all parties")


@kept("workspace", "organisation")
class MapNode(models.Model):
    """One box of the map. `organisation` is the party that bears it, where one does."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="nodes")
    kind = models.CharField(max_length=20, choices=NodeKind)
    label = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    bearer = models.CharField(max_length=20, choices=Bearer, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            one_of("benefits_mapnode", "kind", NodeKind),
            one_of("benefits_mapnode", "bearer", Bearer, blank=True),
            models.UniqueConstraint(fields=["workspace", "label"], name="benefits_mapnode_label_once"),
            models.CheckConstraint(condition=~Q(label=""), name="benefits_mapnode_says_something"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(bearer="party"),
                name="benefits_mapnode_party_bears_it",
            ),
            models.CheckConstraint(
                condition=Q(objective__isnull=True) | Q(kind="objective"),
                name="benefits_mapnode_objective_is_one",
            ),
        ]

    def __str__(self) -> str:
        return self.label


@kept("cause", "effect")
class MapEdge(models.Model):
    """From a cause to an effect. `cleared` is why a double count that it makes is none."""

    cause = models.ForeignKey(MapNode, on_delete=models.CASCADE, related_name="leads_to")
    effect = models.ForeignKey(MapNode, on_delete=models.CASCADE, related_name="comes_from")
    cleared = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cause", "effect"], name="benefits_mapedge_once"),
            models.CheckConstraint(condition=~Q(cause=F("effect")), name="benefits_mapedge_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} → {self.effect}"
