"""The picture of an appraisal: what moves it most, or how it adds up year by year."""

from itertools import accumulate

from frankpledge.exchange.cases.appraise import words
from frankpledge.exchange.cases.appraise.answer import AppraiseAnswer, Appraised
from frankpledge.exchange.pictures import dots
from frankpledge.exchange.pictures.picture import Picture


def of(answer: AppraiseAnswer) -> Picture | None:
    """Each input at its low and its high, when inputs have ranges; otherwise each year and the sum so far."""
    found = answer.appraisal
    if found is None:
        return None
    rows, series, title, column = _tornado(found) if found.tornado else _years(found)
    return dots.of_amounts(
        title=f"{answer.title or 'Appraisal'}: {title}",
        summary=" ".join(words.sentences(answer)),
        first_column=column,
        rows=rows,
        series=series,
        written=lambda value: words.amount(answer.unit, value),
    )


def _tornado(found: Appraised) -> tuple[list[str], list[dots.Series], str, str]:
    rows = [each.name for each in found.tornado]
    decides = next((each for each in found.parties if each.name == found.decider), found.whole)
    now = dots.Series("As it stands", [decides.npsv] * len(rows))
    low = dots.Series("At its low", [each.at_low for each in found.tornado])
    high = dots.Series("At its high", [each.at_high for each in found.tornado])
    return rows, [now, low, high], "net present value as each input moves", "Input"


def _years(found: Appraised) -> tuple[list[str], list[dots.Series], str, str]:
    yearly = found.whole.discounted
    rows = [str(found.seen_from + place) for place in range(len(yearly))]
    so_far = dots.Series("So far", list(accumulate(yearly)))
    return rows, [so_far, dots.Series("In the year", list(yearly))], "discounted, year by year", "Year"
