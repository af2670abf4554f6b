"""The words for the kinds of columns of the open data."""

from django.utils.translation import gettext as _

from frankpledge.exchange.open_data.columns import Kind


def types() -> dict[Kind, str]:
    """What each kind of column holds, for a reader."""
    return {
        Kind.TEXT: _("text"),
        Kind.KEY: _("identifier"),
        Kind.CODE: _("one of a list"),
        Kind.ADDRESS: _("web address"),
        Kind.PARTIAL_DATE: _("year, month or day"),
        Kind.DAY: _("day"),
        Kind.INTEGER: _("whole number"),
        Kind.NUMBER: _("number"),
        Kind.BOOLEAN: _("true or false"),
        Kind.LIST: _("list"),
        Kind.ADDRESSES: _("list of web addresses"),
    }
