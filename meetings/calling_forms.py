"""Forms that call a meeting: its dates, whom to invite, and what somebody answers."""

import re
from email.utils import parseaddr

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.clues import Clue
from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField
from core.fuzzydates import FuzzyDate, FuzzyDateError, parse
from core.guard import one_line
from meetings.enums import Answer
from meetings.models import Invitation, Item
from meetings.services import Recipient
from network.models import Person

MAX_DATES = 30
MAX_EXTRA = 50
MAX_HEADINGS = 50


class DatesField(GuardedFormField):
    """One date a line, as people say them; cleans to a list of ``FuzzyDate``.

    A line that is the stored text (``initial``) keeps the days it meant when it was written.
    """

    widget = forms.Textarea
    default_error_messages = {
        "not_understood": _("“%(line)s”: %(reason)s"),
        "too_many": _("At most %(count)d dates at once."),
    }

    def prepare_value(self, value):
        return value.text if isinstance(value, FuzzyDate) else value

    def clean(self, value):
        text = super().clean(value)
        stored = self.initial if isinstance(self.initial, FuzzyDate) else None
        dates = []
        for line in filter(None, map(one_line, text.splitlines())):
            if stored is not None and line == one_line(stored.text):
                dates.append(stored)
                continue
            try:
                dates.append(parse(line, today=timezone.localdate()))
            except FuzzyDateError as error:
                params = {"line": line, "reason": error.message}
                raise ValidationError(self.error_messages["not_understood"], "not_understood", params) from error
        if len(dates) > MAX_DATES:
            raise ValidationError(self.error_messages["too_many"], "too_many", {"count": MAX_DATES})
        return dates


class CallForm(CrispyMixin, forms.Form):
    """The next meeting from the previous one: few fields, all filled in but the date."""

    focus = "dates"
    layout = Layout("dates", Div("place_name", "place_address", css_class="field-pair"), "with_items", "headings")
    dates = DatesField(
        label=_("When"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Wed 4.3.2009 at 13–15.30; without a time, that of the previous meeting. An inexact date is enough for "
            "now: February 2010. Several dates, for a whole term: one on each line."
        ),
    )
    place_name = GuardedFormField(label=_("Place"), required=False, max_length=200, expects=[Clue.STREET])
    place_address = GuardedFormField(label=_("Address"), required=False, max_length=200, expects=[Clue.STREET])
    with_items = forms.BooleanField(
        label=_("Bring along unfinished and postponed items and open actions"),
        required=False,
        initial=True,
        help_text=_("Standing items come along in any case."),
    )

    headings = GuardedFormField(
        label=_("New items"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One heading on each line. They come after the others; of several meetings, to the first."),
    )

    def clean_headings(self):
        """``[heading]``"""
        headings = [one_line(line) for line in self.cleaned_data["headings"].splitlines() if line.strip()]
        limit = Item._meta.get_field("heading").max_length
        if any(len(one) > limit for one in headings):
            raise ValidationError(gettext("A heading has at most %(count)d characters.") % {"count": limit})
        if len(headings) > MAX_HEADINGS:
            raise ValidationError(gettext("At most %(count)d items at once.") % {"count": MAX_HEADINGS})
        return headings

    def __init__(self, *args, previous=None, **kwargs):
        super().__init__(*args, **kwargs)
        if previous is not None:
            self.fields["dates"].initial = previous.next_meeting


class InvitationForm(CrispyMixin, forms.Form):
    """Whom to invite: people of the attendance who have an address, others of the network, and typed addresses."""

    layout = Layout("listed", "person", "others")
    listed = forms.MultipleChoiceField(
        label=_("People of the meeting"), required=False, widget=forms.CheckboxSelectMultiple
    )
    person = PickerField(
        queryset=Person.objects.all(),
        url_name="network:person-picker",
        label=_("Somebody else of the network"),
        required=False,
    )
    others = GuardedFormField(
        label=_("Other addresses"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line: the address, or the name and after it the address in angle brackets."),
    )

    def __init__(self, *args, user, network, attendances, invited, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.person_id): one.person for one in attendances if one.person_id and one.person.email}
        field = self.fields["listed"]
        field.choices = [(key, f"{person.name} · {person.email}") for key, person in self.people.items()]
        if not self.people:
            del self.fields["listed"]
            self.helper.layout = Layout("person", "others")
        else:
            field.initial = list(self.people)
        picker = self.fields["person"]
        picker.queryset = picker.queryset.visible_to(user).filter(network=network)
        picker.set_network(network, may_add=False)
        known = {person.email.casefold() for person in self.people.values()}
        self.fields["others"].initial = "\n".join(
            f"{one.name_label} <{one.email}>" if one.name_label != one.email else one.email
            for one in invited
            if one.email.casefold() not in known
        )

    def clean_person(self):
        person = self.cleaned_data["person"]
        if person is not None and not person.email:
            raise ValidationError(gettext("%(name)s has no e-mail address.") % {"name": person.name})
        return person

    def clean_others(self):
        """``[Recipient]`` of the typed addresses."""
        recipients = []
        for line in filter(None, map(one_line, re.split(r"[\n;]", self.cleaned_data["others"]))):
            name, email = parseaddr(line)
            try:
                validate_email(email)
            except ValidationError as error:
                raise ValidationError(gettext("“%(line)s” is no e-mail address.") % {"line": line}) from error
            recipients.append(Recipient(name=(name or email)[:150], email=email))
        if len(recipients) > MAX_EXTRA:
            raise ValidationError(gettext("At most %(count)d other addresses.") % {"count": MAX_EXTRA})
        return recipients

    @property
    def recipients(self):
        """Everybody chosen, once each."""
        people = [self.people[key] for key in self.cleaned_data.get("listed", [])]
        if self.cleaned_data["person"]:
            people.append(self.cleaned_data["person"])
        chosen = [Recipient(person.name, person.email, person) for person in people]
        return list({one.email.casefold(): one for one in [*self.cleaned_data["others"], *chosen]}.values())


class AnswerForm(CrispyMixin, forms.ModelForm):
    """Coming, not coming, or sending somebody."""

    layout = Layout("answer", "deputy")

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )

    class Meta:
        model = Invitation
        fields = ["answer", "deputy"]
        labels = {"deputy": _("Who comes instead of you")}
        help_texts = {"deputy": _("Only when you send a deputy.")}

    def _post_clean(self):
        """The service checks the answer and saves it."""
