"""What a search is narrowed by: each facet, what its values are called, and in which order they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frankpledge.dates import Answer
from frankpledge.people.models import Confidence, Region
from frankpledge.register.models import LegalBasis, Model, Status

Label = str | Promise

ANSWERS: Mapping[str, Label] = {
    Answer.YES: _("yes"),
    Answer.NOT_KNOWN: _("not known"),
    Answer.NO: _("no"),
}


class Sort(StrEnum):
    """The orders in which results can stand."""

    BEST = "best"
    NEWEST = "newest"
    PARTIES = "parties"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search.

    `key` is its name in the index and, with hyphens, in an address. `labels` are its values and what they are
    called, in order; where it is empty the record itself holds the values. `has_assumed` says that a value
    may be had by assumption alone, which counts only when asked for.
    """

    key: str
    title: Label
    labels: Mapping[str, Label] = field(default_factory=dict)
    has_assumed: bool = False

    @property
    def parameter(self) -> str:
        """Its name in an address."""
        return self.key.replace("_", "-")


def _labels(choices: Iterable[tuple[str, Label]]) -> dict[str, Label]:
    return dict(choices)


FUNCTION = Facet("function", _("Function"))
MODEL = Facet("model", _("Model"), _labels(Model.choices))
STATUS = Facet("status", _("Status"), _labels(Status.choices))
REGION = Facet("region", _("Region of the parties"), _labels(Region.choices), has_assumed=True)
FORCE = Facet("force", _("Force"), has_assumed=True)
LEGAL_BASIS = Facet("legal_basis", _("Legal basis"), _labels(LegalBasis.choices))
CONFIDENCE = Facet("confidence", _("How sure we are"), _labels(Confidence.choices))
IN_BEING = Facet("in_being", _("In being on the date"), ANSWERS)
# Those in being on the date asked for, and those of which that cannot be ruled out.
UNLESS_CHOSEN = frozenset({Answer.YES.value, Answer.NOT_KNOWN.value})

# In the order in which a reader meets them.
FACETS = (STATUS, FUNCTION, MODEL, REGION, FORCE, LEGAL_BASIS, CONFIDENCE)
BY_KEY = {facet.key: facet for facet in (*FACETS, IN_BEING)}
