"""What has to be done before pages can be served; nothing, when nothing has changed."""

from collections.abc import Iterator

from frankpledge.config import migrations, static_files


def prepare() -> Iterator[str]:
    """Do what has to be done, and say a line for each thing that was."""
    if applied := migrations.migrate():
        yield f"Brought the database up to date: {len(applied)} migrations."
    if static_files.collect_if_changed():
        yield "Gathered the styles, scripts and pictures."
