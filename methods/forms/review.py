"""The acts on a version's way to its readers: what each asks."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin
from methods.models import Method
from methods.models.parts import LISTS, TEXTS
from methods.queries import field_label


def words_field(label, *, required=True, max_length=1000, help_text=""):
    return GuardedFormField(
        label=label,
        required=required,
        max_length=max_length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SubmitForm(CrispyMixin, forms.Form):
    focus = "change_note"
    change_note = words_field(
        _("What changes and why"), max_length=250, help_text=_("Readers see it in the list of versions.")
    )
    correction = forms.BooleanField(
        label=_("A small correction"),
        required=False,
        help_text=_("It mends words only, and goes straight to the review of the language."),
    )


class NoteForm(CrispyMixin, forms.Form):
    note = words_field(_("Note"), required=False, help_text=_("It stands among the steps of the version."))


class ReturnForm(CrispyMixin, forms.Form):
    focus = "reason"
    reason = words_field(_("Why it is returned"), help_text=_("The author reads it."))


class ConfirmForm(CrispyMixin, forms.Form):
    """Nothing is asked but whether one means it."""


class PublishForm(CrispyMixin, forms.Form):
    """At once, or from a day and a time on."""

    when = forms.ChoiceField(
        label=_("When"),
        choices=[("now", _("At once")), ("later", _("From a day and time on"))],
        widget=forms.RadioSelect,
        initial="now",
    )
    day = forms.DateField(label=_("Day"), required=False, help_text=_("For example 15.1.2027."))
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        help_text=_("For example 9.00. Left empty, it is the beginning of the day."),
        error_messages={"invalid": _("Write the time like this: 9.30.")},
    )
    review_on = forms.DateField(
        label=_("To be looked through by"), required=False, help_text=_("Left empty, it is a year later.")
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == "later" and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Write the day, or choose to publish at once."))
        if cleaned.get("when") == "now" and cleaned.get("day"):
            self.add_error("when", _("You wrote a day: choose “From a day and time on”, or empty the day."))
        return cleaned

    @property
    def at(self):
        """The moment, or ``None`` for at once."""
        data = self.cleaned_data
        if data["when"] == "now":
            return None
        return timezone.make_aware(datetime.combine(data["day"], data["time"] or datetime.min.time()))


class WithdrawForm(CrispyMixin, forms.Form):
    focus = "reason"
    reason = words_field(_("Why it is withdrawn"), max_length=250, help_text=_("Readers see it on the page."))
    replaced_by = forms.ModelChoiceField(
        Method.objects.none(), label=_("Use instead"), required=False, empty_label=_("Nothing in particular")
    )

    def __init__(self, *args, method, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replaced_by"].queryset = Method.objects.published().exclude(pk=method.pk).order_by("name_fi")


class ReviewDateForm(CrispyMixin, forms.Form):
    focus = "note"
    note = words_field(_("What was looked at"))
    review_on = forms.DateField(label=_("To be looked through next by"), help_text=_("For example 15.1.2027."))


class CommentForm(CrispyMixin, forms.Form):
    focus = "text"
    field = forms.ChoiceField(label=_("What it is about"))
    text = words_field(_("Comment"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [(name, field_label(name)) for name in (*TEXTS, "facts", *LISTS)]
