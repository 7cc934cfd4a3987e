"""Fields of models that hold text: each says what it may hold and how long, and lets only guarded text through.

``holds`` and ``keep`` (``core.privacy``) are required and do not show in migrations: they are about people, not
about columns.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django import forms
from django.core.validators import validate_email, validate_slug
from django.db import models

from core.clues import Clue, find_clues
from core.guard import one_line, refuse_identity_code, strip_controls
from core.privacy import DataClass, Keep


class StrippingMixin:
    """Strips control characters before any other check, so that nothing hides behind them."""

    def to_python(self, value: Any) -> str:
        return super().to_python(strip_controls(value) if isinstance(value, str) else value)


class FreeTextMixin:
    """A text input in which a form looks for clues to clients (``core.clues``), unless it is made for them.

    ``holds`` is the data class of the text: contact data are looked for nothing. ``expects`` are the clues that belong
    into the field, as a street into that of a meeting's place.
    """

    def __init__(
        self, *args: Any, holds: DataClass | None = None, expects: Collection[Clue] = (), **kwargs: Any
    ) -> None:
        self.holds, self.expects = holds, expects
        super().__init__(*args, **kwargs)

    def clues_in(self, value: Any) -> list[Clue]:
        """What a cleaned value seems to hold that does not belong there."""
        if self.holds in (DataClass.CONTACT, DataClass.SECRET) or not isinstance(value, str):
            return []
        return [clue for clue in find_clues(self.words_of(value)) if clue not in self.expects]

    def words_of(self, value: str) -> str:
        """What a person reads of the value."""
        return value


class GuardedFormField(FreeTextMixin, StrippingMixin, forms.CharField):
    """A text input that strips control characters, refuses identity codes and is looked through for clues."""

    default_validators = [refuse_identity_code]


class GuardedEmailFormField(StrippingMixin, forms.EmailField):
    """An input for an e-mail address that does the same."""

    default_validators = [validate_email, refuse_identity_code]


class DeclaredMixin:
    """Declares data class and retention."""

    def __init__(self, *args: Any, holds: DataClass | None = None, keep: Keep | None = None, **kwargs: Any) -> None:
        # Not required here, because Django clones a field by its deconstructed arguments; a test asks for both.
        self.holds, self.keep = holds, keep
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, _path, args, kwargs = super().deconstruct()
        # Migrations know the plain column only.
        plain = next(base for base in type(self).__mro__ if base.__module__.startswith("django.db.models"))
        return name, f"django.db.models.{plain.__name__}", args, kwargs


class GuardedMixin(DeclaredMixin):
    """Declares data class and retention, strips control characters, refuses identity codes."""

    default_validators = [refuse_identity_code]
    single_line = False

    def __init__(self, *args: Any, expects: Collection[Clue] = (), **kwargs: Any) -> None:
        self.expects = expects
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if not isinstance(value, str):
            return value
        return one_line(value) if self.single_line else strip_controls(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        if not self.choices:
            kwargs.setdefault("form_class", GuardedFormField)
            if issubclass(kwargs["form_class"], FreeTextMixin):
                kwargs |= {"holds": self.holds, "expects": self.expects}
        return super().formfield(**kwargs)


class GuardedCharField(GuardedMixin, models.CharField):
    """One line of text."""

    single_line = True


class GuardedTextField(GuardedMixin, models.TextField):
    """Several lines of text; ``max_length`` is checked in forms and in ``full_clean``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            from django.core.validators import MaxLengthValidator  # noqa: PLC0415 -- leaf: only when limited

            self.validators.append(MaxLengthValidator(self.max_length))


class GuardedEmailField(GuardedMixin, models.EmailField):
    """An e-mail address, in lower case: two spellings of one address are one address."""

    default_validators = [validate_email, refuse_identity_code]
    single_line = True

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.lower() if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": GuardedEmailFormField, **kwargs})


class GuardedSlugField(GuardedMixin, models.SlugField):
    """A short name that stands in addresses."""

    default_validators = [validate_slug, refuse_identity_code]
    single_line = True

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.SlugField, **kwargs})


def refuse_identity_code_within(value: Any) -> None:
    """Raise ``ValidationError`` when any text within lists and dicts holds an identity code."""
    for text in _texts(value):
        refuse_identity_code(text)


class GuardedJSONField(GuardedMixin, models.JSONField):
    """Lists and dicts whose texts, keys included, are guarded as any other text; its shape stands in a comment."""

    default_validators = [refuse_identity_code_within]

    def to_python(self, value: Any) -> Any:
        return _stripped(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.JSONField, **kwargs})


class DeclaredFileField(DeclaredMixin, models.FileField):
    """A file; what is declared is about its content."""


class SealedField(DeclaredMixin, models.BinaryField):
    """Text that a key outside the database encrypts (``core.keys``); what is declared is about the text."""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield str(key)
            yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)


def _stripped(value: Any) -> Any:
    if isinstance(value, str):
        return strip_controls(value)
    if isinstance(value, dict):
        return {_stripped(key): _stripped(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_stripped(part) for part in value]
    return value
