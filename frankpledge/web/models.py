"""The one table that the web room owns: pages already made, so that they need not be made again.

It holds nothing that is not also made from the register, it is lost without harm, and no other room reads it;
so it is the exception to the rule that a door owns no models.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class PublicPage(models.Model):
    """A whole answer to an anonymous reader, good for one revision of the register.

    A page's address decides its slot, and a slot holds one page: the table cannot grow past its slots
    whatever addresses are asked for.
    """

    slot = models.IntegerField(primary_key=True)
    key = models.BinaryField(max_length=32)
    revision = models.BigIntegerField()
    headers = ArrayField(ArrayField(models.TextField(), size=2), default=list)
    body_gzip = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"slot {self.slot} at revision {self.revision}"
