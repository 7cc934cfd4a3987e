"""Forms of themes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CrispyMixin
from network.models import Theme


class ThemeForm(CrispyMixin, forms.Form):
    focus = "name"
    name = GuardedFormField(label=_("Name"), max_length=150)


class ThemeMergeForm(CrispyMixin, forms.Form):
    focus = "into"
    into = forms.ModelChoiceField(label=_("Into which theme"), queryset=Theme.objects.none())

    def __init__(self, *args, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = themes
