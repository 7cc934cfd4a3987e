"""Text fields of models: each says what it may hold and how long, and lets only guarded text through.

``holds`` and ``keep`` (``core.privacy``) are required and do not show in migrations: they are about people, not
about columns.
"""

from typing import Any

from django import forms
from django.db import models

from core.guard import one_line, refuse_identity_code, strip_controls
from core.privacy import DataClass, Keep


class GuardedFormField(forms.CharField):
    """A text input that strips control characters before any other check, so that nothing hides behind them."""

    def to_python(self, value: Any) -> str:
        return super().to_python(strip_controls(value) if isinstance(value, str) else value)


class GuardedMixin:
    """Declares data class and retention, strips control characters, refuses identity codes."""

    default_validators = [refuse_identity_code]
    single_line = False

    def __init__(self, *args: Any, holds: DataClass | None = None, keep: Keep | None = None, **kwargs: Any) -> None:
        self.holds, self.keep = holds, keep
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, _path, args, kwargs = super().deconstruct()
        # Migrations know the plain column only.
        plain = next(base for base in type(self).__mro__ if base.__module__.startswith("django.db.models"))
        return name, f"django.db.models.{plain.__name__}", args, kwargs

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if not isinstance(value, str):
            return value
        return one_line(value) if self.single_line else strip_controls(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        if not self.choices:
            kwargs.setdefault("form_class", GuardedFormField)
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

    single_line = True

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.lower() if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.EmailField, **kwargs})
