#!/usr/bin/env python
"""Django's commands, with the embedded servers behind them when no others are named."""

import os
import sys

from config.servers import ServerTrouble, ensure_servers


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        ensure_servers()
    except ServerTrouble as trouble:
        sys.exit(str(trouble))

    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- the settings read what was set above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
