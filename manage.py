#!/usr/bin/env python
"""Django's command line for Kaodian."""

import os
import sys

from learn.secret_key import ensure_secret_key, home_of

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learn.settings")
    from django.core.management import execute_from_command_line

    try:
        ensure_secret_key(os.environ)
    except OSError as error:
        sys.exit(f"Cannot write to {home_of(os.environ)} (KAODIAN_HOME): {error.strerror}.")
    execute_from_command_line(sys.argv)
