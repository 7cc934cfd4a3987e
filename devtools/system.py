"""What the machine must have beyond Python packages: looked for, installed with apt where allowed, else named.

Standard library only: ``./dev`` runs this with any Python, before the project's own environment is there.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

APT_LOG = Path("var/log/apt.log")
VOIKKO_FOLDERS = ("/usr/lib/voikko", "/usr/share/voikko", "/usr/local/lib/voikko", "/opt/homebrew/lib/voikko")
# The first is Chromium without its windows, which needs half the time for the same pages.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Need:
    """Something of the system. ``packages`` are Debian's names; ``essential`` ends ``./dev`` when it is missing."""

    name: str
    packages: tuple[str, ...]
    reason: str
    found: Callable[[], bool]
    essential: bool = False


def library(*names: str) -> Callable[[], bool]:
    """A check for a shared library, with all it needs, under any of the names it has on Linux and macOS."""

    def loads() -> bool:
        for name in names:
            try:
                ctypes.CDLL(name)
            except OSError:
                continue
            return True
        return False

    return loads


def program(*names: str) -> Callable[[], bool]:
    return lambda: path_of(*names) is not None


def path_of(*names: str) -> str | None:
    """Where the first of the programs is that the machine has."""
    return next(filter(None, map(shutil.which, names)), None)


def finnish_dictionary() -> bool:
    return any(any(Path(folder).glob("*/mor*/index.txt")) for folder in VOIKKO_FOLDERS)


PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
TO_RUN = (
    Need(
        "Pango", PANGO, "without it no PDF", library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), essential=True
    ),
    Need("HarfBuzz", PANGO, "small fonts in PDFs", library("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")),
    Need("Voikko", ("libvoikko1", "voikko-fi"), "Finnish hyphenation", library("libvoikko.so.1", "libvoikko.1.dylib")),
    Need("Voikko's dictionary", ("voikko-fi",), "Finnish hyphenation", finnish_dictionary),
)
TO_TEST = (
    Need("Chromium", ("chromium-headless-shell",), "the tests with a real browser", program(*BROWSERS)),
    Need("Poppler", ("poppler-utils",), "the tests that look into PDFs", program("pdftotext")),
    Need("gettext", ("gettext",), "the test that every message is translated", program("xgettext")),
)


def missing(needs: tuple[Need, ...]) -> list[Need]:
    return [need for need in needs if not need.found()]


def install(needs: list[Need]) -> bool:
    """Install the packages with apt, as root or by a sudo that asks nothing; False where that cannot be or failed."""
    if shutil.which("apt-get") is None:
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            return False
        if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
            return False
        prefix = ["sudo", "-n"]
    packages = list(dict.fromkeys(package for need in needs for package in need.packages))
    print(f"Installing Debian packages: {' '.join(packages)}", file=sys.stderr)
    APT_LOG.parent.mkdir(parents=True, exist_ok=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"]
    with APT_LOG.open("ab") as log:
        # The lists first: on a fresh machine there are none. When they cannot be had, the old ones may still do.
        for arguments in (["update"], ["install", "--no-install-recommends", *packages]):
            code = subprocess.run(
                [*apt, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
            ).returncode
    if code:
        print(f"apt-get failed; see {APT_LOG}.", file=sys.stderr)
    return code == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("purpose", choices=["run", "test"])
    needs = TO_RUN if parser.parse_args().purpose == "run" else TO_RUN + TO_TEST

    wanted = missing(needs)
    if wanted and install(wanted):
        wanted = missing(needs)
    for need in wanted:
        packages = " ".join(need.packages)
        print(f"Missing: {need.name} ({need.reason}). On Debian: apt-get install {packages}", file=sys.stderr)
    # A test that skips because its tool is missing looks like a test that passed; nobody looks twice in CI.
    strict = bool(os.environ.get("CI"))
    return int(any(need.essential or strict for need in wanted))


if __name__ == "__main__":
    sys.exit(main())
