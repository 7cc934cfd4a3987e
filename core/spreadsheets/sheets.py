"""What a sheet is called and which columns it has, in every language of the product."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from core.folding import fold
from core.guard import one_line


@dataclass(frozen=True)
class Column:
    """One column: ``name`` is what the code calls it, ``label`` its heading; ``width`` in characters."""

    name: str
    label: Promise
    required: bool = False
    width: int = 18


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet; more than ``most_rows`` are not read. ``name`` tells it from others of one workbook."""

    title: Promise
    columns: tuple[Column, ...]
    most_rows: int = 5_000
    name: str = ""

    @property
    def labels(self) -> dict[str, str]:
        """``{name: heading}`` in the language of the moment."""
        return {column.name: str(column.label) for column in self.columns}

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def column_of(self, heading: str) -> Column | None:
        """The column that a heading in any language means."""
        wanted = comparable(heading)
        return next((column for column in self.columns if wanted in in_every_language(column.label)), None)


def in_every_language(label: Promise | str) -> set[str]:
    """A text in all languages of the product, in comparable form."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(comparable(str(label)))
    return found


def comparable(text: str) -> str:
    """Upper and lower case, accents and spaces alike."""
    return fold(one_line(text))
