"""Signing up for workshops: by oneself, by a host for somebody, and moving somebody to another workshop."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedEmailFormField, GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from core.outside_forms import OutsideFormMixin
from network.models import Municipality

WHO = ("name", "organisation", "municipality", "email")


class WorkshopField(forms.TypedChoiceField):
    """One of the workshops of ``set_programme``, with how many places are left; ``cleaned_data`` has the object."""

    def set_programme(self, workshops, empty_label):
        by_key = {str(one.pk): one for one in workshops}
        self.coerce, self.empty_value = by_key.get, None
        self.choices = [("", empty_label), *((key, _with_room(one)) for key, one in by_key.items())]


class SignUpForm(CrispyMixin, forms.Form):
    """Who comes, and where to. ``programme`` are the workshops of ``queries.programme_of``."""

    focus = "first"
    layout = Layout(
        Fieldset(_("Which workshop"), "first", "second"),
        Fieldset(_("Who comes"), *WHO),
    )
    first = WorkshopField(label=_("First choice"))
    second = WorkshopField(
        label=_("Second choice"), required=False, help_text=_("You get a place there if the first choice is full.")
    )
    name = GuardedFormField(label=_("Name"), max_length=150)
    organisation = GuardedFormField(label=_("Organisation and unit"), max_length=150, required=False)
    municipality = forms.ModelChoiceField(Municipality.objects.none(), label=_("Municipality"), required=False)
    email = GuardedEmailFormField(label=_("E-mail"), max_length=254, required=False)

    def __init__(self, *args, day, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first"].set_programme(programme, _("Choose one"))
        self.fields["second"].set_programme(programme, _("No second choice"))
        # That of a sign-up stays to choose from when the network no longer has it.
        named = [self.initial["municipality"]] if self.initial.get("municipality") else []
        self.fields["municipality"].queryset = Municipality.objects.of_network(
            day.network_id, timezone.localdate(), named=named
        )
        self.fields["municipality"].empty_label = _("None of these")
        for name, token in (("name", "name"), ("organisation", "organization"), ("email", "email")):
            self.fields[name].widget.attrs["autocomplete"] = token

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("second") and cleaned["second"] == cleaned.get("first"):
            self.add_error("second", _("Choose another workshop as the second choice."))
        return cleaned

    @property
    def facts(self):
        """Values for ``services.sign_up``, ``add_sign_up`` and ``change_sign_up``."""
        return {name: self.cleaned_data[name] for name in (*WHO, "first", "second")}


class OwnSignUpForm(OutsideFormMixin, SignUpForm):
    """Without an account."""

    focus = ""
    layout = Layout("submission", *SignUpForm.layout.fields)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "The link to your own sign-up is mailed here, and word when you get a place from the waiting list. "
            "Only those who arrange the day see the address."
        )


class SignUpUpdateForm(VersionedMixin, SignUpForm):
    focus = ""
    layout = Layout("version", *SignUpForm.layout.fields)


class SignUpMoveForm(CrispyMixin, forms.Form):
    """Into which workshop somebody is put; over its limit only when that was confirmed after a refusal."""

    focus = "workshop"
    workshop = WorkshopField(label=_("To the workshop"))
    over_limit = forms.BooleanField(label=_("Put the person there over the limit"), required=False)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workshop"].set_programme(programme, _("Choose one"))
        if not self.is_bound:
            del self.fields["over_limit"]


def _with_room(workshop):
    return f"{workshop} – {workshop.room_words}" if workshop.room_words else str(workshop)
