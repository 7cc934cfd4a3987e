"""One text of a draft in one language."""

from django import forms

from core.differences import difference
from core.fields import GuardedFormField
from core.forms import CrispyMixin
from methods.queries import field_label


class TextForm(CrispyMixin, forms.Form):
    """The words of a field; ``version`` is the text that the author saw, as ``js/autosave.js`` names it."""

    version = GuardedFormField(required=False, widget=forms.HiddenInput)
    text = GuardedFormField(required=False)

    def __init__(self, *args, field, language, **kwargs):
        super().__init__(*args, auto_id=f"id_{field}_{language}_%s", **kwargs)
        self.fields["text"].label = field_label(field)
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 4, "lang": language, "class": "form-control"})
        self.helper.form_show_labels = False

    def conflict_with(self, current, *, initial):
        """What was saved by somebody else meanwhile, and what differs; the next save is based on it."""
        theirs, yours = initial["text"], self.cleaned_data["text"].replace("\r\n", "\n")
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = theirs
        return {"theirs": theirs, "yours": yours, "runs": difference(theirs, yours)}
