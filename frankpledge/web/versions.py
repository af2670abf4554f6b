"""Versions of the method in words: what each sets, how it is cited, and what differs between two."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.benefits.method import Difference, Version
from frankpledge.web import tracking
from frankpledge.web.phrases import pounds_in_words, when

PENCE = 100
Number = int | Decimal


def _days(number: Number) -> str:
    return ngettext("%(count)d working day", "%(count)d working days", int(number)) % {"count": int(number)}


def _share(number: Number) -> str:
    return tracking.share(float(number))


def _pounds(number: Number) -> str:
    return pounds_in_words(Decimal(number) / PENCE)


RULES: Mapping[str, tuple[str | Promise, Callable[[Number], str]]] = {
    "full_method_from_pence": (
        gettext_lazy("All fourteen stages are for what costs more in a year than"),
        _pounds,
    ),
    "review_working_days": (gettext_lazy("Parties may dispute a locked return for"), _days),
    "profile_is_enough": (gettext_lazy("A profile is complete from this share of what it must say"), _share),
    "tolerance_cash": (gettext_lazy("Tolerance of money taken out of budgets"), _share),
    "tolerance_capacity": (gettext_lazy("Tolerance of time freed"), _share),
    "tolerance_outcome": (gettext_lazy("Tolerance of every other benefit"), _share),
}


def numbers(version: Version) -> list[tuple[str, str]]:
    """Each number that a version publishes: (what it is, the number in words)."""
    return [(str(label), words(getattr(version.rules, name))) for name, (label, words) in RULES.items()]


def differing(differences: Iterable[Difference]) -> list[tuple[str, str, str]]:
    """Each number that differs: (what it is, before, after)."""
    return [
        (str(RULES[each.rule][0]), RULES[each.rule][1](each.before), RULES[each.rule][1](each.after))
        for each in differences
    ]


def citation(version: Version) -> str:
    """How a version is cited: its name, when it was issued, and where it stays."""
    where = settings.PUBLIC_ADDRESS + reverse("method-version", args=[version.number])
    told = {"name": version.cited, "issued": when(version.issued), "where": where}
    return _("%(name)s, %(issued)s, %(where)s") % told
