"""Who was sent a digest, on which day: written before it is sent, so that none goes out twice."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Mailing(models.Model):
    """One digest of one person on one day, claimed by whoever sends it.

    `until_entry` is the number of the newest audit entry that it tells of. The next digest begins after that
    of the last one that has a `sent_at`: what a failed one would have told is told by the next.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailings")
    on = models.DateField()
    until_entry = models.BigIntegerField()
    tasks_until = models.DateTimeField()
    claimed_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "on"], name="exchange_mailing_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.on}"
