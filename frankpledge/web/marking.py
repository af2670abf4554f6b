"""Marks the words that a search found, where a reader sees them."""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

# What folding takes away may stand in the text: accents on a letter, apostrophes between two.
ACCENTED = {
    "a": "aàáâãäå", "c": "cç", "e": "eèéêë", "i": "iìíîï", "n": "nñ", "o": "oòóôõö", "u": "uùúûü",
    "w": "wŵẁẃẅ", "y": "yýŷÿ",
}  # fmt: skip
APOSTROPHE = "['\u2018\u2019]?"
NOTHING = "(?!)"
MOST_SPELLINGS = 60
BEFORE, AFTER = 70, 160


class Marker:
    """Marks the given words, spelled as the index spells them, in any text."""

    def __init__(self, spellings: Iterable[str]) -> None:
        words = sorted(spellings, key=lambda word: (-len(word), word))[:MOST_SPELLINGS]
        written = "|".join(APOSTROPHE.join(_letter(letter) for letter in word) for word in words)
        self._pattern = re.compile(rf"(?<![^\W_])({written or NOTHING})(?![^\W_])", re.IGNORECASE)

    def mark(self, text: str) -> Markup:
        """`text` made safe, with every one of the words marked."""
        parts = self._pattern.split(text)
        return Markup("").join(
            Markup("<mark>{}</mark>").format(part) if number % 2 else escape(part)
            for number, part in enumerate(parts)
        )

    def finds(self, text: str) -> bool:
        """Whether any of the words stands in `text`."""
        return self._pattern.search(text) is not None

    def context(self, texts: Mapping[str, str]) -> tuple[str, Markup] | None:
        """The line, of texts of many lines, with the most of the words, cut to what is around the first.

        Gives the name of the text with it; None when none of the words stands in any.
        """
        lines = [(name, line) for name, text in texts.items() for line in text.split("\n")]
        counts = [self._different(line) for _, line in lines]
        most = max(counts, default=0)
        if not most:
            return None
        name, line = lines[counts.index(most)]
        return name, self.mark(self._cut(line))

    def _different(self, line: str) -> int:
        return len({match.lower() for match in self._pattern.findall(line)})

    def _cut(self, line: str) -> str:
        match = self._pattern.search(line)
        start = max(0, match.start() - BEFORE) if match else 0
        end = start + BEFORE + AFTER
        first = line.find(" ", start) + 1 if start else 0
        last = line.rfind(" ", first, end) if end < len(line) else len(line)
        last = last if last > first else end
        return f"{'… ' if first else ''}{line[first:last]}{' …' if last < len(line) else ''}"


def _letter(letter: str) -> str:
    accented = ACCENTED.get(letter)
    return f"[{accented}]" if accented else re.escape(letter)
