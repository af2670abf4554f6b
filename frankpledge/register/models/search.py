"""What searching reads: made from the record by `register.search.index`, and never a source of facts."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from frankpledge.people.fields import PartialDateField
from frankpledge.people.models import Confidence
from frankpledge.register.models.collaborations import Collaboration, LegalBasis, Model, StartKind, Status

SEGMENT_BITS = 4096

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field


class BitsField(AnyField):
    """A string of bits, one for each record of a segment; in Python, text of noughts and ones."""

    description = "A string of bits"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002 - Django's signature
        return f"bit({SEGMENT_BITS})"


# Made anew when everything is, by the owner's function register_search_index_words().
WORDS_INDEX = GinIndex(fields=["words"], name="register_search_words", fastupdate=False)


def made_from(related_name: str) -> "models.OneToOneField[Collaboration, Collaboration]":
    """The collaboration that a row is made from. The row outlives it until `index.refresh` is told.

    Only so can the words that it took to the vocabulary be counted out again.
    """
    return models.OneToOneField(
        Collaboration,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name=related_name,
    )


class SearchEntry(models.Model):
    """What finds, ranks and sorts one collaboration. Kept narrow: a common word reads most of this table.

    `words` holds everything that can be found, `headwords` what is ranked by: the title and other names (A),
    functions and who is a party (B) and the summary (C).

    On a day before `not_before` or from `not_from` on, the collaboration was not in being; from `surely_from`
    to the day before `surely_before` it was; on any other day it is not known.
    """

    collaboration = made_from(related_name="search_entry")
    not_before = models.DateField(null=True)
    not_from = models.DateField(null=True)
    surely_from = models.DateField(null=True)
    surely_before = models.DateField(null=True)
    takes_in_every_force = models.BooleanField()
    parties_count = models.IntegerField()
    starts_on = PartialDateField()
    title_key = models.CharField(max_length=200, db_collation="C")
    headwords = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            WORDS_INDEX,
            models.Index(
                fields=["takes_in_every_force", "title_key", "collaboration"], name="register_search_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title_key


class SearchCard(models.Model):
    """What a result shows and what an export of results holds, so that neither joins anything.

    Texts of several lines hold one thing a line. `parties` and `lead` are those stated; `assumed_areas_count`
    counts the areas that nobody has stated.
    """

    collaboration = made_from(related_name="search_card")
    reference = models.CharField(max_length=10)
    address = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    names = models.TextField()
    summary = models.TextField()
    functions = models.TextField()
    model = models.CharField(max_length=30, choices=Model)
    legal_basis = models.CharField(max_length=20, choices=LegalBasis)
    status = models.CharField(max_length=20, choices=Status)
    status_as_of = PartialDateField()
    ending_kind = models.CharField(max_length=20)
    starts_on = PartialDateField()
    start_kind = models.CharField(max_length=20, choices=StartKind)
    ends_on = PartialDateField()
    parent_reference = models.CharField(max_length=10)
    parties = models.TextField()
    lead = models.TextField()
    areas_count = models.IntegerField()
    assumed_areas_count = models.IntegerField()
    figures_count = models.IntegerField()
    existence_confidence = models.CharField(max_length=10, choices=Confidence)
    parties_confidence = models.CharField(max_length=10, choices=Confidence)
    dates_confidence = models.CharField(max_length=10, choices=Confidence)
    status_confidence = models.CharField(max_length=10, choices=Confidence)
    parties_coverage = models.CharField(max_length=20)
    notes = models.TextField()
    claims = models.TextField()
    events = models.TextField()
    vocabulary = SearchVectorField()

    def __str__(self) -> str:
        return self.title


class SearchBits(models.Model):
    """Which records of a segment have a facet's value: bit n of segment s is collaboration s * 4096 + n.

    Segments and values that no record has are not kept.
    """

    pk = models.CompositePrimaryKey("segment", "facet", "value")
    segment = models.IntegerField()
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=100)
    bits = BitsField()

    class Meta:
        verbose_name_plural = "search bits"

    def __str__(self) -> str:
        return f"{self.facet} {self.value}, segment {self.segment}"


class SearchWordBits(models.Model):
    """Which records of a segment have a word that very many have, and which have it in a title or name.

    Such a word finds so much that reading the records, even to rank them, costs more than all else. The list
    of these words is made when everything is made anew; a small register has none.
    """

    pk = models.CompositePrimaryKey("stem", "segment")
    stem = models.CharField(max_length=200)
    segment = models.IntegerField()
    bits = BitsField()
    titled = BitsField()

    class Meta:
        verbose_name_plural = "search word bits"

    def __str__(self) -> str:
        return f"{self.stem}, segment {self.segment}"


class SearchStay(models.Model):
    """The days on which a party with dates of its own was in its collaboration, bounded as an entry is."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    organisation_slug = models.CharField(max_length=100)
    not_before = models.DateField(null=True)
    not_from = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.organisation_slug} in {self.collaboration_id}"


class SearchName(models.Model):
    """A name that a reader may type, and what it stands for: a body, or the members of a group.

    `key` is the name folded. A key that stands for several things is asked about.
    """

    key = models.CharField(max_length=200)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    slugs = ArrayField(models.CharField(max_length=100))
    is_ambiguous = models.BooleanField()
    note = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "kind", "label"], name="register_search_name_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.label}"


class SearchWord(models.Model):
    """A word that occurs, folded, with its stem and the number of records it occurs in."""

    word = models.CharField(max_length=200, primary_key=True)
    stem = models.CharField(max_length=200)
    records_count = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["stem"], name="register_search_stem")]

    def __str__(self) -> str:
        return self.word
