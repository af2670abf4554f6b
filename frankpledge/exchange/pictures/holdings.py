"""The pictures of what is known and not known: each title says what we hold of what we look for."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.exchange.pictures import bars
from frankpledge.exchange.pictures.bars import Bar
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.register.queries.coverage import Coverage, Field, Held, Spread


def of(coverage: Coverage) -> tuple[Picture, Picture, Picture, Picture]:
    """By field, by region, by function and by model."""
    return (by_field(coverage), by_region(coverage), by_function(coverage), by_model(coverage))


def by_field(coverage: Coverage) -> Picture:
    """One bar for each thing that is looked for in every record."""
    start, agreement = coverage.fields[Field.START], coverage.fields[Field.AGREEMENT]
    return bars.of_counts(
        title=_("A start date is on record for %(known)d of %(all)d")
        % {"known": start.known, "all": start.of},
        summary=_(
            "Of the %(all)d records, we hold the text of an agreement for %(texts)d. “Not known” means that"
            " we have not found it in public, and not that there is none."
        )
        % {"all": coverage.records, "texts": agreement.known},
        first_column=_("What we look for"),
        parts=_known_and_not(),
        bars=[_held(str(field.label), held) for field, held in coverage.fields.items()],
        as_shares=True,
    )


def by_region(coverage: Coverage) -> Picture:
    """One bar for each region, of all that is looked for in the records with a stated member there."""
    shares = [each.facts.share for each in coverage.regions] or [coverage.fields[Field.START].share]
    return bars.of_counts(
        title=_("In every region we hold %(least)d to %(most)d in a hundred of the facts we look for")
        % {"least": round(100 * min(shares)), "most": round(100 * max(shares))},
        summary=_(
            "We look for %(fields)d facts in each of %(records)d regional and local records; one with members"
            " in two regions counts in both. Agreements that every force is in, and members that are only"
            " assumed, are left out; %(without)d records have no stated police member in a region."
        )
        % {
            "fields": len(Field),
            "records": coverage.regional_and_local,
            "without": coverage.in_no_region,
        },
        first_column=_("Region"),
        parts=_known_and_not(),
        bars=[_held(str(each.region.label), each.facts) for each in coverage.regions],
        as_shares=True,
    )


def by_function(coverage: Coverage) -> Picture:
    """One bar for each function that a record names."""
    stated = sum(1 for each in coverage.functions if each.stated)
    return _spread(
        coverage.functions,
        title=ngettext(
            "%(stated)d of the %(all)d functions on record has a regional or local collaboration",
            "%(stated)d of the %(all)d functions on record have a regional or local collaboration",
            stated,
        )
        % {"stated": stated, "all": len(coverage.functions)},
        summary=_(
            "A record may name several functions and then counts in each, so the bars do not add up to the"
            " number of records. The order is alphabetical."
        ),
        first_column=_("Function"),
    )


def by_model(coverage: Coverage) -> Picture:
    """One bar for each way of working together."""
    return _spread(
        coverage.models,
        title=_("%(local)d records are regional or local; every force is in the other %(everywhere)d")
        % {"local": coverage.regional_and_local, "everywhere": coverage.everywhere},
        summary=_(
            "Each record has one model: the way in which its parties work together. How many of each kind we"
            " found depends on the sources that were read, so no kind can be called the most common."
        ),
        first_column=_("Model"),
    )


def _spread(spreads: tuple[Spread, ...], *, title: str, summary: str, first_column: str) -> Picture:
    return bars.of_counts(
        title=title,
        summary=summary,
        first_column=first_column,
        parts={
            "yes": _("regional or local"),
            "assumed": _("membership assumed"),
            "everywhere": _("every force is in it"),
        },
        bars=[
            Bar(
                label=each.label,
                counts=(each.stated, each.assumed, each.everywhere),
                note=" + ".join(
                    str(count) for count in (each.stated, each.assumed, each.everywhere) if count
                ),
            )
            for each in spreads
        ],
        as_shares=False,
    )


def _known_and_not() -> dict[str, str]:
    return {"yes": _("known"), "not_known": _("not known")}


def _held(label: str, held: Held) -> Bar:
    note = _("%(known)d of %(all)d") % {"known": held.known, "all": held.of}
    return Bar(label=label, counts=(held.known, held.not_known), note=note)
