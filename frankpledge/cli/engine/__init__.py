"""Commands for analysts: each reads one case, asks the engine, and needs no database."""

import click

from frankpledge.cli.engine.appraise import appraise
from frankpledge.cli.engine.attribute import attribute
from frankpledge.cli.engine.share import share
from frankpledge.cli.engine.signals import signals
from frankpledge.cli.engine.simulate import simulate

COMMANDS: tuple[click.Command, ...] = (appraise, attribute, share, signals, simulate)
