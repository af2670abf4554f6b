"""The method's pages: its text in our typography, with the examples worked out as the page is made."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from frankpledge.exchange import method as exchange
from frankpledge.web import method, page_cache

pytestmark = pytest.mark.django_db
SLUGS = exchange.slugs(settings.METHOD_FOLDER)


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def html(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


class Headings(HTMLParser):
    """The levels of a page's headings, and every id and link in it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []


def test_the_method_has_its_fourteen_stages_in_order(client: Client) -> None:
    page = html(client, "/method")
    assert "<h1" in page
    assert "Collaboration Benefits Method 1.0</h1>" in page
    stages = re.findall(r"Stage (\d+)\. (\w+)</h3>", page)
    assert [int(number) for number, _name in stages] == list(range(1, 15))
    assert stages[0][1] == "Register"
    assert stages[-1][1] == "Learn"


def test_the_method_says_that_nobody_has_adopted_it(client: Client) -> None:
    assert "Nobody had adopted this method when this edition was written." in html(client, "/method")


def test_the_menu_leads_to_the_method(client: Client) -> None:
    assert 'href="/method" aria-current="true"' in html(client, "/method/shapley")


@pytest.mark.parametrize("slug", ["", *SLUGS])
def test_headings_go_down_one_level_at_a_time_and_every_link_here_leads_somewhere(
    client: Client, slug: str
) -> None:
    page = Headings(html(client, f"/method/{slug}".rstrip("/")))
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    for link in {link for link in page.links if link.startswith("/method")}:
        assert client.get(link.partition("#")[0]).status_code == 200, link
    for link in {link for link in page.links if link.startswith("#")}:
        assert link[1:] in page.ids, link


@pytest.mark.parametrize("slug", ["", *SLUGS])
def test_no_column_and_no_row_is_headed_by_nothing(client: Client, slug: str) -> None:
    assert not re.search(r"<th[^>]*>\s*</th>", html(client, f"/method/{slug}".rstrip("/")))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_method_leads_to_every_page(client: Client, slug: str) -> None:
    assert f'href="/method/{slug}"' in html(client, "/method")


def test_an_example_is_worked_out_as_the_page_is_made(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    case = '{"title": "Fresh", "parties": ["A", "B"], "costs": {"A": 7, "B": 9, "A+B": 10}}'
    text = f"# One\n\nWords.\n\n## Example\n\n```json share\n{case}\n```\n\n```text\nstale\n```\n"
    (tmp_path / "one.md").write_text(text, encoding="utf-8")
    settings.METHOD_FOLDER = tmp_path
    page = html(client, "/method/one")
    assert "Together they cost £10.00: £6.00 less than each alone." in page
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">£4.00</td>' in page
    assert "stale" not in page
    assert "&#34;Fresh&#34;" in page


def test_tables_and_examples_are_named_apart(client: Client) -> None:
    page = html(client, "/method/keys")
    named = re.findall(r"Table (\d+): ", page)
    assert named == [str(number) for number in range(1, len(named) + 1)]


def test_the_text_is_words_and_never_markup() -> None:
    page = method.rendered("# One <b>\n\n<script>alert(1)</script> [x](javascript:alert(1))\n", "/method")
    assert "<script" not in page.lead
    assert "&lt;b&gt;" in page.lead
    assert "<a" not in page.lead


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("keys.md", "/method/keys"),
        ("README.md", "/method"),
        ("README.md#words", "/method#words"),
        ("schemas/share.json", "/method/schemas/share.json"),
        ("#words", "#words"),
        ("https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_links_in_the_text_become_addresses(written: str, leads_to: str) -> None:
    assert method.address(written, "/method") == leads_to


def test_a_schema_is_served_as_it_ships(client: Client) -> None:
    answer = client.get("/method/schemas/share.json")
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert answer.json()["title"] == "A case for frankpledge share"


@pytest.mark.parametrize(
    "path", ["/method/no-such-method", "/method/README", "/method/schemas/none.json", "/method/schemas"]
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_of_the_method_asks_the_database_nothing_more_as_the_register_grows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get("/method/keys")


def test_the_method_s_text_is_part_of_the_release(settings: Settings, tmp_path: Path) -> None:
    before = page_cache.release()
    page_cache.release.cache_clear()
    (tmp_path / "README.md").write_text("# Another\n", encoding="utf-8")
    settings.METHOD_FOLDER = tmp_path
    assert page_cache.release() != before
