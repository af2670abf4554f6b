"""Commands for analysts: each reads one case, asks the engine, and needs no database."""

import click

COMMANDS: tuple[click.Command, ...] = ()
