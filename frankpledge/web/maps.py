"""What the checks of a map find, in words, and its boxes by kind."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frankpledge.engine.maps import Fault, Finding

# %(first)s and %(last)s are boxes; %(all)s is all of them in order.
FOUND: Mapping[Fault, str | Promise] = {
    Fault.CIRCLE: _("These lead to each other in a circle: %(all)s. Take one arrow away."),
    Fault.WITHOUT_CAUSE: _("Nothing leads to “%(first)s”: which change brings it about?"),
    Fault.WITHOUT_OBJECTIVE: _("“%(first)s” leads to no objective: what is it for?"),
    Fault.NOT_REACHED: _("No benefit leads to the objective “%(first)s”."),
    Fault.VALUED_TWICE: _(
        "“%(first)s” leads on to “%(last)s”, and both are counted. Count one of them, or say on the arrow "
        "why that is right."
    ),
    Fault.SAME_MEASURE: _("These are counted by the same measure: %(all)s. Count it once."),
    Fault.TWO_WAYS: _(
        "“%(first)s” reaches “%(last)s” along two ways, so that it may be counted twice. If it is not, say "
        "on an arrow why."
    ),
    Fault.NO_DISBENEFIT: _("No drawback of “%(first)s” is on the map. Is there really none?"),
}


def in_words(findings: Sequence[Finding]) -> list[str]:
    """Each finding as a sentence that says what to do."""
    return [
        str(FOUND[each.fault])
        % {"first": each.nodes[0], "last": each.nodes[-1], "all": " → ".join(each.nodes)}
        for each in findings
    ]
