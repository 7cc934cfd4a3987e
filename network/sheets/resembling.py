"""Names that resemble one another: they differ in one letter."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Known = TypeVar("Known")


def forms(name: str) -> set[str]:
    """The name and what is left of it without any one letter; numbers are never left out, "1" is not like "2".

    Two names of which one has a letter more, another letter or a pair of letters the other way round share a form.
    """
    return {name} | {name[:at] + name[at + 1 :] for at, letter in enumerate(name) if not letter.isdigit()}


class Resembling(Generic[Known]):
    """Which of the added ones have a name like that of a row. Only names in ``wanted`` are asked for."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = {form for name in wanted for form in forms(name)}
        self._found: dict[str, list[Known]] = {}

    def holds(self, name: str) -> bool:
        """Whether a name like this is asked for."""
        return not self._wanted.isdisjoint(forms(name))

    def add(self, name: str, known: Known) -> None:
        for form in forms(name) & self._wanted:
            self._found.setdefault(form, []).append(known)

    def like(self, name: str) -> list[Known]:
        """Those whose names resemble this one or are the same, each once."""
        return list(dict.fromkeys(one for form in sorted(forms(name)) for one in self._found.get(form, [])))
