"""``make screenshots``: pictures of the main pages, in docs/screenshots."""

from __future__ import annotations

import os
import sys
import tempfile

import django


def main() -> int:
    """Make a database of its own, and take the pictures."""
    with tempfile.TemporaryDirectory(prefix="kaodian-pictures-") as home:
        os.environ |= {
            "KAODIAN_HOME": home,
            "SECRET_KEY": "pictures-" * 8,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "learn.settings",
            # Playwright runs an event loop in the thread that uses the ORM.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
            # Static files are served where they stand.
            "DEBUG": "true",
        }
        django.setup()
        from tests.screenshots.demonstration import make_demonstration
        from tests.screenshots.taking import take_all

        print("Preparing a course and a learner …", flush=True)
        take_all(make_demonstration())
    return 0


if __name__ == "__main__":
    sys.exit(main())
