"""The whole method on one page and as a PDF: chapters, examples worked out, parameters with sources."""

import io
from itertools import pairwise

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from frankpledge.benefits import packs
from frankpledge.exchange import method, method_papers
from tests.pdfs import catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False


def test_it_has_every_chapter_in_the_order_of_the_method_and_every_parameter(client: Client) -> None:
    page = client.get("/method/whole").content.decode()
    slugs = method_papers.in_order(settings.METHOD_FOLDER, method.page(settings.METHOD_FOLDER).text)
    assert sorted(slugs) == method.slugs(settings.METHOD_FOLDER)
    assert slugs[0] == "appraisal"
    places = [page.index(f'id="{slug}"') for slug in slugs]
    assert places == sorted(places)
    for name in packs.names():
        assert f'id="pack-{name}"' in page
    assert "Camside would be £78,333.33 better off alone." in page
    assert "How to cite it:" in page
    assert "Published as our judgement" in page or "Our judgement" in page
    assert "<script" not in page.split("<main")[1].split("</main>")[0]


def test_an_example_is_answered_anew_and_what_the_file_prints_is_left_out() -> None:
    held = method_papers.paper(settings.METHOD_FOLDER, "Cited")
    printed = [block.text for each in held.sections for block in each.blocks if hasattr(block, "text")]
    assert not any("Better off by themselves, 3 groups" in text for text in printed)
    assert any("better off leaving by" in text for text in printed)


def test_headings_go_down_one_level_at_a_time_and_no_place_is_named_twice() -> None:
    held = method_papers.paper(settings.METHOD_FOLDER, "Cited")
    levels = [1, *(each.level for each in held.sections)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    anchors = [each.anchor for each in held.sections]
    assert len(anchors) == len(set(anchors))


def test_the_pdf_is_tagged_and_says_the_same(client: Client) -> None:
    answer = client.get("/method.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert 'filename="Collaboration_Benefits_Method_1.0.pdf"' in answer.headers["Content-Disposition"]
    read = pypdf.PdfReader(io.BytesIO(answer.content))
    assert bool(catalogue(answer.content)["/MarkInfo"]["/Marked"])
    words = " ".join(" ".join(page.extract_text().split()) for page in read.pages[-12:])
    assert "Tolerances of the five colours" in words
    assert "How to cite it" in " ".join(read.pages[0].extract_text().split())


def test_the_method_leads_to_all_of_it_and_says_how_to_cite_it(client: Client) -> None:
    page = client.get("/method").content.decode()
    for address in ("/method/whole", "/method.pdf", "/method/versions"):
        assert f'href="{address}"' in page
    assert "Collaboration Benefits Method 1.0, November 2026, " in page
    assert "/method/versions/1.0" in page
