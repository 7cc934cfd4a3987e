"""How far the translations of a version have come."""

from methods.models import MethodVersion, VersionText
from methods.models.parts import TEXTS


def is_stale(row: VersionText, finnish: VersionText | None, field: str) -> bool:
    """Whether the Finnish has changed since a translation was made from it."""
    words = getattr(finnish, field) if finnish else ""
    return bool(getattr(row, field)) and row.made_from.get(field, "") != words


def missing_translation(row: VersionText | None, finnish: VersionText, field: str) -> bool:
    return bool(getattr(finnish, field)) and not (row and getattr(row, field))


def untranslated(version: MethodVersion, language: str) -> list[str]:
    """The fields of a version whose words a language lacks or has from an older Finnish text."""
    texts = {text.language: text for text in version.texts.all()}
    finnish, row = texts.get("fi"), texts.get(language)
    if finnish is None:
        return []
    return [
        field
        for field in TEXTS
        if missing_translation(row, finnish, field) or (row is not None and is_stale(row, finnish, field))
    ]
