"""Translation for templates: what Django answers, remembered.

A page asks for some hundred strings, nearly all of them constants of its templates, and looking each one up
through Django's chain of catalogues takes a fair part of the page's time.
"""

from functools import lru_cache

from django.utils import translation

MOST_REMEMBERED = 8192


@lru_cache(maxsize=MOST_REMEMBERED)
def _remembered(_language: str | None, message: str) -> str:
    return translation.gettext(message)


def gettext(message: str) -> str:
    """The message in the language of the page."""
    return _remembered(translation.get_language(), message)
