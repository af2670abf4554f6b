"""Files that only one account may read."""

import os
from pathlib import Path


def open_private(path: Path, flags: int) -> int:
    """Open `path`, made with no rights for others if it is made.

    What root makes in somebody's folder is theirs, or they could not start afterwards.
    """
    made = not path.exists()
    file = os.open(path, flags, 0o600)
    if made and os.geteuid() == 0:
        folder = path.parent.stat()
        os.fchown(file, folder.st_uid, folder.st_gid)
    return file
