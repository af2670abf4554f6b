"""What police work a collaboration does: the taxonomy, kept as data."""

from django.db import models

from frankpledge.audit.history import kept


@kept()
class Function(models.Model):
    """One kind of police work or support. `many_functions` means an alliance not listed item by item."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100, unique=True)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
