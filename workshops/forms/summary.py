"""Forms of the summary: the text of a line, and the name of a theme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin, VersionedMixin
from workshops.models import Reflection, SummaryTheme

_LINE = forms.fields_for_model(Reflection, ["edited_text"], widgets={"edited_text": forms.Textarea({"rows": 4})})
_THEME = forms.fields_for_model(SummaryTheme, ["name"])


class LineTextForm(VersionedMixin, CrispyMixin, forms.Form):
    """How the summary says it."""

    focus = "edited_text"
    edited_text = _LINE["edited_text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edited_text"].help_text = _("Left empty, the summary says it as it was written.")


class ThemeForm(CrispyMixin, forms.Form):
    """The name of a new theme."""

    focus = "name"
    name = _THEME["name"]


class ThemeUpdateForm(ThemeForm):
    """Another name; ``seen`` is the one that stood there, as a theme has no version."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def conflict_with(self, current, *, initial):
        """Accept the present name for the next save, and list ``(label, theirs, yours)``."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = current.name
        return [(self.fields["name"].label, current.name, self["name"].value())]
