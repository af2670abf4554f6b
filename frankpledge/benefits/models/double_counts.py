"""Benefits of two records that may count the same thing: found by a rule, kept, and cleared with a reason."""

from django.db import models
from django.db.models import F, Q

from frankpledge.audit.history import kept
from frankpledge.benefits.models.profiles import Profile
from frankpledge.people.models import Organisation


@kept("earlier", "later", "organisation")
class DoubleCount(models.Model):
    """One pair of agreed and counted benefits: the same measure, the same body, and times that overlap.

    The `later` one, agreed after the other, is left out of totals until somebody says in `cleared` why
    nothing is counted twice, or one of them is counted no more: then the pair is gone. `organisation` is the
    body that has it or brings it about in both; where there are several, one of them.
    """

    earlier = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="counted_later")
    later = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="counted_earlier")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    cleared = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="benefits_doublecount_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="benefits_doublecount_is_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} {self.later_id}"
