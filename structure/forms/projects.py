"""The form of a project."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField, VersionedMixin
from network.models import Group, Organisation
from structure.enums import PartKind
from structure.forms.parts import AreaChoice
from structure.models import BudgetLine, Part, Project

MOST_LINES = 30
LARGEST = Decimal("9999999999.99")


def budget_words(lines):
    """Lines of a budget as they are typed: "Palkat: 120 000,00"."""
    return "\n".join(f"{line.name}: {number_format(line.amount, 2)}" for line in lines)


class ProjectForm(CrispyMixin, forms.ModelForm):
    """What a project is, who does it and what belongs to it."""

    focus = "name"
    owner = PickerField(
        Organisation.objects.all(),
        url_name="network:organisation-picker",
        add_url_name="network:organisation-create",
        label=_("Owner"),
        required=False,
    )
    partners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Partners"), required=False, widget=forms.CheckboxSelectMultiple
    )
    area = AreaChoice()
    themes = forms.ModelMultipleChoiceField(
        Part.objects.none(), label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(), label=_("Groups"), required=False, widget=forms.CheckboxSelectMultiple
    )
    budget = GuardedFormField(
        label=_("Budget"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("A total on each line, with what it is for: Salaries: 120000"),
    )

    class Meta:
        model = Project
        fields = [
            "name", "number", "funder", "owner", "partners", "valid_from", "valid_to", "goals", "area", "themes",
            "groups", "budget",
        ]  # fmt: skip
        widgets = {"goals": forms.Textarea({"rows": 6})}

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()

        def seen(model, **facts):
            return model.objects.visible_to(user).filter(network=network, **facts)

        self.fields["owner"].queryset = seen(Organisation)
        self.fields["owner"].set_network(network)
        self.fields["area"].offer(user, network)
        chosen = {name: [one.pk for one in self.initial.get(name, ())] for name in ("partners", "themes", "groups")}
        here = seen(Organisation, parent=None).on(today) | seen(Organisation, pk__in=chosen["partners"])
        self.fields["partners"].queryset = here.order_by("name", "pk")
        themes = seen(Part, kind=PartKind.THEME).on(today) | seen(Part, pk__in=chosen["themes"])
        self.fields["themes"].queryset = themes.prefetch_related("versions")
        going_on = Q(ended_on__isnull=True) | Q(ended_on__gt=today) | Q(pk__in=chosen["groups"])
        self.fields["groups"].queryset = seen(Group).filter(going_on).order_by("name", "pk")

    def clean_budget(self):
        """``[(what for, euros)]``."""
        lines = []
        for line in filter(str.strip, self.cleaned_data["budget"].splitlines()):
            name, _colon, typed = line.rpartition(":")
            digits = "".join(typed.split()).replace("€", "").replace(",", ".")
            try:
                amount = Decimal(digits)
            except InvalidOperation:
                amount = None
            if amount is None or not name.strip() or not amount.is_finite() or not 0 <= amount <= LARGEST:
                raise forms.ValidationError(_("Write each line like this: Salaries: 120000"))
            if len(name) > BudgetLine._meta.get_field("name").max_length:
                raise forms.ValidationError(_("Write more shortly what a total is for."))
            lines.append((name.strip(), amount.quantize(Decimal("0.01"))))
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Write totals only, %(most)d lines at most.") % {"most": MOST_LINES})
        return lines

    def facts(self):
        """What the services take."""
        own = ("name", "number", "funder", "owner", "valid_from", "valid_to", "goals", "area")
        rest = {name: value for name, value in self.cleaned_data.items() if name not in own}
        return {"facts": {name: self.cleaned_data[name] for name in own}, **rest}

    def _post_clean(self):
        """The service checks the whole project."""


class ProjectChangeForm(VersionedMixin, ProjectForm):
    """A project that exists."""
