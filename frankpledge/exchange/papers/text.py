"""What a file can hold of a text: the letters that XML allows, and those that our PDF's letters can show."""

# What the typeface that comes with the PDF maker draws; a test sets every one of these.
_DRAWN = (
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17F), (0x218, 0x21B), (0x391, 0x3A1),
    (0x3A3, 0x3A9), (0x3B1, 0x3C9), (0x410, 0x44F), (0x1E80, 0x1E85), (0x1EF2, 0x1EF3),
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
)  # fmt: skip
STAND_IN = "?"


def for_xml(text: str) -> str:
    """The text without what no XML file may hold: control letters and halves of letters."""
    return "".join(letter for letter in text if _is_legal(ord(letter)))


def for_pdf(text: str) -> str:
    """The text with a question mark for each letter that could not be shown; all blanks are plain ones."""
    return "".join(_shown(letter) for letter in for_xml(text))


def drawn() -> str:
    """Every letter that is shown as itself."""
    return "".join(chr(code) for first, last in _DRAWN for code in range(first, last + 1))


def _shown(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in "\u00ad\u200b\u2060\ufeff":
        return ""
    code = ord(letter)
    return letter if any(first <= code <= last for first, last in _DRAWN) else STAND_IN


def _is_legal(code: int) -> bool:
    if code < 0x20:
        return code in {0x9, 0xA, 0xD}
    return not (0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF})
