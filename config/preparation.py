"""Bring the database and the static files to what the code says: `python -m config.preparation`, part of ./run."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import OperationalError

# of Bootstrap's package: what only other builds and right-to-left languages need
NOT_SERVED = ["*.rtl.*", "*.esm.*", "bootstrap-grid*", "bootstrap-reboot*", "bootstrap-utilities*"]


def collect_static() -> None:
    """Collect the static files, when any of them has changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / "collected-from.sha256"
    found = static_fingerprint()
    if mark.is_file() and mark.read_text() == found:
        return
    sys.stderr.write("Collecting the static files.\n")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NOT_SERVED)
    mark.write_text(found)


def static_fingerprint() -> str:
    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            lines.append(f"{path} {facts.st_size} {facts.st_mtime_ns}")
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        sys.stderr.write(f"The database named in DATABASE_URL doesn't answer: {error}\n")
        return 1
    collect_static()
    if not settings.PRODUCTION and "make_demo" in get_commands():
        call_command("make_demo", if_empty=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
