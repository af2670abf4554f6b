"""How what is known, not known and assumed look in every picture: never told by colour alone."""

from dataclasses import dataclass

INK = "#0b0c0c"
QUIET = "#505a5f"
GRID = "#d5d8da"
DEEP = "#1d5560"
PALE = "#cfe3e4"


@dataclass(frozen=True, slots=True)
class Look:
    """A fill and an outline. `word` is the key of its words in a picture's marks."""

    word: str
    fill: str
    dash: tuple[int, ...] = (1, 0)


KNOWN = Look("yes", DEEP)
NOT_KNOWN = Look("not_known", "url(#hatched)")
ASSUMED = Look("assumed", "url(#dotted)", dash=(4, 3))
EVERYWHERE = Look("everywhere", "url(#lined)")
ALL = {look.word: look for look in (KNOWN, NOT_KNOWN, ASSUMED, EVERYWHERE)}

PATTERNS = (
    '<pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="#fff"/><rect width="1.5" height="6" fill="{DEEP}"/></pattern>'
    '<pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1" fill="{QUIET}"/></pattern>'
    '<pattern id="lined" width="4" height="4" patternUnits="userSpaceOnUse">'
    f'<rect width="4" height="4" fill="{PALE}"/><rect width="4" height="1" fill="{DEEP}"/></pattern>'
)
