"""Gathers styles, scripts and pictures for serving, when they have changed."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Gather them unless the last time saw the same files; whether it did."""
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    stamp = root.with_suffix(".stamp")
    seen = _fingerprint()
    if _says(stamp, seen):
        return False
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _says(stamp, seen):
            return False
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(seen)
    return True


def _says(stamp: Path, seen: str) -> bool:
    return stamp.exists() and stamp.read_text() == seen


def _fingerprint() -> str:
    """What the files to gather look like: names, sizes and times of change."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            found.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return found.hexdigest()
