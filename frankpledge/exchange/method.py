"""The method's text as it ships in docs/method: one page for each file, read when it is asked for."""

import re
from dataclasses import dataclass
from pathlib import Path

from frankpledge.errors import NotFound

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HOME = "README"


@dataclass(frozen=True, slots=True)
class MethodPage:
    """One page. `slug` is empty for the first one; `text` is CommonMark with tables."""

    slug: str
    text: str

    @property
    def title(self) -> str:
        """Its one heading of the first level."""
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def description(self) -> str:
        """Its first paragraph."""
        return self.text.split("\n\n")[1]


def page(folder: Path, slug: str = "") -> MethodPage:
    """The page by its slug, or the method itself. Raises NotFound."""
    path = _path(folder, slug, ".md") if slug else folder / f"{HOME}.md"
    if not path.is_file():
        raise NotFound("This copy came without the method's text.")
    return MethodPage(slug, path.read_text(encoding="utf-8"))


def folder_of(folder: Path, number: str, *, is_newest: bool) -> Path:
    """Where the text of a version is: the newest one's here, each older one's in a folder of its number."""
    return folder if is_newest else folder / "versions" / number


def schema(folder: Path, name: str) -> str:
    """The JSON schema of a command's case or result, as text. Raises NotFound."""
    return _path(folder / "schemas", name, ".json").read_text(encoding="utf-8")


def slugs(folder: Path) -> list[str]:
    """Every page's slug but the first one's."""
    return sorted(path.stem for path in folder.glob("*.md") if path.stem != HOME)


def _path(folder: Path, name: str, ending: str) -> Path:
    path = folder / f"{name}{ending}"
    # A name with a dot or a slash in it would lead elsewhere.
    if not SLUG.fullmatch(name) or not path.is_file():
        raise NotFound(f"The method has no page called {name}.")
    return path
