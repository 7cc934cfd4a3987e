"""Inputs beyond Django's own."""

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse

from core.guard import one_line


class TypedName(str):
    """What was typed into a picker without picking; ``choice`` is the key of a row chosen from the listed matches."""

    __slots__ = ("choice",)

    def __new__(cls, text, choice=""):
        typed = super().__new__(cls, text)
        typed.choice = choice
        return typed


class RichTextarea(forms.Textarea):
    """A text box that ``static/js/editor.js`` makes an editor; without JavaScript one types plain text or HTML."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 10, "data-editor": ""} | (attrs or {}))


class PickerWidget(forms.Widget):
    """A text input that finds one row by its name, for ``core.forms.PickerField``.

    Without JavaScript the typed text is posted: it picks the row when just one matches, and else the form comes back
    with the matches to choose from. ``js/combobox.js`` makes it a combobox that asks ``url_name`` and offers
    ``add_url_name`` in place. Posted are ``<name>`` (key of the picked row), ``<name>_was`` (the text as it stood when
    that row was picked) and ``<name>_text`` (the text now); a form posted with ``<name>`` alone is fine too.
    """

    template_name = "includes/picker.html"
    # Set by the field.
    choices = ()

    def __init__(self, url_name="", add_url_name="", attrs=None):
        super().__init__(attrs)
        self.url_name, self.add_url_name = url_name, add_url_name
        self.url = self.add_url = ""
        self.candidates = []

    def set_network(self, network, *, may_add=True):
        args = [network.slug]
        self.url = reverse(self.url_name, args=args) if self.url_name else ""
        self.add_url = reverse(self.add_url_name, args=args) if self.add_url_name and may_add else ""

    def value_from_datadict(self, data, files, name):
        key = data.get(name, "")
        if f"{name}_text" not in data:
            return key
        text = one_line(data[f"{name}_text"])
        if not text:
            return ""
        if key and text == one_line(data.get(f"{name}_was", "")):
            return key
        return TypedName(text, str(data.get(f"{name}_choice", "")))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_text" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        key, text = "", ""
        if isinstance(value, TypedName):
            text = value
        elif value:
            field = self.choices.field
            row = field.row(value)
            key, text = (row.pk, field.label_from_instance(row)) if row else ("", "")
        context["picker"] = {
            "key": key,
            "text": text,
            "url": self.url,
            "add_url": self.add_url,
            "candidates": [(row.pk, self.choices.field.label_from_instance(row)) for row in self.candidates],
        }
        return context

    def _render(self, template_name, context, renderer=None):
        # Form renderers look into apps only; the project's templates are beside them.
        return render_to_string(template_name, context)
