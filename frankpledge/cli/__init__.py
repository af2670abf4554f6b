"""The door for people at a terminal: commands by noun, one file for each.

A command is a plain `click.Command` (or a group of them) listed in `COMMANDS`. Room `config` hangs them under
`frankpledge`, gives each `--data FOLDER`, and calls it with the database open and Django set up. A command's
file is imported before that: whatever needs models is imported inside the function.
"""

import click

from frankpledge.cli.accounts import accounts
from frankpledge.cli.audit import audit_checkpoint, verify_audit
from frankpledge.cli.benefits import benefits
from frankpledge.cli.corrections import corrections
from frankpledge.cli.digests import send_digests
from frankpledge.cli.pictures import draw_pictures
from frankpledge.cli.register import load_register
from frankpledge.cli.reorganisations import reorganise
from frankpledge.cli.search import rebuild_search
from frankpledge.cli.sight import sees_everything

COMMANDS: tuple[click.Command, ...] = (
    load_register,
    rebuild_search,
    sees_everything(benefits),
    sees_everything(corrections),
    accounts,
    send_digests,
    draw_pictures,
    sees_everything(reorganise),
    sees_everything(verify_audit),
    sees_everything(audit_checkpoint),
)
