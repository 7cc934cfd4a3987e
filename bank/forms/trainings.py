"""Trainings: the facts, the participants, and whom the training qualifies."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bank.enums import Category
from bank.models import Training, TrainingParticipant
from core.forms import CrispyMixin, PickerField, VersionedMixin
from core.fuzzydates import Look
from core.fuzzydates.forms import FuzzyDateField
from methods.models import Method
from network.models import Person
from network.projects import projects_of


def project_typed(training):
    """The two fields of the project as they are filled in: one that was chosen is not typed too."""
    chosen = training.project_key is not None
    return {"project_key": str(training.project_key) if chosen else "", "project": "" if chosen else training.project}


class TrainingForm(CrispyMixin, VersionedMixin, forms.ModelForm):
    """One training, with people or only a count."""

    focus = "name"
    layout = Layout(
        "version",
        Fieldset(pgettext_lazy("training", "What"), "name", "category", "method", "project_key", "project"),
        Fieldset(_("When and where"), "date", "days", "place"),
        Fieldset(_("How many"), "participants_count", "qualified_count", "counting"),
        "note",
    )
    category = forms.ChoiceField(
        label=_("Qualifies as"), required=False, choices=[("", _("Nothing")), *Category.choices]
    )
    method = forms.ModelChoiceField(
        label=_("Method"), queryset=Method.objects.none(), required=False, empty_label=_("No single method")
    )
    project_key = forms.TypedChoiceField(
        label=_("Project"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("A project of the network keeps its trainings when it is called otherwise."),
    )
    date = FuzzyDateField(label=_("Date"), required=False, look=Look.BACK)

    class Meta:
        model = Training
        fields = ["name", "category", "method", "project_key", "project", "date", "days", "place",
                  "participants_count", "qualified_count", "counting", "note"]  # fmt: skip
        labels = {
            "project": _("Another project, by its name"),
            "qualified_count": pgettext_lazy("count", "Qualified"),
        }
        help_texts = {
            "name": _("As it is called: network consultant training."),
            "participants_count": _("Only the number, when the people are not recorded one by one."),
            "qualified_count": _("How many became qualified, when the people are not recorded."),
            "counting": _("A row that adds up others, or only tells of them, is shown and not added again."),
        }
        # Half a day is "2,5" here, in whichever language the browser itself is.
        localized_fields = ["days"]
        widgets = {
            "days": forms.TextInput(attrs={"inputmode": "decimal"}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].queryset = Method.objects.all()
        chosen = [(str(project.key), str(project)) for project in projects_of(network, user)]
        self.fields["project_key"].choices = [("", _("None of the network's projects")), *chosen]
        self.initial |= project_typed(self.instance)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("project_key") and cleaned.get("project"):
            self.add_error("project", _("Choose a project of the network or write the name of another one, not both."))
        return cleaned

    def _post_clean(self):
        """The service builds and checks the row."""

    @property
    def facts(self):
        """Values for ``services.add_training`` and ``edit_training``."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class ParticipantForm(CrispyMixin, forms.Form):
    """Somebody who took part."""

    person = PickerField(
        queryset=Person.objects.all(),
        url_name="network:person-picker",
        add_url_name="network:person-create",
        label=_("Person"),
    )

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = field.queryset.visible_to(user).filter(network=network)
        field.set_network(network)


class QualifyForm(CrispyMixin, forms.Form):
    """Whom a training qualifies, from which day on."""

    people = forms.ModelMultipleChoiceField(
        label=_("Participants"), queryset=TrainingParticipant.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    since = forms.DateField(label=_("Qualified from this day on"))
    expires_on = forms.DateField(
        label=_("Valid until"), required=False, help_text=_("After this day the qualification is to be refreshed.")
    )
    make_members = forms.BooleanField(
        label=_("Take those who are not in the bank yet into it"), required=False, initial=True
    )

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = training.people.filter(qualified_on__isnull=True)
        self.fields["people"].error_messages["required"] = _("Choose at least one participant.")

    def clean_since(self):
        day = self.cleaned_data["since"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Nobody is qualified before the day has come."))
        return day
