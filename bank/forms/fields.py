"""Inputs that only the bank needs."""

import re

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_DECIMAL = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|t|tuntia|timmar|hours)?")
_PARTS = re.compile(r"(?:(\d{1,3})\s*h)?\s*(?:(\d{1,3})\s*min)?")

format_html_lazy = lazy(format_html, str)


class HoursField(forms.Field):
    """Hours as people write them ("2", "2,5", "2:30", "2 h 30 min"); cleans to whole minutes, or None."""

    default_error_messages = {"invalid": _("Write the hours like this: 2,5 or 2 h 30 min.")}

    def widget_attrs(self, widget):
        return {"maxlength": "20", "autocomplete": "off", "class": "input-short"}

    def to_python(self, value):
        text = str(value or "").strip().lower()
        if not text:
            return None
        if match := _CLOCK.fullmatch(text):
            return int(match[1]) * 60 + int(match[2])
        if match := _DECIMAL.fullmatch(text):
            return round(float(f"{match[1]}.{match[2] or 0}") * 60)
        if (match := _PARTS.fullmatch(text)) and any(match.groups()):
            return int(match[1] or 0) * 60 + int(match[2] or 0)
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value):
        if isinstance(value, int):
            hours, minutes = divmod(value, 60)
            return f"{hours}:{minutes:02}" if minutes else str(hours)
        return value


def explained(choices, words):
    """Choices whose labels say what they mean: ``words`` is {value: sentence}, others stay as they are."""
    return [
        (value, format_html_lazy('{} <span class="choice-help">{}</span>', label, words[value]))
        if value in words
        else (value, label)
        for value, label in choices
    ]
