"""The three answers about dates of known precision as SQL, for many rows at once.

The rules are those of `frankpledge.dates`, and tests hold the two together. A date of known precision is
text: it has surely come by a day when it sorts before the day after, cut to the same length.

Each function takes and gives SQL; a day is the text of a whole date. A date that is not known makes a
condition neither true nor false.
"""

from frankpledge.dates import Answer


def surely_come(date: str, day_after: str) -> str:
    """That `date` has come by the end of the day before `day_after`, however it is read."""
    return f'{date} COLLATE "C" < left({day_after}, length({date}))'


def surely_after(date: str, day: str) -> str:
    """That `date` cannot have come by the end of `day`."""
    return f'{date} COLLATE "C" > {day}'


def answer(*, no: str, yes: str) -> str:
    """The answer: no if that is sure, else yes if that is, else not known."""
    return f"CASE WHEN {no} THEN '{Answer.NO}' WHEN {yes} THEN '{Answer.YES}' ELSE '{Answer.NOT_KNOWN}' END"


def within(starts_on: str, ends_on: str, day: str, day_after: str) -> str:
    """Whether `day` lies in the span from `starts_on` up to, not including, `ends_on`."""
    not_ended = f"({ends_on} IS NULL OR {surely_after(ends_on, day)})"
    return answer(
        no=f"{surely_come(ends_on, day_after)} OR {surely_after(starts_on, day)}",
        yes=f"{surely_come(starts_on, day_after)} AND {not_ended}",
    )
