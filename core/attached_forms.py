"""Files in a form, told by their content; and the view of such a form."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.filekinds import ACCEPT, CheckedUpload, check_upload, guarded_name, too_large

# So many in one form: more belong into a folder somewhere else.
MOST_FILES = 10


class UploadField(forms.FileField):
    """Cleans to a ``CheckedUpload``, or ``None`` when no file was chosen."""

    widget = forms.FileInput
    choose_again = _("Choose the file again: it does not stay in a form that comes back.")

    def __init__(self, **kwargs: Any) -> None:
        worded = {
            "label": _("File"),
            "help_text": _(
                "PDF, Word, Excel, PowerPoint, PNG, JPEG or WebP. Place and camera are removed from images."
            ),
        }
        super().__init__(widget=self.widget(attrs={"accept": ACCEPT}), **worded | kwargs)
        # Set by the view: the names of files that were too large and never kept (core.uploads).
        self.dropped = ()

    def clean(self, data: UploadedFile | None, initial: Any = None) -> CheckedUpload | None:
        if self.dropped:
            raise too_large()
        if not data:
            if self.required:
                raise ValidationError(_("Choose the file."), code="required")
            return None
        return check_upload(data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | {"data-upload-limit": str(settings.UPLOAD_LIMIT_MB)}


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: MultiValueDict, files: MultiValueDict, name: str) -> list[UploadedFile]:
        return files.getlist(name)


class UploadsField(UploadField):
    """Several files, or none: cleans to a list of ``CheckedUpload``. Each refused one is named with its reason."""

    widget = SeveralFilesInput
    choose_again = _("Choose all the files again: they do not stay in a form that comes back.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, data: list[UploadedFile], initial: Any = None) -> list[CheckedUpload]:
        if len(data) + len(self.dropped) > MOST_FILES:
            raise ValidationError(
                _("These are too many files: at most %(limit)d at a time."),
                code="too_many",
                params={"limit": MOST_FILES},
            )
        uploads, refusals = [], [_of_file(name, too_large()) for name in self.dropped]
        for file in data:
            try:
                uploads.append(check_upload(file))
            except ValidationError as error:
                refusals.append(_of_file(file.name, error))
        if refusals:
            raise ValidationError(refusals)
        return uploads


def _of_file(name: str, refusal: ValidationError) -> ValidationError:
    """Which of the files it is, unless its name may not be repeated: then the refusal says so."""
    try:
        name = guarded_name(name)
    except ValidationError:
        return refusal
    return ValidationError(f"{name}: {' '.join(refusal.messages)}", code=refusal.code)


class UploadMixin:
    """A view of a form with files: those that were dropped on their way in are refused as too large.

    No browser keeps the files of a form that comes back, so that the form asks for them again.
    """

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        dropped = getattr(self.request, "dropped_files", {})
        for name, field in form.fields.items():
            if isinstance(field, forms.FileField):
                field.dropped = dropped.get(form.add_prefix(name), ())
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form")
        if form is not None and form.errors:
            _ask_for_files_again(form)
        return super().get_context_data(**kwargs)


def _ask_for_files_again(form: forms.Form) -> None:
    for name, field in form.fields.items():
        if not isinstance(field, UploadField) or not form.files.get(form.add_prefix(name)):
            continue
        # A single file that is refused is asked for by what is wrong with it.
        if isinstance(field, UploadsField) or name not in form.errors:
            form.add_error(name, field.choose_again)
