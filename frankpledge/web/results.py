"""A search's results as a reader meets them: each with its facts in a line and the words that were found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.search.facets import FORCE
from frankpledge.register.search.find import Found, Result, Stay
from frankpledge.register.search.statement import TEXTS
from frankpledge.web.labels import labels
from frankpledge.web.marking import Marker
from frankpledge.web.phrases import listed, span, when


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One result. `context` is where else the words were found: what it is, and the text."""

    address: str
    title: Markup
    status: str
    status_label: Any
    status_as_of: PartialDate | None
    summary: Markup
    facts: tuple[str, ...]
    context: tuple[str, Markup] | None
    notes: tuple[str, ...]
    is_by_assumption: bool


def rows(found: Found) -> list[Row]:
    """The page's results."""
    marker = Marker(found.understood.spellings)
    forces = found.facet(FORCE)
    names = {value.value: str(value.label) for value in forces.chosen} if forces else {}
    return [_row(result, found, marker, names) for result in found.results]


def _row(result: Result, found: Found, marker: Marker, names: Mapping[str, str]) -> Row:
    card = result.card
    is_seen = not found.understood.clauses or marker.finds(card["title"]) or marker.finds(card["summary"])
    return Row(
        address=reverse("collaboration", args=[card["address"]]),
        title=marker.mark(card["title"]),
        status=card["status"],
        status_label=labels()["status"][card["status"]],
        status_as_of=_date(card["status_as_of"]),
        summary=marker.mark(card["summary"]),
        facts=tuple(_facts(card)),
        context=None if is_seen else _context(card, marker),
        notes=tuple(_notes(result, found, names)),
        is_by_assumption=result.is_by_assumption,
    )


def _date(written: str | None) -> PartialDate | None:
    return PartialDate.parse(written) if written else None


def _facts(card: Mapping[str, Any]) -> Iterator[str]:
    yield _areas(card["areas_count"], card["assumed_areas_count"])
    yield str(labels()["model"][card["model"]])
    yield span(_date(card["starts_on"]), _date(card["ends_on"]))
    if card["lead"]:
        yield _("led by %(names)s") % {"names": listed(card["lead"].split("\n"))}
    yield _figures(card["figures_count"])


def _areas(count: int, assumed: int) -> str:
    if not count:
        return _("areas not known")
    areas = ngettext("%(count)d area", "%(count)d areas", count) % {"count": count}
    if assumed == count:
        return _("%(areas)s, by assumption") % {"areas": areas}
    return (
        _("%(areas)s, %(assumed)d by assumption") % {"areas": areas, "assumed": assumed} if assumed else areas
    )


def _figures(count: int) -> str:
    if not count:
        return _("no published figures")
    return ngettext("%(count)d published figure", "%(count)d published figures", count) % {"count": count}


def _context(card: Mapping[str, Any], marker: Marker) -> tuple[str, Markup] | None:
    found = marker.context({name: card[name] for name in TEXTS})
    if found is None:
        return None
    what = {
        "names": _("Also known as"),
        "parties": _("Among its parties"),
        "notes": _("From our notes"),
        "claims": _("Somebody said"),
        "events": _("In its timeline"),
    }
    return what[found[0]], found[1]


def _notes(result: Result, found: Found, names: Mapping[str, str]) -> Iterator[str]:
    day = found.asked.as_at
    if result.in_being is Answer.YES:
        yield _("In being on %(day)s.") % {"day": when(day)}
    elif result.in_being is Answer.NOT_KNOWN:
        yield _("Whether it was in being on %(day)s is not known.") % {"day": when(day)}
    elif result.in_being is Answer.NO:
        yield _("Not in being on %(day)s.") % {"day": when(day)}
    for slug in names:
        stays = [stay for stay in result.stays if stay.slug == slug]
        if stays:
            yield from _about_stays(names[slug], stays, found)


def _about_stays(name: str, stays: Iterable[Stay], found: Found) -> Iterator[str]:
    held = list(stays)
    day = found.asked.as_at
    if day:
        answers = {stay.belonged for stay in held}
        if Answer.YES in answers:
            yield _("%(name)s was in it on %(day)s.") % {"name": name, "day": when(day)}
        elif Answer.NOT_KNOWN in answers:
            yield _("Whether %(name)s was in it on %(day)s is not known.") % {"name": name, "day": when(day)}
    elif all(stay.left_on for stay in held):
        last = max((stay.left_on for stay in held if stay.left_on), key=str)
        yield _("%(name)s left: %(day)s.") % {"name": name, "day": when(last)}
