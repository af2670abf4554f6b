"""Who is in a collaboration, as what, and from when to when."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.dates import Answer, within
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.people.models import Basis, Organisation
from frankpledge.register.models.collaborations import Collaboration


class Role(models.TextChoices):
    LEAD = "lead", _("lead")
    HOST = "host", _("host")
    MEMBER = "member", _("member")
    SUPPLIER = "supplier", _("supplier")
    CUSTOMER = "customer", _("customer")
    FUNDER = "funder", _("funder")


# A funder, a supplier and a customer are roles, not members.
MEMBER_ROLES = (Role.LEAD, Role.HOST, Role.MEMBER)


@kept("collaboration")
class Party(models.Model):
    """One organisation in one collaboration. A force stands for the pair: chief officer and policing body.

    A blank `left_on` means that it stayed to the end or is not known to have left; a blank `joined_on` means
    not found, and is not the collaboration's start.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20, choices=Role)
    joined_on = PartialDateField()
    left_on = PartialDateField()
    basis = models.CharField(max_length=20, choices=Basis)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "parties"
        ordering = ["organisation__slug", "joined_on"]
        indexes = [models.Index(fields=["organisation", "basis", "collaboration"], name="register_party_of")]
        constraints = [
            partial_date_check("register_party", "joined_on", "left_on"),
            one_of("register_party", "role", Role),
            one_of("register_party", "basis", Basis),
            models.UniqueConstraint(
                fields=["collaboration", "organisation", "role", "joined_on"],
                nulls_distinct=False,
                name="register_party_said_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"

    @property
    def is_member(self) -> bool:
        return self.role in MEMBER_ROLES

    @property
    def is_assumed(self) -> bool:
        return self.basis == Basis.ASSUMED

    def belonged_on(self, day: datetime.date) -> Answer:
        """Whether it was in this collaboration on `day`, as far as the record tells."""
        in_being = self.collaboration.in_being_on(day)
        its_own_span = within(day, self.joined_on, self.left_on)
        if Answer.NO in (in_being, its_own_span):
            return Answer.NO
        if its_own_span is Answer.YES and (self.left_on is not None or in_being is Answer.YES):
            return Answer.YES
        return Answer.NOT_KNOWN
