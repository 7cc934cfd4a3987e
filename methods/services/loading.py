"""Loads the catalogue: afterwards the rows say what the file says, and a second run finds nothing to do."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation

from core.audit import record
from methods.models import Method
from methods.services.catalogue_file import METHODS_FILE, CatalogueRefused, Entry, read_catalogue


@dataclass
class LoadResult:
    """Codes of the entries by what happened to them."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    # Methods that the file does not name. They stay: orders refer to them, and a code is never reused.
    not_in_file: list[str] = field(default_factory=list)


@transaction.atomic
def load_methods(path: Path = METHODS_FILE) -> LoadResult:
    """Create and change methods with their texts, names, placements and rules; delete no method.

    Raises ``CatalogueRefused``, and then nothing of the file is loaded.
    """
    entries = read_catalogue(path)
    _guard(entries)
    stored = {
        method.code: method
        for method in Method.objects.select_for_update().prefetch_related(
            "texts", "synonyms", "placements", "facilitator_rules"
        )
    }
    result = LoadResult(not_in_file=sorted(stored.keys() - {entry.code for entry in entries}))
    for entry in entries:
        method = stored.setdefault(entry.code, Method(code=entry.code))
        is_new = method.pk is None
        changed = _write_columns(method, entry.columns | {"parent": stored[entry.parent] if entry.parent else None})
        for name, rows in entry.children.items():
            changed |= _write_children(method, name, rows)
        if is_new or changed:
            record("methods.method.loaded", method, actor=None)
        (result.created if is_new else result.changed if changed else result.unchanged).append(entry.code)
    return result


def _guard(entries: list[Entry]) -> None:
    """The fields' own checks (choices, lengths, guarded text) on every row, before any is written."""
    problems = []
    with translation.override("en"):
        for entry in entries:
            rows = [(Method, entry.columns)]
            rows += [(_model_of(name), row) for name, children in entry.children.items() for row in children]
            problems += [problem for model, row in rows for problem in _faults(entry, model, row)]
    if problems:
        raise CatalogueRefused(problems)


def _faults(entry: Entry, model: type[models.Model], row: dict[str, Any]) -> list[str]:
    try:
        model(**row).clean_fields(exclude={field.name for field in model._meta.fields} - row.keys())
    except ValidationError as error:
        return [f"{entry.label}, {name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return []


def _model_of(related_name: str) -> type[models.Model]:
    return Method._meta.get_field(related_name).related_model


def _write_columns(method: Method, values: dict[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(method, name) != value]
    for name in changed:
        setattr(method, name, values[name])
    if changed or method.pk is None:
        method.save()
    return bool(changed)


def _write_children(method: Method, related_name: str, rows: list[dict[str, Any]]) -> bool:
    """Make the child rows equal to ``rows``; those that are right already keep their ids."""
    missing = list(rows)
    surplus = []
    for child in getattr(method, related_name).all():
        same = next(
            (row for row in missing if all(getattr(child, name) == value for name, value in row.items())), None
        )
        if same is None:
            surplus.append(child)
        else:
            missing.remove(same)
    model = _model_of(related_name)
    if surplus:
        model._default_manager.filter(pk__in=[child.pk for child in surplus]).delete()
    model._default_manager.bulk_create([model(method=method, **row) for row in missing])
    return bool(surplus or missing)
