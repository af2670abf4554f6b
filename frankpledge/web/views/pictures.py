"""A picture's data and its drawing, by the key that its page gives."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.exchange.pictures import gallery
from frankpledge.web import formats
from frankpledge.web.access import open_to_all
from frankpledge.web.reading import reading_only

# A key is a digest of what is drawn: what it names never changes.
FOR_EVER = "public, max-age=31536000, immutable"
NAME_LENGTH = 60


@open_to_all
@reading_only
def picture_csv(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 - every view takes it
    """The table of a picture."""
    picture = gallery.named(key)
    response = formats.csv_response(picture.header, picture.rows, filename=_file_name(picture.title))
    response["Cache-Control"] = FOR_EVER
    return response


@open_to_all
@reading_only
def picture_svg(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 - every view takes it
    """The drawing of a picture. Raises NotFound until there is one."""
    picture = gallery.named(key)
    if picture.svg is None:
        raise NotFound(_("This picture is still being drawn. Try again in a minute."))
    response = HttpResponse(picture.svg, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = FOR_EVER
    response["Content-Disposition"] = f'inline; filename="{_file_name(picture.title)}.svg"'
    return response


def _file_name(title: str) -> str:
    return slugify(title)[:NAME_LENGTH].strip("-")
