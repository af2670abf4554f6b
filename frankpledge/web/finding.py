"""What stands around a search's results: the filter, what was chosen and understood, ways on from nothing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.register.search.facets import BY_KEY, IN_BEING, REGION, STATUS, Label, Sort
from frankpledge.register.search.find import Counted, Found
from frankpledge.register.search.folding import key
from frankpledge.register.search.understanding import Name, Question
from frankpledge.web.forms.find import FindForm
from frankpledge.web.phrases import listed, sentence, when

WRITTEN_WORD = re.compile(r"[^\W_]+(?:['\u2018\u2019][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet in the filter."""

    value: str
    label: str
    count: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """One facet in the filter, with the values worth showing: those that give results, and those chosen."""

    name: str
    title: Label
    options: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """One choice that can be taken back."""

    title: Label
    text: Label
    address: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way on, with what it is called and how many results it has, where that is known."""

    text: str
    address: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about the results, and what can be done about it."""

    text: str
    links: tuple[Link, ...] = ()


def facets(found: Found) -> list[Choices]:
    """The filter's facets. One is open when something of it is chosen, and the first always."""
    listed_facets = [counted for counted in found.facets if counted.facet != IN_BEING]
    return [_choices(counted, is_open=counted.facet == STATUS) for counted in listed_facets]


def in_being(found: Found) -> Choices | None:
    """The answers for the date asked for, when one is."""
    counted = found.facet(IN_BEING)
    return _choices(counted, is_open=True) if counted else None


def _choices(counted: Counted, *, is_open: bool) -> Choices:
    options = tuple(
        Choice(value.value, sentence(str(value.label)), f"{value.count:,}", value.is_chosen)
        for value in counted.values
        if value.count or value.is_chosen
    )
    return Choices(counted.facet.parameter, counted.facet.title, options, is_open or bool(counted.chosen))


def tags(form: FindForm, found: Found) -> list[Tag]:
    """Everything that was chosen, each with the address without it."""
    chosen = [
        Tag(counted.facet.title, value.label, form.without(counted.facet, value.value))
        for counted in found.facets
        for value in counted.chosen
        if value.value in form.chosen.get(counted.facet.key, ())
    ]
    if form.as_at:
        without = form.address(as_at=None, as_at_written="", chosen=_but(form, IN_BEING.key))
        chosen.append(Tag(_("As at"), when(form.as_at), without))
    if form.with_assumed:
        chosen.append(Tag(_("Membership"), _("assumed too"), form.address(with_assumed=False)))
    return chosen


def _but(form: FindForm, name: str) -> Mapping[str, tuple[str, ...]]:
    return {other: values for other, values in form.chosen.items() if other != name}


def notices(form: FindForm, found: Found) -> list[Notice]:
    """What a reader must know of these results, the weightiest first."""
    return [
        *_about_unknown_values(found),
        *_about_questions(form, found),
        *_about_spelling(form, found),
        *_about_reading(form, found),
        *_about_date(form, found),
        *_about_assumption(form, found),
        *_about_order(form),
    ]


def _about_unknown_values(found: Found) -> Iterator[Notice]:
    for name, values in found.unknown.items():
        said = {"facet": BY_KEY[name].title, "values": listed(f"“{value[:60]}”" for value in values)}
        text = _("%(facet)s: this register does not know %(values)s. The results are shown without it.")
        yield Notice(text % said)


def _about_questions(form: FindForm, found: Found) -> Iterator[Notice]:
    for question in found.understood.questions:
        choices = question.choices
        said = {"name": _as_written(form.text, question), "choices": _or([_called(name) for name in choices])}
        text = _("“%(name)s” may mean %(choices)s. We looked for the words. Choose:")
        if len(choices) == 1:
            text = _("“%(name)s” may mean %(choices)s, or something else. We looked for the words. Choose:")
        links = (
            Link(_called(name), form.address(meanings=(*form.meanings, name.meaning))) for name in choices
        )
        yield Notice(text % said, tuple(links))


def _as_written(text: str, question: Question) -> str:
    """The name as the reader wrote it, for short ones; longer ones folded."""
    for word in text.split():
        if key(word) == question.key:
            return word.strip(',.;:?!"“”')
    return question.key


def _called(name: Name) -> str:
    if name.kind == "region":
        return _("the %(name)s region") % {"name": REGION.labels.get(name.label, name.label)}
    if name.kind == "group":
        said = {"name": name.label, "count": len(name.slugs)}
        return _("the %(count)d forces called %(name)s") % said
    return name.label


def _or(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s or %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def _about_spelling(form: FindForm, found: Found) -> Iterator[Notice]:
    better = found.did_you_mean
    if better:
        text = WRITTEN_WORD.sub(lambda match: better.get(key(match[0]), match[0]), form.text)
        yield Notice(_("Did you mean"), (Link(text, form.address(text=text)),))


def _about_reading(form: FindForm, found: Found) -> Iterator[Notice]:
    if found.reading.was_cut:
        yield Notice(_("That is a long search: we looked for the first words of it only."))
    if found.understood.passed_over:
        words = listed(f"“{word}”" for word in found.understood.passed_over)
        yield Notice(_("Left out, because nearly every text has them: %(words)s.") % {"words": words})
    for name in found.understood.names:
        if name.meaning in form.meanings:
            kept = tuple(meaning for meaning in form.meanings if meaning != name.meaning)
            text = _("“%(name)s” was taken to mean %(body)s.") % {"name": name.key, "body": _called(name)}
            yield Notice(text, (Link(_("Look for the words instead"), form.address(meanings=kept)),))
    plain = [name for name in found.understood.names if name.meaning not in form.meanings]
    if plain:
        said = {"names": listed(dict.fromkeys(_called(name) for name in plain))}
        yield Notice(_("Found where the words stand, or where these are parties: %(names)s.") % said)


def _about_date(form: FindForm, found: Found) -> Iterator[Notice]:
    if not found.left_out or IN_BEING.key in form.chosen:
        return
    text = ngettext(
        "%(count)d other is left out: it was not in being on %(day)s.",
        "%(count)d others are left out: they were not in being on %(day)s.",
        found.left_out,
    )
    yield Notice(text % {"count": found.left_out, "day": when(form.as_at)})


def _about_assumption(form: FindForm, found: Found) -> Iterator[Notice]:
    if not found.besides:
        return
    text = ngettext(
        "Besides, %(count)d agreement counts by assumption: nearly always one that every force is in.",
        "Besides, %(count)d agreements count by assumption: nearly always ones that every force is in.",
        found.besides,
    )
    yield Notice(
        text % {"count": found.besides},
        (Link(ngettext("Show it", "Show them", found.besides), form.address(with_assumed=True)),),
    )


def _about_order(form: FindForm) -> Iterator[Notice]:
    if form.sort == Sort.NEWEST:
        yield Notice(_("Newest by start date; those whose start is not known stand last."))
    elif form.sort == Sort.PARTIES:
        yield Notice(_("By the number of parties that sources state; assumed ones are not counted."))


def ways_on(form: FindForm, found: Found) -> list[Link]:
    """From nothing found to something: each choice dropped, and each part of the words alone."""
    dropped = [
        Link(
            _("Without the filter “%(facet)s”") % {"facet": counted.facet.title},
            form.without(counted.facet),
            counted.without,
        )
        for counted in found.facets
        if counted.without and counted.facet.key in form.chosen
    ]
    alone = [
        Link(_("Only “%(words)s”") % {"words": words}, FindForm(chosen={}, text=words).address(), count)
        for words, count in found.alone
    ]
    return [*dropped, *alone]
