"""`appraise`: what a collaboration is worth, how sure that is, and single calculations of the method."""

from collections.abc import Mapping
from typing import Any

from frankpledge.exchange.cases import reading, shapes
from frankpledge.exchange.cases.appraise import answering, picture, tables, words
from frankpledge.exchange.cases.appraise.case import AppraiseCase
from frankpledge.exchange.cases.report import Report


def report(given: Mapping[str, Any]) -> Report:
    """The report of a case as it was read from JSON. Raises Invalid, saying which field is wrong."""
    found = answering.answered(reading.build(AppraiseCase, given), shapes.digest(given))
    return Report(
        title=found.title or "Appraisal",
        sentences=list(words.sentences(found)),
        tables=list(tables.tables(found)),
        document=shapes.as_json(found),
        picture=picture.of(found),
    )
