"""`share`: who pays what by which rule, whether it is fair, and who would be better off alone."""

from collections.abc import Mapping
from typing import Any

from frankpledge.exchange.cases import reading
from frankpledge.exchange.cases.report import Report, stamped
from frankpledge.exchange.cases.share import answer, document, picture, words
from frankpledge.exchange.cases.share.case import ShareCase


def report(given: Mapping[str, Any]) -> Report:
    """The report of a case as it was read from JSON. Raises Invalid, saying which field is wrong."""
    case = reading.build(ShareCase, given)
    found = answer.answer(case)
    return Report(
        title=case.title,
        sentences=[sentence for sentence in words.sentences(found) if sentence],
        tables=list(words.tables(found)),
        document=stamped(given, document.document(found)),
        picture=picture.of(found),
    )
