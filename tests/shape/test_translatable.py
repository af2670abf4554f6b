"""Every word that a reader sees can be translated: read off the templates' own syntax trees."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

import pytest
from babel.messages.extract import extract
from django.conf import settings
from django.template import engines
from django.test import Client
from django.utils import translation
from jinja2 import Environment, nodes
from pytest_django import Settings

from frankpledge.web import labels, translations

TEMPLATES = settings.PACKAGE / "web" / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
# Names of formats and of cookies: the same in every language.
SAME_EVERYWHERE = frozenset({"CSV", "JSON", "csrftoken", "session", "JSON Lines"})
READ_OUT = frozenset(
    {"alt", "aria-label", "aria-description", "aria-roledescription", "content", "placeholder", "title"}
)
SETTINGS_OF_THE_BROWSER = frozenset({"viewport", "theme-color", "robots", "format-detection"})
HELD_OUT = "\N{OBJECT REPLACEMENT CHARACTER}"
IN_BRACKETS = re.compile("⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}")


def environment() -> Environment:
    made: Environment = engines["jinja2"].env  # type: ignore[attr-defined] # the Jinja2 engine has it
    return made


class Seen(HTMLParser):
    """Gathers what a reader would see or hear of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._unseen += 1
        if tag == "meta" and dict(attrs).get("name") in SETTINGS_OF_THE_BROWSER:
            return
        self.words += [value for name, value in attrs if name in READ_OUT and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)


def seen(markup: str) -> list[str]:
    """The pieces of text in `markup` that hold a word."""
    parser = Seen()
    parser.feed(markup)
    parser.close()
    pieces = (piece.strip() for text in parser.words for piece in text.split(HELD_OUT))
    return [piece for piece in pieces if WORD.search(piece) and piece not in SAME_EVERYWHERE]


def bare(source: str) -> list[str]:
    """The words of a template that no translator is ever shown."""
    tree = environment().parse(source)
    markup: list[str] = []
    words: list[str] = []
    for output in tree.find_all(nodes.Output):
        for part in output.nodes:
            if isinstance(part, nodes.TemplateData):
                markup.append(part.data)
            else:
                markup.append(HELD_OUT)
                words += [text for text in constants(part) if " " in text.strip() and WORD.search(text)]
    return seen("".join(markup)) + words


def constants(part: nodes.Node) -> Iterator[str]:
    """Text that an expression would print as it stands."""
    if isinstance(part, nodes.Const) and isinstance(part.value, str):
        yield part.value
    elif isinstance(part, nodes.CondExpr):
        yield from constants(part.expr1)
        if part.expr2 is not None:
            yield from constants(part.expr2)
    elif isinstance(part, (nodes.Or, nodes.And)):
        yield from constants(part.left)
        yield from constants(part.right)
    elif isinstance(part, nodes.Concat):
        for each in part.nodes:
            yield from constants(each)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_has_a_word_that_cannot_be_translated(name: str) -> None:
    assert bare((TEMPLATES / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Plain words</p>",
        '<a aria-label="Close">{{ _("x") }}</a>',
        '<input placeholder="{{ name }} here">',
        '{% if a %}<h1 title="A title">{% endif %}',
        '<p>{{ name or "nothing found" }}</p>',
        '<p>{{ "one thing" if n == 1 else _("more") }}</p>',
        '<meta name="description" content="About us">',
        "{% trans %}kept{% endtrans %} and <b>lost</b>",
    ],
)
def test_the_check_finds_a_word_left_out(source: str) -> None:
    assert bare(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p class="govuk-body">{{ _("Words") }}: {{ name }} (<a href="/a">CSV</a>)</p>',
        "{% trans n=1 %}one <b>thing</b>{% pluralize %}{{ n }} things{% endtrans %}",
        '<meta name="viewport" content="width=device-width">',
        "<script>const words = 1;</script>",
        '{{ url("find", query={"q": "dogs and cats"}) }}',
    ],
)
def test_the_check_passes_what_is_translated_or_unseen(source: str) -> None:
    assert bare(source) == []


def test_babel_finds_what_python_and_templates_say() -> None:
    python = b'from django.utils.translation import gettext_lazy as _\nTITLE = _("A title")\n'
    template = b'{{ _("Words") }}{% trans day=d %}\n  As at\n  {{ day }}.\n{% endtrans %}'
    assert [found[1] for found in extract("python", BytesIO(python))] == ["A title"]
    options = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "trimmed": "true"}
    found = [message[1] for message in extract("jinja2", BytesIO(template), options=options)]
    assert found == ["Words", "As at %(day)s."]
    configured = (settings.ROOT / "babel.cfg").read_text(encoding="utf-8")
    for name, value in options.items():
        assert f"{name} = {value}" in configured


def test_a_sentence_over_several_lines_is_looked_up_as_one() -> None:
    asked: list[str] = []

    def look_up(text: str, **_: object) -> str:
        asked.append(text)
        return text

    source = "{% trans day='today' %}\n    As at\n    {{ day }}.\n{% endtrans %}"
    environment().overlay().from_string(source, globals={"gettext": look_up}).render()
    assert asked == ["As at %(day)s."]


@pytest.fixture
def another_language(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """A language in which every message stands in brackets."""
    settings.PUBLIC_PAGE_CACHE = False
    # What was looked up before, in English, is remembered.
    monkeypatch.setattr(translations, "_remembered", lambda _language, message: translation.gettext(message))
    monkeypatch.setattr(labels, "_in", labels._in.__wrapped__)
    backend = translation._trans  # type: ignore[attr-defined] # where Django looks messages up
    monkeypatch.setattr(backend, "gettext", lambda text: f"⟦{text}⟧")
    monkeypatch.setattr(backend, "ngettext", lambda one, many, number: f"⟦{one if number == 1 else many}⟧")
    monkeypatch.setattr(backend, "pgettext", lambda _context, text: f"⟦{text}⟧")


@pytest.mark.django_db
@pytest.mark.usefixtures("another_language")
@pytest.mark.parametrize("path", ["/about", "/accessibility", "/privacy", "/no-such-page"])
def test_in_another_language_no_word_of_a_page_is_left_in_english(path: str, client: Client) -> None:
    parser = Seen()
    parser.feed(client.get(path).content.decode())
    page = "\n".join(parser.words)
    assert "⟦" in page
    while IN_BRACKETS.search(page):
        page = IN_BRACKETS.sub("", page)
    assert [word for word in WORD.findall(page) if word not in SAME_EVERYWHERE] == []


def test_templates_were_found() -> None:
    assert "layout.html" in NAMES
    assert "about/about.html" in NAMES
