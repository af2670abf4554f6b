"""One sheet of a workbook: cells written one by one, where text is never read as a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Looks:
    """The few formats of the workbook."""

    words: Any
    strong: Any
    pounds: Any
    factor: Any
    given: Any

    @classmethod
    def of(cls, book: Any) -> "Looks":
        """What is typed stands out from what is worked out."""
        return cls(
            # A quote before the text: it stays text even when somebody edits the cell.
            words=book.add_format({"quote_prefix": True, "text_wrap": False}),
            strong=book.add_format({"quote_prefix": True, "bold": True}),
            pounds=book.add_format({"num_format": "#,##0.00;-#,##0.00"}),
            factor=book.add_format({"num_format": "0.000000"}),
            given=book.add_format({"font_color": "#1d4ed8", "num_format": "General"}),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows and columns are counted from nought here, and as a reader sees them in `at`."""

    sheet: Worksheet
    looks: Looks

    def word(self, row: int, column: int, text: str, *, strong: bool = False) -> None:
        """Text as text, whatever it begins with."""
        self.sheet.write_string(row, column, text, self.looks.strong if strong else self.looks.words)

    def words(self, row: int, texts: Sequence[str], *, column: int = 0, strong: bool = False) -> None:
        for place, text in enumerate(texts):
            self.word(row, column + place, text, strong=strong)

    def number(self, row: int, column: int, value: float) -> None:
        """A number that is given."""
        self.sheet.write_number(row, column, value, self.looks.given)

    def formula(self, row: int, column: int, formula: str, value: float | str, look: Any = None) -> None:
        """A formula of our own, with what it comes to for readers that work nothing out."""
        self.sheet.write_formula(row, column, formula, look or self.looks.pounds, value)


def at(row: int, column: int, *, fixed: str = "") -> str:
    """A cell as a formula names it. `fixed` has `$` before the column, the row, or both: `c`, `r`, `cr`."""
    name = xl_col_to_name(column)
    return f"{'$' if 'c' in fixed else ''}{name}{'$' if 'r' in fixed else ''}{row + 1}"


def column_of(column: int, first: int, last: int) -> str:
    """Cells of one column from the first row to the last, fixed."""
    return f"{at(first, column, fixed='cr')}:{at(last, column, fixed='cr')}"
