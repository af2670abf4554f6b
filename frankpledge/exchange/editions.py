"""Released figures as data: each field is named here, and nothing else comes out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.benefits.models import Edition
from frankpledge.exchange.collaborations import claim_document
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.published import Published, Read

# Of what has been published; a line is either of a released period or of one published figure.
READ = ("claim", "reads_as", "account", "subject", "line", "reason")
SAID = (
    "sentence", "kind", "amount", "amount_upper", "qualifier", "unit", "state", "assurance", "said_by",
    "said_as", "said_on", "period_starts_on", "period_ends_on", "period_kind", "covers",
)  # fmt: skip
PUBLISHED = (*(f"published_{name}" for name in (*READ, *SAID)), "published_contradicts", "published_sources")
NO_CLAIM = (None,) * len(PUBLISHED)
COLUMNS = (
    "collaboration", "edition", "released_on", "benefit", "title", "kind", "measure", "unit", "evidence",
    "period_starts_on", "planned", "returned", "out_of", "made_up", *PUBLISHED,
)  # fmt: skip
BENEFIT = (
    "reference", "title", "kind", "state", "owner", "target", "target_on", "starts_on", "counts",
    "counted_in", "evidence", "periods_due", "periods_known", "last_period_on", "planned", "actual",
    "numerator", "denominator", "planned_pence", "actual_pence", "planned_gross_pence",
    "actual_gross_pence", "banked_pence", "realised", "realised_low",
    "realised_high", "why_no_share",
)  # fmt: skip
MEASURE = ("name", "definition", "unit", "direction", "aggregation", "numerator", "denominator")
BASELINE = ("level", "periods", "quality", "is_late", "is_reconstructed", "seal")
PERIOD = ("starts_on", "planned", "returned", "out_of")
RETURN = (
    "starts_on", "locked_on", "review_ends_on", "agreed", "disputed", "open", "not_reviewed",
)  # fmt: skip
DISPUTE = ("starts_on", "benefit", "said_by", "words", "explanations")
COST = ("year", "kind", "number", "made_on", "is_final", "pence", "brought_in_pence")
PARTY = ("name", "pence", "view")
CONTESTED = ("year", "kind", "what", "pence")
VIEW = ("said_by", "stood_pence", "says_pence", "words")
LESSON = (
    "title", "effect", "mechanism", "moderators", "implementation", "economic_cost", "shared_on",
)  # fmt: skip
WHOLE = ("drawn_up_on", "method", "prices_of", "period_length", "goes_live_on")


def document(
    record: Collaboration, edition: Edition | None, why_none: str, published: Published
) -> dict[str, Any]:
    """What is released of a record, or why nothing is; and what has been published, read one by one."""
    told: dict[str, Any] = {
        "collaboration": record.reference,
        "released": None,
        "why_none": why_none,
        "published": {
            "savings_alone": published.savings_alone.value,
            "savings_alone_look_like_success": published.savings_alone_look_like_success,
            "savings_alone_leave_out": [each.value for each in published.left_out],
            "verdict": None,
            "do_not_agree": [[each.line.claim.key for each in group] for group in published.disagreeing],
            "figures": [_read(each) for each in published.reads],
        },
    }
    if edition is None:
        return told
    held = edition.figures
    return told | {
        "generated_from": _(
            "Figures that the parties locked and released. Nobody checked them for this register."
        ),
        "released": {
            "edition": edition.number,
            "released_on": timezone.localdate(edition.released_at),
            "seal": edition.seal,
            "made_up": _is_made_up(edition),
            **_named(held, WHOLE),
            "benefits": [_benefit(each) for each in held["benefits"]],
            "returns": [_named(each, RETURN) for each in held["returns"]],
            "disputes": [_named(each, DISPUTE) for each in held["disputes"]],
            "lessons": [_named(each, LESSON) for each in held.get("lessons", ())],
            "costs": [_named(each, COST) | _list(each, "parties", PARTY) for each in held["costs"]],
            "contested_costs": [
                _named(each, CONTESTED) | _list(each, "views", VIEW) for each in held["contested_costs"]
            ],
        },
    }


def rows(record: Collaboration, edition: Edition | None, published: Published) -> Iterator[list[Any]]:
    """One line for each benefit and period, one for a benefit without any; then each published figure."""
    yield from _released(record, edition)
    nothing = [None] * (len(COLUMNS) - len(PUBLISHED) - 1)
    for each in published.reads:
        held = _read(each)
        joined = ("; ".join(held[name]) for name in ("contradicts", "sources"))
        yield [record.reference, *nothing, *(held[name] for name in (*READ, *SAID)), *joined]


def _released(record: Collaboration, edition: Edition | None) -> Iterator[list[Any]]:
    if edition is None:
        return
    of_edition = [record.reference, edition.number, timezone.localdate(edition.released_at)]
    made_up = _is_made_up(edition)
    for each in edition.figures["benefits"]:
        measure = each["measure"] or {}
        told = [each["reference"], each["title"], each["kind"], measure.get("name"), measure.get("unit")]
        periods: Sequence[Mapping[str, Any]] = each["periods"] or [{}]
        for period in periods:
            named = (period.get(name) for name in PERIOD)
            yield [*of_edition, *told, each["evidence"], *named, made_up, *NO_CLAIM]


def _is_made_up(edition: Edition) -> bool:
    """Whether a demonstration made them up; older editions do not say, and none of those was."""
    return bool(edition.figures.get("made_up", False))


def _read(read: Read) -> dict[str, Any]:
    """One published figure, and what we read it as."""
    said = claim_document(read.line)
    return {
        "claim": said["key"],
        "reads_as": read.sort.value,
        "account": read.reading.account,
        "subject": read.reading.subject,
        "line": read.reading.line,
        "reason": read.reading.reason,
        **_named(said, (*SAID, "contradicts", "supersedes", "note", "sources")),
    }


def _benefit(held: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_named(held, BENEFIT),
        "measure": _named(held["measure"], MEASURE) if held["measure"] else None,
        "baseline": _named(held["baseline"], BASELINE) if held["baseline"] else None,
        **_list(held, "periods", PERIOD),
    }


def _list(held: Mapping[str, Any], name: str, named: Sequence[str]) -> dict[str, Any]:
    return {name: [_named(each, named) for each in held[name]]}


def _named(held: Mapping[str, Any], named: Sequence[str]) -> dict[str, Any]:
    # Editions made before something was kept have nothing of it.
    return {name: held.get(name) for name in named}
