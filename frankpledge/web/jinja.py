"""The templates' environment: ours are strict, the official macros are as they came."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    Template,
    Undefined,
)
from jinja2.loaders import PrefixLoader

from frankpledge.web import asat, members, navigation, phrases, translations
from frankpledge.web.sign_in import frames

TEMPLATES = Path(__file__).parent / "templates"
FILTERS = (
    phrases.when,
    phrases.span,
    phrases.number,
    phrases.pounds,
    phrases.pounds_in_words,
    phrases.not_known,
    phrases.listed,
    phrases.sentence,
    phrases.moment,
)


class OfficialMacros(PrefixLoader):
    """The GOV.UK Frontend macros. They lean on missing parameters being false, which our own may not."""

    def __init__(self) -> None:
        super().__init__({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
        self._lenient: Environment | None = None

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Loads a macro's file into a copy of the environment in which what is missing is empty."""
        if self._lenient is None:
            self._lenient = environment.overlay(undefined=Undefined)
        return super().load(self._lenient, name, globals)


def url(name: str, *args: Any, query: dict[str, Any] | None = None, **kwargs: Any) -> str:
    """The address of a route by its name, with an optional query: `url("find", query={"q": "dogs"})`."""
    return reverse(name, args=args or None, kwargs=kwargs or None, query=query)


def environment(**options: Any) -> Environment:
    """What Django renders our templates with."""
    options["loader"] = ChoiceLoader([FileSystemLoader(TEMPLATES), OfficialMacros()])
    options["undefined"] = StrictUndefined
    options["extensions"] = ["jinja2.ext.i18n"]
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django passes autoescape=True
    # A sentence may run over several lines of a template.
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined] # added by the i18n extension
        gettext=translations.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    # Without its detour through the context, which is a good part of what a short string costs.
    made.globals["_"] = made.globals["gettext"]
    made.globals.update(
        url=url,
        static=static,
        current_language=translation.get_language,
        is_demonstration=lambda: settings.DEMONSTRATION,
        navigation=navigation,
        today=asat.today,
        signed_in_person=members.user_for_frame,
        account_frame=frames.account_frame,
        messages_of=frames.messages_of,
        error_list=frames.error_list,
    )
    made.filters.update({each.__name__: each for each in FILTERS})
    return made
