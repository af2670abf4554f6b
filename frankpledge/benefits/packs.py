"""The parameter packs that ship, in `data/packs`: read here, because the engine reads no files."""

from functools import cache
from pathlib import Path

from frankpledge.engine.packs import Pack, parse
from frankpledge.errors import NotFound

FOLDER = Path(__file__).resolve().parents[2] / "data" / "packs"


def names() -> tuple[str, ...]:
    """Every pack that ships."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def pack(name: str) -> Pack:
    """The pack of this name. Raises NotFound, naming those there are."""
    if name not in names():
        raise NotFound(f"There is no parameter pack {name!r}; there are: {', '.join(names())}.")
    return parse((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
