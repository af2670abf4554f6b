"""What has to be done before pages can be served; nothing, when nothing has changed."""

import os
import pwd
from collections.abc import Iterator

from django.conf import settings

from frankpledge.audit.actors import at_command_line
from frankpledge.config import migrations, roles, static_files
from frankpledge.config.embedded.errors import CannotStart
from frankpledge.exchange import demonstration, measure_files, register_files, worked_example
from frankpledge.exchange.pictures import gallery
from frankpledge.register import hiding

NOTHING_HIDES_IT = (
    "Some records on this register are withheld from the public, and the database role that serves readers "
    "owns the tables, so nothing would hide them. Give the application a role of its own: see “Two roles” in "
    "the operating pages."
)


def prepare() -> Iterator[str]:
    """Do what has to be done, and say a line for each thing that was."""
    if applied := migrations.migrate():
        yield f"Brought the database up to date: {len(applied)} migrations."
    if reasons := roles.reasons_to_warn():
        yield roles.UNPROTECTED.format(reasons="; ".join(reasons))
    if not hiding.is_active() and hiding.hides_anything():
        raise CannotStart(NOTHING_HIDES_IT)
    with migrations.alone():
        if report := register_files.load_if_changed(by=at_command_line(_account())):
            added = sum(len(file.added) for file in report.files)
            changed = sum(len(file.changed) for file in report.files)
            yield f"Loaded the register: {added} rows added, {changed} changed."
        if defined := measure_files.load(by=at_command_line(_account())):
            yield f"Defined {defined} national measures."
        if settings.DEMONSTRATION:
            yield from _make_up()
    # The worker draws what is not drawn yet; nothing waits for it.
    gallery.ask_for_all()
    if static_files.collect_if_changed():
        yield "Gathered the styles, scripts and pictures."


def _make_up() -> Iterator[str]:
    """The cast of a demonstration, and the example that they tell."""
    if count := demonstration.appoint(by=at_command_line(_account())):
        yield f"Opened {count} made-up accounts, one for each role."
    if count := worked_example.tell():
        yield f"Told the worked example: {count} steps, from a purpose to five years of returns."


def _account() -> str:
    """Who runs this, by name if the system knows one."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
