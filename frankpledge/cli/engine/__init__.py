"""Commands for analysts: each reads one case, asks the engine, and needs no database."""

import click

from frankpledge.cli.engine.share import share

COMMANDS: tuple[click.Command, ...] = (share,)
