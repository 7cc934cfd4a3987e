"""Building blocks of forms."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField


class CrispyMixin:
    """``{% crispy form %}`` draws the fields; the template owns ``<form>``, the token and the buttons.

    Optional fields are marked in their label, because required is the default.
    """

    layout = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.include_media = False
        self.helper.form_show_errors = True
        self.helper.html5_required = False
        if self.layout is not None:
            self.helper.layout = self.layout
        for field in self.fields.values():
            # The product says what is wrong in the user's language; the browser's own bubbles would come first.
            field.widget.use_required_attribute = _never
            if not field.required and field.label and not isinstance(field, forms.BooleanField):
                field.label = _("%(label)s (optional)") % {"label": field.label}

    @property
    def error_summary(self):
        """``[(id of the input, label, message)]`` for the summary above the form, in the order of the fields."""
        return [
            (
                self[name].id_for_label if name in self.fields else "",
                self[name].label if name in self.fields else "",
                m,
            )
            for name, messages in self.errors.items()
            for m in messages
        ]


def _never(initial):
    return False


class VersionedMixin(forms.Form):
    """Carries the version the author saw, so that two savers never overwrite one another silently.

    The service gets ``cleaned_data["version"]`` and raises ``EditConflict``; ``conflict_with`` lists what differs.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def conflict_with(self, current, *, initial):
        """Accept the current version for the next save, and list ``(label, theirs, yours)`` of differing fields."""
        rows = []
        for name, field in self.fields.items():
            if name == "version":
                continue
            theirs = field.prepare_value(initial.get(name))
            yours = self[name].value()
            if str(theirs or "") != str(yours or ""):
                rows.append((field.label, display_value(field, theirs), display_value(field, yours)))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = current.version
        return rows


def display_value(field, value):
    """What a person reads for a field's value: the label of a choice, the text of the rest."""
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.filter(pk=value).first() if value else None
        return str(row or "–")
    return str(dict(getattr(field, "choices", [])).get(value, value) or "–")


class SearchForm(CrispyMixin, forms.Form):
    """One search box."""

    q = GuardedFormField(label=_("Search"), required=False, max_length=100)
