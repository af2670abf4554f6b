"""The account that PostgreSQL runs as. It refuses to run as root, so root lends it another."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.config.embedded.errors import CannotStart

UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Account:
    """Somebody on this machine."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether we are already running as it."""
        return self.uid == os.geteuid()

    def popen_options(self) -> dict[str, Any]:
        """What subprocess needs to start something as this account."""
        return {} if self.is_ours else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether it may pass through `folder` and every folder above it; asks the system."""
        return self._tests("-x", folder)

    def can_read(self, path: Path) -> bool:
        """Whether it may read `path`."""
        return self._tests("-r", path)

    def give(self, folder: Path) -> None:
        """Make `folder`, one of ours, belong to it alone."""
        if not self.is_ours:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)

    def _tests(self, question: str, path: Path) -> bool:
        answer = subprocess.run(  # noqa: S603 - our own question
            ["/bin/sh", "-c", f'test {question} "$0"', str(path)],
            cwd="/",
            check=False,
            **self.popen_options(),
        )
        return answer.returncode == 0


def for_cluster(cluster: Path) -> Account:
    """Ourselves; as root whoever owns the database's files or folder, or else an unprivileged account."""
    if os.geteuid() != 0:
        return _known(os.geteuid())
    owner = (cluster if cluster.exists() else cluster.parent).stat().st_uid
    if owner != 0:
        return _known(owner)
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise CannotStart(
            f"PostgreSQL does not run as root, and there is no account {UNPRIVILEGED!r} to run it as. "
            "Start Frankpledge as an ordinary account, or set DATABASE_URL to a database elsewhere."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _known(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise CannotStart(
            f"Account number {uid} has no name on this machine, which PostgreSQL needs. Add it to "
            "/etc/passwd, use another account, or set DATABASE_URL to a database elsewhere."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
