"""The Collaboration Benefits Method: its text, a page for each calculation, its versions, all to print."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits import method as kept
from frankpledge.exchange import method as exchange
from frankpledge.exchange import method_papers
from frankpledge.exchange.papers import pdf
from frankpledge.web import method as text
from frankpledge.web import versions
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page
from frankpledge.web.views.considerations import file_response


@public_page
def method(request: HttpRequest) -> HttpResponse:
    """The method itself: stages, words, and what tells tracked from not."""
    more = {"newest": kept.newest(), "citation": versions.citation(kept.newest())}
    return _page(request, settings.METHOD_FOLDER, "", reverse("method"), more)


@public_page
def method_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One calculation: what it answers, how, with an example worked out now, and where it ends."""
    return _page(request, settings.METHOD_FOLDER, slug, reverse("method"))


@public_page
def method_schema(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - every view takes it
    """What a command's case or result may hold, for programs."""
    schema = exchange.schema(settings.METHOD_FOLDER, name)
    return HttpResponse(schema, content_type="application/schema+json")


@public_page
def method_versions(request: HttpRequest) -> HttpResponse:
    """Every version, newest first, with what it changed."""
    page = _frame(_("Versions of the method"), (_("Method"), reverse("method")))
    context = {"versions": list(reversed(kept.versions())), "newest": kept.newest()}
    return page_response(request, "method/versions.html", page, context)


@public_page
def method_version(request: HttpRequest, number: str) -> HttpResponse:
    """One version: how it is cited, what it changed, the numbers that it sets, and where its text is."""
    version = kept.version(number)
    is_newest = version == kept.newest()
    page = _frame(version.cited, *_above())
    context = {
        "version": version,
        "is_newest": is_newest,
        "citation": versions.citation(version),
        "numbers": versions.numbers(version),
        "text_address": reverse("method") if is_newest else reverse("method-version-text", args=[number]),
    }
    return page_response(request, "method/version.html", page, context)


@public_page
def method_version_text(request: HttpRequest, number: str, slug: str = "") -> HttpResponse:
    """The text of a version, as it stays when there is a newer one."""
    version = kept.version(number)
    folder = exchange.folder_of(settings.METHOD_FOLDER, number, is_newest=version == kept.newest())
    home = reverse("method-version-text", args=[number])
    return _page(request, folder, slug, home, {"older": version if version != kept.newest() else None})


@public_page
def method_whole(request: HttpRequest) -> HttpResponse:
    """The whole method on one page, with every example and every parameter: to read on, and to print."""
    paper = method_papers.paper(settings.METHOD_FOLDER, versions.citation(kept.newest()))
    page = _frame(
        paper.title, (_("Method"), reverse("method")), description=_("The whole method on one page.")
    )
    return page_response(request, "method/whole.html", page, {"paper": paper})


@public_page
def method_pdf(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes it
    """The same as a tagged PDF."""
    citation = versions.citation(kept.newest())
    title = method_papers.paper(settings.METHOD_FOLDER, citation).title
    made = method_papers.in_pdf(settings.METHOD_FOLDER, citation, settings.PUBLIC_ADDRESS)
    return file_response(made, pdf.MEDIA_TYPE, title, "pdf")


def _page(
    request: HttpRequest, folder: Path, slug: str, home: str, more: dict[str, object] | None = None
) -> HttpResponse:
    found = exchange.page(folder, slug)
    page = _frame(found.title, *(((_("Method"), home),) if slug else ()), description=found.description)
    said = {"older": None, "newest": None, **(more or {})}
    context = {"text": text.rendered(found.text, home), **said}
    return page_response(request, "method/page.html", page, context)


def _above() -> tuple[tuple[str, str], ...]:
    return (
        (_("Method"), reverse("method")),
        (_("Versions of the method"), reverse("method-versions")),
    )


def _frame(title: str, *above: tuple[str, str], description: str = "") -> Page:
    return Page(
        title=title,
        section="method",
        description=description,
        breadcrumbs=((_("Home"), "/"), *above),
        shows_register=False,
    )
