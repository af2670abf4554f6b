"""What is wrong with the files, where, and what would do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.errors import Invalid


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong. Line 0 is the file as a whole, column "" the line as a whole."""

    file: str
    line: int
    column: str
    wrong: str
    remedy: str = ""

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(_("line %(line)d") % {"line": self.line})
        if self.column:
            place.append(_("column %(column)s") % {"column": self.column})
        return f"{', '.join(place)}: {self.wrong} {self.remedy}".rstrip()


class BadFiles(Invalid):
    """The files cannot be loaded, and nothing was written. `problems` are all that were found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        count = len(self.problems)
        heading = ngettext(
            "Nothing was loaded: there is %(count)d problem in the files.",
            "Nothing was loaded: there are %(count)d problems in the files.",
            count,
        ) % {"count": count}
        super().__init__("\n".join([heading, *(f"  {problem}" for problem in self.problems)]))
