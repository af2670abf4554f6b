"""How often somebody wrote lately, without knowing who."""

from django.db import models
from django.utils import timezone


class Sending(models.Model):
    """One message sent from an internet address, known only by a hash whose key changes every day.

    It holds no text and is not joined to the message. Rows go after a day.
    """

    sender = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["sender", "at"], name="register_sending_of_sender"),
            models.Index(fields=["at"], name="register_sending_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sender__regex=r"^[0-9a-f]{64}$"), name="register_sending_sender_is_a_hash"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sender[:8]} at {self.at}"
