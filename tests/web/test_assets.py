import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

ASSETS = settings.ROOT / "build" / "assets"


@pytest.fixture(scope="module")
def styles() -> str:
    return (ASSETS / "frankpledge.css").read_text(encoding="utf-8")


def test_the_styles_hold_nothing_that_only_gov_uk_may_use(styles: str) -> None:
    assert "arial" in styles
    assert not re.search(r"GDS Transport|@font-face|crown|crest|govuk-logo", styles, re.IGNORECASE)


def test_everything_the_styles_name_is_there_and_ours(styles: str) -> None:
    named = re.findall(r"url\(([^)]*)\)", styles)
    assert named
    for address in named:
        assert re.fullmatch(r'"?images/[\w-]+\.svg"?', address), address
        assert (ASSETS / address.strip('"')).is_file()


def test_the_scripts_name_only_each_other() -> None:
    ours = (ASSETS / "frankpledge.js").read_text(encoding="utf-8")
    (library,) = re.findall(r'from "\./([^"]+)"', ours)
    assert (ASSETS / library).is_file()
    assert "sourceMappingURL" not in (ASSETS / library).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["frankpledge.css", "frankpledge.js", "supported.js", "mark.svg"])
def test_what_every_page_asks_for_is_found(name: str) -> None:
    assert finders.find(name)


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    builds = []
    for name in ("one", "two"):
        folder = tmp_path / name
        subprocess.run(
            ["node", "frankpledge/web/scripts/build.mjs", str(folder)], cwd=settings.ROOT, check=True
        )
        builds.append({path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert {"frankpledge.css", "frankpledge.js", "supported.js"} <= set(builds[0])
    assert builds[0] == builds[1]
