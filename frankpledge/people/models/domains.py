"""Which organisation a sign-in provider's people belong to."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models.organisations import Organisation
from frankpledge.people.models.roles import ENTRUSTED_ROLES, Role


@kept("organisation")
class Domain(models.Model):
    """People whom `provider` vouches for belong here: by the domain of a verified address, or by a claim.

    `claim` is the name of what the provider says of a person (`tid`, `groups`), `value` what it must say;
    without a claim, `value` is the domain. They get `role` when they first come.
    """

    provider = models.CharField(max_length=200)
    claim = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=254)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    role = models.CharField(max_length=20, choices=Role, default=Role.READER)

    class Meta:
        ordering = ["provider", "claim", "value"]
        constraints = [
            one_of("people_domain", "role", Role),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in ENTRUSTED_ROLES]),
                name="people_domain_gives_a_role_of_a_body",
            ),
            models.CheckConstraint(
                condition=~Q(claim="") | Q(value=Lower("value")), name="people_domain_is_lower_case"
            ),
            models.CheckConstraint(condition=~Q(value=""), name="people_domain_says_something"),
            models.UniqueConstraint(
                fields=["provider", "claim", "value"], name="people_domain_leads_to_one_body"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim or 'domain'} {self.value} of {self.provider}: {self.organisation}"
