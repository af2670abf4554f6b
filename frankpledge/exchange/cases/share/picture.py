"""The dot plot of an answer: each party a row, each basis a dot, and a mark for what it would pay alone."""

from frankpledge.exchange.cases.share import words
from frankpledge.exchange.cases.share.answer import Answer
from frankpledge.exchange.cases.share.case import Kind
from frankpledge.exchange.pictures import dots
from frankpledge.exchange.pictures.picture import Picture


def of(answer: Answer) -> Picture:
    """Every basis beside what each would pay (or get) alone."""
    case, game = answer.case, answer.game
    series = [
        dots.Series(words.name(basis), [float(each) for each in basis.amounts]) for basis in answer.bases
    ]
    if game is not None:
        series.insert(0, dots.Series("Alone", [float(case.sign * each) for each in game.alone]))
    verb = "pays" if case.kind is Kind.COST else "gets"
    return dots.of_amounts(
        title=f"{case.title}: what each {verb}",
        summary=" ".join(sentence for sentence in words.sentences(answer) if sentence),
        first_column="Party",
        rows=case.current,
        series=series,
        written=lambda value: words.amount(case, value),
    )
