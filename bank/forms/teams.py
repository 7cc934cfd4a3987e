"""The team of an order: who is asked by when, places added and taken out, a substitute who steps in."""

import re
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, SlotRole
from bank.models import Member
from bank.services import DAYS_TO_REPLY
from core.fields import GuardedFormField
from core.forms import CrispyMixin
from core.fuzzydates.forms import FuzzyDateField

REPLY_DAYS = (2, 4, DAYS_TO_REPLY, 14, 21, 28)
SPANS = [(3, _("3 months")), (6, _("6 months")), (12, _("12 months")), (24, _("24 months"))]
# One or several "slot:member".
PLACES = re.compile(r"\A[0-9]{1,15}:[0-9]{1,15}(?: [0-9]{1,15}:[0-9]{1,15}){0,9}\Z")


def reply_choices():
    """``[(ISO day, day as people read it)]`` to choose from without typing."""
    today = timezone.localdate()
    days = [today + timedelta(days=count) for count in REPLY_DAYS]
    return [(day.isoformat(), date_format(day, "D j.n.Y")) for day in days]


def default_reply():
    return (timezone.localdate() + timedelta(days=DAYS_TO_REPLY)).isoformat()


class AskForm(CrispyMixin, forms.Form):
    """Whom the coordinator asks, or who has agreed by phone, for which places; a reason where a rule needs one.

    ``people`` is ``[(slot, member)]`` after cleaning; it raises no error of its own for a place that is gone, as the
    service says that best.
    """

    ask = forms.RegexField(PLACES, required=False, strip=True, widget=forms.HiddenInput)
    agreed = forms.RegexField(PLACES, required=False, strip=True, widget=forms.HiddenInput)
    reply_by = forms.DateField(required=False, widget=forms.HiddenInput)
    exception = GuardedFormField(
        label=_("Why this is right all the same"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the invitation and in the history of the order. No names of clients."),
    )

    def __init__(self, *args, order, **kwargs):
        super().__init__(*args, **kwargs)
        self.order = order

    def clean(self):
        cleaned = super().clean()
        written = cleaned.get("ask") or cleaned.get("agreed") or ""
        pairs = [tuple(map(int, one.split(":"))) for one in written.split()]
        slots = {slot.pk: slot for slot in self.order.slots.all()}
        members = Member.objects.filter(network=self.order.network_id, pk__in=[member for _slot, member in pairs])
        members = {member.pk: member for member in members.select_related("person__user")}
        self.people = [(slots.get(slot), members.get(member)) for slot, member in pairs]
        if not self.people or any(None in one for one in self.people):
            raise forms.ValidationError(_("Choose whom to ask."))
        return cleaned


class TeamReasonForm(CrispyMixin, forms.Form):
    """Why; kept in the history."""

    focus = "reason"
    reason = GuardedFormField(label=_("Reason"), max_length=200)

    def __init__(self, *args, optional=False, **kwargs):
        super().__init__(*args, **kwargs)
        if optional:
            self.fields["reason"].required = False
            self.fields["reason"].label = _("%(label)s (optional)") % {"label": self.fields["reason"].label}


class SlotForm(CrispyMixin, forms.Form):
    """A place beside those that the method's rule has made."""

    focus = "role"
    role = forms.ChoiceField(label=_("Role"), choices=SlotRole.choices, initial=SlotRole.OBSERVER)
    category = forms.ChoiceField(
        label=_("Qualification"),
        required=False,
        choices=[("", _("Anybody in the bank")), *Category.choices],
        help_text=_("What is asked of whoever holds the place."),
    )
    reason = GuardedFormField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_("Needed when more people lead than the method's rule says."),
    )


class SubstituteForm(CrispyMixin, forms.Form):
    """Who steps in from reserve, and why."""

    focus = "reserve"
    reserve = forms.ModelChoiceField(queryset=None, label=_("Who steps in"), empty_label=None)
    reason = GuardedFormField(
        label=_("Reason"), max_length=200, help_text=_("For instance: the facilitator fell ill.")
    )

    def __init__(self, *args, order, **kwargs):
        super().__init__(*args, **kwargs)
        held = order.slots.in_team().filter(role=SlotRole.RESERVE, member__isnull=False)
        self.fields["reserve"].queryset = held


class SeasonForm(CrispyMixin, forms.Form):
    """Over which orders a dry run goes."""

    season = FuzzyDateField(
        label=_("Season"),
        required=False,
        help_text=_("For example spring 2027 or March 2027. Empty: all open orders, also those without a date."),
    )

    def clean_season(self):
        season = self.cleaned_data["season"]
        if season is not None and not season.is_dated:
            raise forms.ValidationError(_("Write a time with days: spring 2027, March 2027, 1.3.–31.5.2027."))
        return season
