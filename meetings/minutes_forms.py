"""Forms of the life of minutes: comments, approval, publishing, correction, mailing."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin
from core.fuzzydates import Precision
from core.fuzzydates.forms import FuzzyDateField
from meetings.calling_forms import InvitationForm
from meetings.enums import PublicPeople
from meetings.models import Item, Meeting
from meetings.versions import later_meetings


class DayField(FuzzyDateField):
    """One day; cleans to a ``date``."""

    default_error_messages = {"no_day": _("Write one day, for example 15.3.2009.")}

    def clean(self, value):
        when = super().clean(value)
        if when is None:
            return None
        if when.precision != Precision.DAY:
            raise forms.ValidationError(self.error_messages["no_day"], "no_day")
        return when.earliest


class OpenForCommentsForm(CrispyMixin, forms.Form):
    focus = "until"
    until = DayField(
        label=_("Comments until"), help_text=_("The last day on which people may comment, for example 15.3.2009.")
    )


class CommentForm(CrispyMixin, forms.Form):
    layout = Layout("item", "text")
    item = forms.ModelChoiceField(
        queryset=Item.objects.none(), label=_("Item"), required=False, empty_label=_("The minutes as a whole")
    )
    text = GuardedFormField(label=_("Comment"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.for_readers()


class ApproveForm(CrispyMixin, forms.Form):
    in_meeting = forms.ModelChoiceField(
        queryset=Meeting.objects.none(),
        label=_("Approved in the meeting"),
        required=False,
        empty_label=_("No meeting: I have read the minutes and approve them"),
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["in_meeting"]
        field.queryset = later_meetings(meeting)
        field.label_from_instance = lambda one: f"{one.title} · {one.when.text}"


class PublishForm(CrispyMixin, forms.Form):
    people = forms.ChoiceField(
        label=_("People on the public page"),
        choices=PublicPeople.choices,
        widget=forms.RadioSelect,
        help_text=_("E-mail addresses and items that are not public are left out in any case."),
    )


class CorrectForm(CrispyMixin, forms.Form):
    focus = "reason"
    reason = GuardedFormField(
        label=_("Why the minutes are corrected"),
        max_length=300,
        help_text=_("The reason stands in the next version, for all who read it."),
    )


class WithdrawForm(CrispyMixin, forms.Form):
    focus = "reason"
    reason = GuardedFormField(
        label=_("Why the minutes are withdrawn"),
        max_length=300,
        help_text=_("The reason stands at the public address, for everybody. Do not repeat in it what is withdrawn."),
    )


class MinutesMailForm(InvitationForm):
    """To whom the minutes go. Those who have got this version already are not chosen again."""

    def __init__(self, *args, sent, **kwargs):
        super().__init__(*args, invited=[], **kwargs)
        if "listed" in self.fields:
            got = {one.casefold() for one in sent}
            self.fields["listed"].initial = [
                key for key, person in self.people.items() if person.email.casefold() not in got
            ]
