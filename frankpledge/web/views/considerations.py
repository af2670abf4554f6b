"""What to consider before police forces share work: the section 23HA pack, from what is public."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.exchange import considerations as exchange
from frankpledge.exchange.papers import pdf, word
from frankpledge.people.queries.organisations import territorial_forces
from frankpledge.register.queries import functions
from frankpledge.register.queries.considerations import Pack, considered
from frankpledge.web import asat, formats
from frankpledge.web.formats import Format
from frankpledge.web.forms.considerations import ConsiderForm
from frankpledge.web.labels import labels
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page

LONGEST_NAME = 80


@public_page
def considerations(request: HttpRequest) -> HttpResponseBase:
    """Choose forces and work; then the pack, as a page or as JSON."""
    kind = formats.wanted(request, (Format.HTML, Format.JSON))
    form = form_of(request)
    if kind is Format.JSON:
        return formats.json_response(exchange.document(_pack(form)))
    pack = _pack(form) if form.is_complete else None
    page = Page(
        title=exchange.title(pack) if pack else _("What to consider before forces share work"),
        section="functions",
        breadcrumbs=((_("Home"), "/"), (_("Functions"), reverse("functions"))),
        path=_address(form) if pack else "",
        for_search_engines=pack is None and not form.query,
    )
    context = {
        "form": form,
        "paper": exchange.paper(pack) if pack else None,
        "files": _files(form) if pack else (),
        "labels": labels(),
        "path": reverse("considerations"),
        "raise_address": f"{reverse('proposals-raise')}?{form.query}",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return formats.varying(page_response(request, "considerations.html", page, context, status=status))


@public_page
def in_word(request: HttpRequest) -> HttpResponseBase:
    """The same as a Word file."""
    form = form_of(request)
    made = word.made(exchange.paper(_pack(form)), settings.PUBLIC_ADDRESS)
    return file_response(made, word.MEDIA_TYPE, _name(form), "docx")


@public_page
def in_pdf(request: HttpRequest) -> HttpResponseBase:
    """The same as a tagged PDF."""
    form = form_of(request)
    made = pdf.made(exchange.paper(_pack(form)), settings.PUBLIC_ADDRESS)
    return file_response(made, pdf.MEDIA_TYPE, _name(form), "pdf")


def form_of(request: HttpRequest, *, least: int = 1) -> ConsiderForm:
    """What the address asks for."""
    return ConsiderForm.read(request, territorial_forces(asat.today()), functions.by_name(), least=least)


def file_response(content: bytes, media_type: str, name: str, ending: str) -> HttpResponse:
    """A file to be kept."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = (
        f'attachment; filename="{get_valid_filename(name)[:LONGEST_NAME]}.{ending}"'
    )
    return response


def _pack(form: ConsiderForm) -> Pack:
    """Raises Invalid unless forces and work were chosen that the register knows."""
    if not form.is_complete:
        example = _("Choose forces and work, as in ?force=norfolk&force=suffolk&function=dogs.")
        problem = next(iter(form.errors.values()), example)
        raise Invalid(problem, {"force": problem})
    return considered(form.chosen_forces, form.chosen_functions, asat.today())


def _address(form: ConsiderForm) -> str:
    return f"{reverse('considerations')}?{form.query}"


def _files(form: ConsiderForm) -> tuple[tuple[str, str], ...]:
    """The same paper in other forms, each with its address."""
    return (
        (_("Word (DOCX)"), f"{reverse('considerations-docx')}?{form.query}"),
        (_("PDF, tagged for screen readers"), f"{reverse('considerations-pdf')}?{form.query}"),
        (_("Data (JSON)"), f"{_address(form)}&{formats.PARAMETER}={Format.JSON.value}"),
    )


def _name(form: ConsiderForm) -> str:
    return "-".join(("consider", *form.functions, *form.forces))
