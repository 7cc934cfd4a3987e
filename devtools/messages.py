"""Translations made ready to use: ``.po`` → ``.mo`` (also ``python -m devtools.messages``, when the image is built).

In Python, because gettext's ``msgfmt`` is not on every machine.
"""

import os
from pathlib import Path

import polib

from devtools.paths import LOCALE


def compile_messages(folder: Path = LOCALE) -> list[Path]:
    """Compile every ``.po`` that is newer than its ``.mo``; return the files written. Fuzzy entries are left out."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        unfinished = target.with_name(f"{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        # In one step: a process that starts right now reads the old file or the new one.
        unfinished.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_messages()
