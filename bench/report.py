"""Prints what was measured, with the target beside it."""

import math

from bench.measures import Answer, Result
from frankpledge.config import environment

COLUMNS = "{:<34}{:>10}{:>10}{:>12}{:>12}{:>9}{:>9}  {}"


def heading(size: int) -> str:
    """What the table is of, and with how many processes each side was started."""
    workers = environment.whole_number("FRANKPLEDGE_WEB_WORKERS", 2, least=1, most=16)
    return (
        f"\n{size:,} collaborations. Frankpledge: {workers} web processes, page cache off unless it says so. "
        "Datasette: 1 process, its own threads, limits raised, suggestions off. Milliseconds."
    )


def show(result: Result) -> None:
    """One line for each question, then the export."""
    print(COLUMNS.format("", "ours p50", "p95", "theirs p50", "p95", "ratio", "target", ""))
    for answer in result.answers:
        print(_line(answer, result.size))
    mine, other = result.ours_csv, result.theirs_csv
    before, after = result.ours_memory_mb
    print(
        f"full CSV: ours {mine.lines_per_second:,.0f} rows/s ({mine.lines:,} lines), "
        f"theirs {other.lines_per_second:,.0f} rows/s ({other.lines:,} lines); "
        f"our largest web process peaked at {before:.0f} MB before it and {after:.0f} MB after."
    )


def _line(answer: Answer, size: int) -> str:
    name = f"{answer.question.name}{' (page cache)' if answer.cached else ''}"
    least = answer.least(size)
    target = f"{least:g}x" if least else "-"
    verdict = "" if least is None else ("met" if answer.ratio >= least else "NOT MET")
    ratio = "-" if math.isnan(answer.ratio) else f"{answer.ratio:.2f}x"
    return COLUMNS.format(
        name,
        *(_ms(value) for value in (answer.ours.p50_ms, answer.ours.p95_ms)),
        *(_ms(value) for value in (answer.theirs.p50_ms, answer.theirs.p95_ms)),
        ratio,
        target,
        verdict,
    )


def _ms(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.1f}"
