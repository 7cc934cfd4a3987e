"""Forms of the attachments. A file is told by its content here; the services get it checked."""

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from core.attached_forms import UploadField
from core.forms import CrispyMixin, VersionedMixin
from core.fuzzydates.forms import FuzzyDateField
from meetings.enums import Layer
from meetings.forms import OptionalMixin
from meetings.models import Attachment, Item


class AttachmentFormMixin:
    """What is said of an attachment, beside its file."""

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        field.queryset = Item.objects.filter(meeting=meeting)
        field.empty_label = _("No item")
        field.label_from_instance = _item_label

    def clean_remind_on(self):
        when = self.cleaned_data["remind_on"]
        if when is None:
            return None
        if when.earliest is None:
            raise forms.ValidationError(_("Write a day, for example 15.1.2009."), code="no_day")
        return when.earliest


def _item_label(item):
    label = f"{item.number}. {item.heading}" if item.number else item.heading
    return _("%(item)s (secretary only)") % {"item": label} if item.layer == Layer.SECRETARY else label


class AttachmentForm(CrispyMixin, OptionalMixin, AttachmentFormMixin, forms.ModelForm):
    """A new attachment: a file, one on paper, or one that is delivered later."""

    layout = Layout(
        "file",
        "title",
        "item",
        "note",
        Fieldset(_("Delivered later"), Div("expected", "remind_on")),
    )
    optional = ("title",)
    file = UploadField(required=False)
    expected = forms.BooleanField(label=_("The attachment is delivered later"), required=False)
    remind_on = FuzzyDateField(
        label=_("Remind me on"), required=False, help_text=_("You get a mail, and it is on your home page that day.")
    )

    class Meta:
        model = Attachment
        fields = ["title", "item", "note"]
        labels = {"title": _("Title of the attachment")}
        help_texts = {
            "title": _("Left empty, the name of the file."),
            "item": _("The number follows from where the attachment is first mentioned."),
            "note": _("Printed after the title."),
        }

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        file, title = cleaned["file"], cleaned["title"]
        if cleaned["expected"] and file:
            self.add_error("file", _("Either add the file now, or say that it is delivered later."))
        if cleaned["remind_on"] and not cleaned["expected"]:
            self.add_error("remind_on", _("A reminder is for what is delivered later. Tick that, or clear the day."))
        if not title and not file:
            self.add_error("title", forms.ValidationError(_("Write a title, or choose a file."), code="required"))
        return cleaned


class AttachmentUpdateForm(CrispyMixin, VersionedMixin, AttachmentFormMixin, forms.ModelForm):
    layout = Layout("version", "title", "item", "note", "remind_on")
    remind_on = FuzzyDateField(
        label=_("Remind me on"), required=False, help_text=_("Only while the attachment is delivered later.")
    )

    class Meta:
        model = Attachment
        fields = ["title", "item", "note"]
        labels = {"title": _("Title of the attachment")}


class AttachmentFileForm(CrispyMixin, VersionedMixin):
    layout = Layout("version", "file")
    file = UploadField()
