"""The method's text as a page: CommonMark in our typography, its worked examples worked out as it is made.

A fenced block `json share` holds a case; what the command prints for it follows in a block `text`, for
readers of the file. The page leaves that block out and shows what the engine says now.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from frankpledge.exchange import cases
from frankpledge.exchange.method import HOME

CLASSES = {
    "h1": "govuk-heading-xl",
    "h2": "govuk-heading-l",
    "h3": "govuk-heading-m",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "blockquote": "govuk-inset-text",
    "code": "frankpledge-code",
}
READER = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page in three parts: heading and introduction, what follows as (id, heading), and the rest."""

    lead: SafeString
    contents: Sequence[tuple[str, str]]
    rest: SafeString


def rendered(text: str, home: str) -> Rendered:
    """The page's HTML; links to other pages' files become addresses under `home`."""
    tokens = list(_prepared(READER.parse(text), home))
    for paragraph in [token for token in tokens if token.type == "paragraph_open"][:1]:
        paragraph.attrSet("class", "govuk-body-l")
    headings = [place for place, token in enumerate(tokens) if token.type == "heading_open"]
    sections = [place for place in headings if tokens[place].tag == "h2"]
    first = sections[0] if sections else len(tokens)
    contents = [(str(tokens[place].attrs["id"]), tokens[place + 1].content) for place in sections]
    return Rendered(_html(tokens[:first]), contents, _html(tokens[first:]))


def _html(tokens: list[Token]) -> SafeString:
    # The reader escapes everything in the text; raw HTML in it is switched off.
    markup: str = READER.renderer.render(tokens, READER.options, {})
    return SafeString(markup)


def _prepared(tokens: Sequence[Token], home: str) -> Iterator[Token]:
    """The tokens with our classes and addresses, examples answered, tables numbered and made to scroll."""
    numbers = Numbers()
    for place, token in enumerate(tokens):
        _dress(token, home)
        if token.type == "heading_open":
            token.attrSet("id", slug(tokens[place + 1].content))
        if not (place and token.type == "fence" and _command(tokens[place - 1])):
            yield from _shown(token, numbers)


def _shown(token: Token, numbers: "Numbers") -> list[Token]:
    if token.type == "fence":
        return [_example(token, numbers) if _command(token) else _code(token)]
    if token.type == "table_open":
        words = _("Table %(number)s") % {"number": numbers.next_table()}
        begins = '<div class="frankpledge-scroll" role="region" tabindex="0" aria-label="{}">'
        return [_raw(format_html(begins, words)), token]
    if token.type == "table_close":
        return [token, _raw("</div>")]
    return [token]


class Numbers:
    """Counts a page's tables, so that each has a name of its own for those who go from one to the next."""

    def __init__(self) -> None:
        self._tables = 0

    def next_table(self) -> int:
        """The next table's number."""
        self._tables += 1
        return self._tables


def slug(heading: str) -> str:
    """A heading's id: `Stage 1. Register` is `stage-1-register`."""
    words = "".join(letter if letter.isalnum() else " " for letter in heading.lower())
    return "-".join(words.split())


def _command(token: Token) -> str:
    """The command that a block holds a case for; empty for any other block."""
    kind, _, command = token.info.partition(" ")
    return command if token.type == "fence" and kind == "json" else ""


def _example(token: Token, numbers: Numbers) -> Token:
    report = cases.answer(_command(token), json.loads(token.content))
    tables = [(numbers.next_table(), table) for table in report.tables]
    context = {"report": report, "tables": tables, "case": token.content, "command": _command(token)}
    return _raw(render_to_string("method/example.html", context))


def _code(token: Token) -> Token:
    return _raw(render_to_string("method/code.html", {"text": token.content}))


def _raw(markup: str) -> Token:
    return Token("html_block", "", 0, content=markup)


def _dress(token: Token, home: str) -> None:
    if token.type == "inline":
        for child in token.children or []:
            _dress(child, home)
    if token.tag in CLASSES and token.nesting >= 0:
        token.attrSet("class", CLASSES[token.tag])
    if token.tag == "th" and token.nesting == 1:
        token.attrSet("scope", "col")
    if token.type == "link_open":
        token.attrSet("href", address(str(token.attrs["href"]), home))


def address(written: str, home: str) -> str:
    """Where a link in the text leads: `keys.md` is a page under `home`; other addresses stay."""
    if "://" in written or written.startswith("#"):
        return written
    path, hash_, place = written.partition("#")
    path = home if path == f"{HOME}.md" else f"{home}/{path.removesuffix('.md')}"
    return f"{path}{hash_}{place}"
