"""The method on paper and without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

OPEN = Callable[..., Page]


def test_without_scripts_a_reader_goes_from_a_stage_to_its_calculation_and_opens_the_case(
    open_page: OPEN,
) -> None:
    page = open_page("/method", javascript=False)
    page.get_by_role("link", name="who would be better off by itself").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who would be better off leaving")
    expect(page.get_by_text("Aldshire and Camside would be £20,000.00 better off")).to_be_visible()
    case = page.get_by_text('"own_benefits"')
    expect(case).to_be_hidden()
    page.get_by_text("The case, as “frankpledge share” reads it").first.click()
    expect(case).to_be_visible()


def test_on_paper_there_is_the_text_with_its_cases_and_no_way_around_the_service(open_page: OPEN) -> None:
    page = open_page("/method/leaving")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Contents")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(page.get_by_text('"own_benefits"')).to_be_visible()
    expect(page.get_by_role("heading", name="Limits")).to_be_visible()
