"""What a method is called, whatever its versions say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin
from methods.enums import MethodKind
from methods.models import Method


class MethodForm(CrispyMixin, forms.Form):
    """A new method."""

    focus = "name_fi"
    name_fi = GuardedFormField(label=_("Name in Finnish"), max_length=120)
    name_sv = GuardedFormField(label=_("Name in Swedish"), max_length=120, required=False)
    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        help_text=_("It stands in the address of the page, for example laheisneuvonpito, and is never used again."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=MethodKind.choices)
    parent = forms.ModelChoiceField(
        Method.objects.order_by("name_fi"), label=_("Part of"), required=False, empty_label=_("No other method")
    )


class NamesForm(CrispyMixin, forms.Form):
    """Names from now on."""

    focus = "name_fi"
    name_fi = GuardedFormField(label=_("Name in Finnish"), max_length=120)
    name_sv = GuardedFormField(label=_("Name in Swedish"), max_length=120, required=False)
    name_en = GuardedFormField(label=_("Name in English"), max_length=120, required=False)
    sv_proposed = forms.BooleanField(label=_("The Swedish name is a proposal"), required=False)
