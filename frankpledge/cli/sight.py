"""Commands that are about the whole register see all of it, what is withheld from the public too."""

import functools
from collections.abc import Callable
from typing import Any

import click


def sees_everything(command: click.Command) -> click.Command:
    """The same command, or each of a group's."""
    if isinstance(command, click.Group):
        for each in command.commands.values():
            sees_everything(each)
    elif command.callback is not None:
        command.callback = _seeing(command.callback)
    return command


def _seeing(callback: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(callback)
    def seeing(*args: Any, **kwargs: Any) -> Any:
        from frankpledge.register import sight

        with sight.everything():
            return callback(*args, **kwargs)

    return seeing
