"""What police work collaborations do."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.columns import Table, key, text

FUNCTIONS = Table(
    name="functions",
    title=_("Functions"),
    description=_("The list of kinds of police work and support that collaborations are put under."),
    columns=(
        key("slug", "function.slug", _("The word by which collaborations refer to it.")),
        text("name", "function.name", _("What it is called."), required=True),
        text("description", "function.description", _("What it takes in.")),
    ),
    source="register_function AS function",
    order_by="function.slug",
    key=("slug",),
)
