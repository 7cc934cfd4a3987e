"""The field that holds a rich text: of minutes, of bulletins."""

from typing import Any

from django import forms

from core import richtext
from core.fields import FreeTextMixin, GuardedTextField


class RichTextFormField(FreeTextMixin, forms.CharField):
    """A rich text, as the editor sends it or typed plainly; cleans to HTML of ``core.richtext``."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        # The size and everything else is checked there: a limit in the browser would cut a paste without a word.
        return richtext.from_input(value) if value else ""

    def words_of(self, value: str) -> str:
        return richtext.plain_text(value)


class RichTextField(GuardedTextField):
    """HTML of ``core.richtext``: cleaned whenever the row is, so that no way in stores anything else."""

    def to_python(self, value: Any) -> Any:
        return richtext.sanitise(value) if isinstance(value, str) and value else super().to_python(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        defaults = {"form_class": RichTextFormField, "max_length": None}
        return super().formfield(**(defaults | kwargs))
