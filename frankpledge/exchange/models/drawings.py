"""Drawings of pictures, kept so that each is drawn once; lost without harm, for they can be drawn again."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Drawing(models.Model):
    """One picture and, once a worker has drawn it, its drawing.

    `picture` is the whole picture as data: whoever draws it, or gives out its table, needs nothing else.
    """

    key = models.CharField(max_length=64, primary_key=True)
    picture = models.JSONField()
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    svg = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_at"], name="exchange_drawing_oldest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__regex="^[0-9a-f]{64}$"), name="exchange_drawing_key_shape"
            ),
        ]

    def __str__(self) -> str:
        return str(self.picture.get("title", self.key))
