"""Lists of collaborations on the pages of functions and regions: groups in order, and words for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from frankpledge.register.queries.entries import Place
from frankpledge.register.queries.listings import Listed, Listing
from frankpledge.web import glosses
from frankpledge.web.labels import labels


@dataclass(frozen=True, slots=True)
class Group:
    """Collaborations under one heading: `count` is of all, `listed` are the first of them."""

    id: str
    title: str
    gloss: str
    count: int
    listed: Sequence[Listed]


def by_model(listing: Listing) -> list[Group]:
    """The regional and local ones under their models, in the order of the code list."""
    models = [model for model in labels()["model"] if model in listing.groups]
    return [
        Group(
            id=model.replace("_", "-"),
            title=str(labels()["model"][model]),
            gloss=str(glosses.MODELS.get(model, "")),
            count=listing.count(group=model),
            listed=listing.of(model),
        )
        for model in models
    ]


def group(listing: Listing, key: str, title: str, gloss: str = "") -> Group:
    """One group of a list under a heading of its own."""
    return Group(id=key, title=title, gloss=gloss, count=listing.count(group=key), listed=listing.of(key))


def place_words() -> dict[Place, str]:
    """How a collaboration stood on a past day."""
    return {
        Place.WAS_IN: _("In being then"),
        Place.NOT_KNOWN: _("Not known whether it was in being then"),
        Place.NOT_THEN: _("Not in being then"),
    }
