"""An Excel file that is taken in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin
from core.spreadsheets import MAX_BYTES


class ImportForm(CrispyMixin, forms.Form):
    """The file; what is in it is checked by the service."""

    file = forms.FileField(
        label=_("Excel file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args, most_rows, was_dropped=False, **kwargs):
        super().__init__(*args, **kwargs)
        limits = {"size": MAX_BYTES // 10**6, "rows": most_rows}
        self.fields["file"].help_text = _("A workbook (xlsx) of at most %(size)d MB and %(rows)d rows.") % limits
        # The file was too large and never kept (core.uploads).
        self.was_dropped = was_dropped

    def clean(self):
        if self.was_dropped:
            self.errors.pop("file", None)
            self._too_large()
        return super().clean()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            self._too_large()
        return file

    def _too_large(self):
        self.add_error("file", _("The file is too large: at most %(limit)d MB.") % {"limit": MAX_BYTES // 10**6})
