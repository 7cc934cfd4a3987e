"""Writing in a draft: a text saves itself field by field, facts and lists are saved section by section."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core.errors import DomainError, EditConflict
from core.guard import strip_controls
from core.richtext import from_input, plain_text
from core.states import lock
from methods.models import MethodVersion, VersionText
from methods.models.parts import LISTS
from methods.queries import steps_of_zones
from methods.services.versions import wrote_in
from network.models import User

# What stands once in a list.
ONCE = {
    "situationofversion": "situation",
    "participant": "party",
    "facilitatorrule": "category",
    "evidence": "line",
    "instead": "method_id",
}


@transaction.atomic
def save_text(
    version: MethodVersion, *, language: str, field: str, text: str, based_on: str, actor: User
) -> VersionText:
    """Save one text of a draft in one language; a translation remembers the Finnish that it was made from.

    ``based_on`` is the text that the author saw. Raises ``EditConflict`` with the stored row when somebody else has
    changed it since, ``ValidationError`` and, unless the version is a draft, ``DomainError``. Markup is not kept.
    """
    version = lock_draft(version)
    row, _created = VersionText.objects.select_for_update().get_or_create(version=version, language=language)
    text, stored = plain(text), getattr(row, field)
    if stored not in (text, _lines(based_on)):
        raise EditConflict(row)
    setattr(row, field, text)
    if language != "fi":
        row.made_from = {**row.made_from, field: _finnish(version, field)}
    row.full_clean()
    row.save()
    wrote_in(version, actor)
    return row


@transaction.atomic
def confirm_translation(
    version: MethodVersion, *, language: str, field: str, finnish: str, actor: User
) -> VersionText:
    """A translation is right as it is, though the Finnish changed; ``finnish`` is the text that was looked at.

    Raises ``DomainError`` when the Finnish has changed since, and unless the version is a draft.
    """
    version = lock_draft(version)
    if _finnish(version, field) != _lines(finnish):
        raise DomainError(_("The Finnish was changed meanwhile. Look at it again."))
    words = VersionText.objects.filter(version=version, language=language).values_list(field, flat=True).first() or ""
    return save_text(version, language=language, field=field, text=words, based_on=words, actor=actor)


@transaction.atomic
def save_facts(version: MethodVersion, *, values: dict[str, Any], revision: int, actor: User) -> MethodVersion:
    """Save facts of a draft, ``{field: value}``.

    Raises ``EditConflict``, ``ValidationError`` and, unless the version is a draft, ``DomainError``.
    """
    version = lock_draft(version, revision=revision)
    for name, value in values.items():
        setattr(version, name, value)
    version.full_clean(exclude=["author", "made_from"])
    version.revision += 1
    version.save()
    wrote_in(version, actor)
    return version


@transaction.atomic
def save_parts(
    version: MethodVersion, *, part: str, rows: list[dict[str, Any]], revision: int, actor: User
) -> MethodVersion:
    """Make a list of a draft (a name of ``LISTS``) say exactly ``rows``, in their order.

    Raises ``EditConflict``, ``PartsRefused`` and, unless the version is a draft, ``DomainError``.
    """
    version = lock_draft(version, revision=revision)
    model = part_model(part)
    made = [model(version=version, position=position, **row) for position, row in enumerate(rows)]
    getattr(version, part).all().delete()
    problems = {}
    for position, row in enumerate(made):
        try:
            check_part(row)
            _refuse_twice(row, made[:position])
            row.full_clean()
            row.save()
        except ValidationError as error:
            problems[position] = error
    if problems:
        raise PartsRefused(problems)
    if part == "legal_bases":
        version.law_checked_at = None
    version.revision = F("revision") + 1
    version.save(update_fields=["law_checked_at", "revision"])
    version.refresh_from_db(fields=["revision"])
    wrote_in(version, actor)
    return version


class PartsRefused(DomainError):  # noqa: N818 -- named after what happened (house-style.md, section 5)
    """Rows of a list that cannot be saved: ``problems`` is ``{place: ValidationError}``. Nothing was stored."""

    def __init__(self, problems: dict[int, ValidationError]) -> None:
        super().__init__(_("Some rows are not right. Nothing was saved yet."))
        self.problems = problems


def check_part(row: models.Model) -> None:
    """What a row of a list must hold beyond its own fields. Raises ``ValidationError`` at the field."""
    if row._meta.model_name == "zoneplacement":
        steps = steps_of_zones().get(row.zone)
        if steps is None:
            raise ValidationError({"zone": _("There are the zones 1–4.")})
        if row.first_step is None or row.first_step not in steps:
            raise ValidationError({"first_step": _zone_steps(row.zone, steps)})
        if row.last_step is None or row.last_step not in steps or row.last_step < row.first_step:
            raise ValidationError({"last_step": _zone_steps(row.zone, steps)})
    if row._meta.model_name == "legalbasis" and row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        raise ValidationError({"valid_to": _("It ends before it begins.")})
    if row._meta.model_name == "instead" and row.method_id == row.version.method_id:
        raise ValidationError({"method": _("Name another method than this one.")})


def _refuse_twice(row: models.Model, earlier: list[models.Model]) -> None:
    """A list in which each thing stands once refuses the second."""
    field = ONCE.get(row._meta.model_name)
    if field and getattr(row, field) in [getattr(one, field) for one in earlier]:
        raise ValidationError({field.removesuffix("_id"): _("It stands in the list already.")})


def part_model(part: str) -> type[models.Model]:
    """The model of a list in ``LISTS``."""
    if part not in LISTS:
        raise ValueError(f"A version has no list {part}.")
    return MethodVersion._meta.get_field(part).related_model


def lock_draft(version: MethodVersion, *, revision: int | None = None) -> MethodVersion:
    """Lock a version that may be written in.

    Raises ``DomainError`` when it is being reviewed or has been approved, ``EditConflict`` for another revision.
    """
    version = lock(version)
    if version.submitted_at is not None:
        raise DomainError(
            _("The version is being reviewed, or has been. To change it, it must first be returned to its author.")
        )
    if revision is not None and version.revision != revision:
        raise EditConflict(version)
    return version


def plain(text: str) -> str:
    """Typed or pasted words without markup; lines that begin with "- " stay as they are."""
    text = _lines(text)
    return plain_text(from_input(text)).strip() if "<" in text else text


def _finnish(version: MethodVersion, field: str) -> str:
    return VersionText.objects.filter(version=version, language="fi").values_list(field, flat=True).first() or ""


def _lines(text: str) -> str:
    return strip_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _zone_steps(zone: int, steps: list[int]) -> str:
    return _("Zone %(zone)d has the steps %(steps)s.") % {"zone": zone, "steps": ", ".join(map(str, steps))}
