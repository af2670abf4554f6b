"""What kind of publisher stands behind an address, as far as its host name tells."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublisherKind(models.TextChoices):
    """Only what a host name proves. Most publishers are none of these, and nothing is said of them."""

    ENCYCLOPAEDIA = "encyclopaedia", _("an encyclopaedia")
    POLICE = "police", _("a police website")
    GOVERNMENT = "government", _("a government website")


# Anybody may edit an encyclopaedia of this kind; a police or government domain is given to such bodies alone.
ENCYCLOPAEDIAS = ("wikipedia.org", "wikiwand.com", "wikidata.org")
OFFICIAL = {"police.uk": PublisherKind.POLICE, "gov.uk": PublisherKind.GOVERNMENT}


def kind_of(publisher: str) -> PublisherKind | None:
    """The kind that the host name `publisher` proves, or None.

    >>> kind_of("en.wikipedia.org")
    PublisherKind.ENCYCLOPAEDIA
    >>> kind_of("not-gov.uk.example")
    """
    if _stands_under(publisher, *ENCYCLOPAEDIAS):
        return PublisherKind.ENCYCLOPAEDIA
    return next((kind for domain, kind in OFFICIAL.items() if _stands_under(publisher, domain)), None)


def _stands_under(host: str, *domains: str) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
