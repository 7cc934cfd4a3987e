"""Reads the file of methods (methods/data/README.md tells its shape) and finds everything that is wrong with it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.guard import find_identity_codes
from methods.services.catalogue_file.reader import Reader
from methods.services.catalogue_file.rows import Entry

METHODS_FILE = Path(__file__).resolve().parent.parent.parent / "data" / "methods.json"

__all__ = ["METHODS_FILE", "CatalogueRefused", "Entry", "read_catalogue"]


class CatalogueRefused(ValueError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """The file cannot be loaded: ``problems`` holds one line for each thing to mend.

    In English and not translated: whoever keeps the file reads its keys in English too.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_catalogue(path: Path) -> list[Entry]:
    """The entries in the order of the file; raises ``CatalogueRefused`` with all problems at once."""
    data = _read_json(path)
    hidden = [where for where, text in _strings(data, "file") if next(find_identity_codes(text), None)]
    if hidden:
        # Nothing else is looked at: another message could repeat the code.
        raise CatalogueRefused([f"{where}: contains a personal identity code." for where in hidden])
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("methods"), list)
        or not isinstance(data.get("acts"), dict)
    ):
        raise CatalogueRefused(["The file must be an object with an object “acts” and a list “methods”."])
    reader = Reader(data["acts"])
    entries = reader.entries(data["methods"])
    if reader.problems:
        raise CatalogueRefused(reader.problems)
    return entries


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueRefused([f"{path} cannot be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise CatalogueRefused([f"{path} is not UTF-8 text."]) from error
    except json.JSONDecodeError as error:
        raise CatalogueRefused([f"Line {error.lineno}, column {error.colno}: not JSON ({error.msg})."]) from error
    except RecursionError as error:
        raise CatalogueRefused([f"{path} is nested too deeply."]) from error


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text in the data with the way to it; keys that are texts themselves count as their owner's."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield where, key
            yield from _strings(one, f"{where}.{key}" if key.isidentifier() else where)
    elif isinstance(value, list):
        for number, one in enumerate(value, start=1):
            yield from _strings(one, f"{where}[{number}]")
