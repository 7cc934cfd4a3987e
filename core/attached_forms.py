"""A file in a form, told by its content; and the view of such a form."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.filekinds import ACCEPT, CheckedUpload, check_upload, too_large


class UploadField(forms.FileField):
    """Cleans to a ``CheckedUpload``, or ``None`` when no file was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        worded = {
            "label": _("File"),
            "help_text": _(
                "PDF, Word, Excel, PowerPoint, PNG, JPEG or WebP. Place and camera are removed from images."
            ),
        }
        super().__init__(widget=forms.FileInput(attrs={"accept": ACCEPT}), **worded | kwargs)
        # Set by the view: the file was too large and never kept (core.uploads).
        self.was_dropped = False

    def clean(self, data: UploadedFile | None, initial: Any = None) -> CheckedUpload | None:
        if self.was_dropped:
            raise too_large()
        if not data:
            if self.required:
                raise forms.ValidationError(_("Choose the file."), code="required")
            return None
        return check_upload(data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | {"data-upload-limit": str(settings.UPLOAD_LIMIT_MB)}


class UploadMixin:
    """A view of a form with the field ``file``: one that was dropped on its way in is refused as too large."""

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        form.fields["file"].was_dropped = "file" in getattr(self.request, "dropped_files", ())
        return form
