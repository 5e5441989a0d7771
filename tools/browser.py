"""Find Chromium for the journeys, or install it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tools.missing import Missing, apt_install, can_install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find_chromium() -> str | None:
    """The path of a Chromium on this machine, or None."""
    named = os.environ.get("KAODIAN_CHROMIUM")
    for name in (named, *NAMES, MAC):
        if name and (path := shutil.which(name)):
            return path
    return None


def playwright_chromium() -> str | None:
    """The path of the browser that Playwright downloads, when it is there."""
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    path = done.stdout.strip()
    return path if path and os.access(path, os.X_OK) else None


def has_chinese_font() -> bool:
    """Whether some font can show Chinese; unknown counts as yes."""
    if not shutil.which("fc-list"):
        return True
    done = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip())


def ensure_chromium() -> str:
    """The path of a Chromium that runs, installed when need be; raises Missing with what to install."""
    found = find_chromium() or playwright_chromium()
    wanted = [*([] if found else ["chromium"]), *([] if found and has_chinese_font() else ["fonts-noto-cjk"])]
    if wanted and can_install():
        apt_install(*wanted)
        found = find_chromium() or found
    if not found:
        print("Downloading Chromium by playwright …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        found = playwright_chromium()
    if not found:
        raise Missing(
            "The journeys need Chromium: install the package chromium (and fonts-noto-cjk), or Google Chrome,"
            " or name one by KAODIAN_CHROMIUM."
        )
    return found
