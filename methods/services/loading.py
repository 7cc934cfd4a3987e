"""Loads the catalogue's file: afterwards the methods that nobody has edited say what the file says.

What the file says becomes a version that is published at once. Once people have edited a method it is theirs, and the
file changes nothing in it.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone, translation

from core.audit import record
from methods.enums import VersionStep
from methods.models import Method, MethodSynonym, MethodVersion
from methods.models.parts import PARTS
from methods.services.catalogue_file import METHODS_FILE, CatalogueRefused, Entry, read_catalogue
from methods.services.review import REVIEWED_AGAIN_AFTER
from methods.services.versions import log


@dataclass
class LoadResult:
    """Codes of the entries by what happened to them."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    # Methods that people have edited: what the file says of them was not taken.
    edited_here: list[str] = field(default_factory=list)
    # Methods that the file does not name. They stay: orders refer to them, and a code is never reused.
    not_in_file: list[str] = field(default_factory=list)


@transaction.atomic
def load_methods(path: Path = METHODS_FILE) -> LoadResult:
    """Create methods and, where the file says something new, versions; change no version and delete no method.

    Raises ``CatalogueRefused``, and then nothing of the file is loaded.
    """
    entries = read_catalogue(path)
    _guard(entries)
    stored = {
        method.code: method for method in Method.objects.select_for_update().prefetch_related("synonyms", "versions")
    }
    result = LoadResult(not_in_file=sorted(stored.keys() - {entry.code for entry in entries}))
    written = []
    for entry in entries:
        method = stored.setdefault(entry.code, Method(code=entry.code))
        is_new = method.pk is None
        if not is_new and any(version.author_id for version in method.versions.all()):
            result.edited_here.append(entry.code)
            continue
        changed = _write_columns(method, entry.columns | {"parent": stored[entry.parent] if entry.parent else None})
        written.append((entry, method, is_new, changed))
    # A version may send its readers to a later entry: all methods are there before the first version is.
    for entry, method, is_new, changed in written:
        parts = entry.parts | {"instead": [{"method": stored[code]} for code in entry.instead]}
        changed |= _write_synonyms(method, entry.synonyms)
        changed |= _write_version(method, entry.facts, parts)
        if is_new or changed:
            record("methods.method.loaded", method, actor=None)
        (result.created if is_new else result.changed if changed else result.unchanged).append(entry.code)
    return result


def _guard(entries: list[Entry]) -> None:
    """The fields' own checks (choices, lengths, guarded text) on every row, before any is written."""
    problems = []
    with translation.override("en"):
        for entry in entries:
            rows = [(Method, entry.columns), (MethodVersion, entry.facts)]
            rows += [(MethodSynonym, row) for row in entry.synonyms]
            rows += [(_part(name), row) for name, children in entry.parts.items() for row in children]
            problems += [problem for model, row in rows for problem in _faults(entry, model, row)]
    if problems:
        raise CatalogueRefused(problems)


def _faults(entry: Entry, model: type[models.Model], row: dict[str, Any]) -> list[str]:
    try:
        model(**row).clean_fields(exclude={field.name for field in model._meta.fields} - row.keys())
    except ValidationError as error:
        return [f"{entry.label}, {name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return []


def _part(name: str) -> type[models.Model]:
    return MethodVersion._meta.get_field(name).related_model


def _write_columns(method: Method, values: dict[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(method, name) != value]
    for name in changed:
        setattr(method, name, values[name])
    if changed or method.pk is None:
        method.save()
    return bool(changed)


def _write_synonyms(method: Method, rows: list[dict[str, Any]]) -> bool:
    """Make the other names those of the file; rows that are right already keep their ids."""
    missing = list(rows)
    surplus = []
    for synonym in method.synonyms.all():
        row = {"language": synonym.language, "text": synonym.text, "note": synonym.note}
        if row in missing:
            missing.remove(row)
        else:
            surplus.append(synonym.pk)
    MethodSynonym.objects.filter(pk__in=surplus).delete()
    MethodSynonym.objects.bulk_create([MethodSynonym(method=method, **row) for row in missing])
    return bool(surplus or missing)


def _write_version(method: Method, facts: dict[str, Any], parts: dict[str, list[dict[str, Any]]]) -> bool:
    """Publish what the file says, unless the newest version says it already."""
    newest = MethodVersion.objects.whole().filter(method=method).first()
    if newest and _says(newest, facts, parts):
        return False
    now = timezone.now()
    version = MethodVersion.objects.create(
        method=method,
        number=newest.number + 1 if newest else 1,
        made_from=newest,
        submitted_at=now,
        content_reviewed_at=now,
        language_reviewed_at=now,
        # Each later than the one before, also when two are loaded within one tick of the clock.
        published_from=max(now, newest.published_from + timedelta(microseconds=1)) if newest else now,
        review_on=timezone.localdate(now) + REVIEWED_AGAIN_AFTER,
        **facts,
    )
    for name, rows in parts.items():
        _part(name)._default_manager.bulk_create(_rows(name, version, rows))
    log(version, VersionStep.LOADED, actor=None)
    return True


def _rows(name: str, version: MethodVersion, rows: list[dict[str, Any]]) -> list[models.Model]:
    if name == "texts":
        return [_part(name)(version=version, **row) for row in rows]
    return [_part(name)(version=version, position=position, **row) for position, row in enumerate(rows)]


def _says(version: MethodVersion, facts: dict[str, Any], parts: dict[str, list[dict[str, Any]]]) -> bool:
    if any(getattr(version, name) != value for name, value in facts.items()):
        return False
    return all(_plain(getattr(version, name).all()) == _plain(_rows(name, version, parts[name])) for name in PARTS)


def _plain(rows: Any) -> list[dict[str, Any]]:
    """What rows say, without their keys, in one order."""
    said = [
        {
            field.attname: getattr(row, field.attname)
            for field in row._meta.fields
            if field.name not in ("id", "version") and not field.generated
        }
        for row in rows
    ]
    return sorted(said, key=repr)
