"""Forms of bulletins: they check input and save nothing."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from bulletins.enums import SectionKind
from bulletins.models import Bulletin, Section
from bulletins.queries import entries, offers
from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from core.widgets import RichTextarea
from network.models import Group

HINTS = {
    SectionKind.PROJECTS: _(
        "Those that run on the date of the bulletin or begin later: years, number, funder, owner, and how many take "
        "part."
    ),
    SectionKind.GROUPS: _("The groups of the network on the date of the bulletin."),
    SectionKind.TRAININGS: _("The trainings of the bank that are not over. Nobody who takes part is named."),
    SectionKind.MEETINGS: _("With day, time and place, as they stand in the calendar."),
    SectionKind.QUESTIONS: _("Which themes members are asked to join, and by which day. No answer is told."),
    SectionKind.DECISIONS: _("Those of published minutes alone, with people as they stand there."),
    SectionKind.STRUCTURE: _("Drawn as of the date of the bulletin, and again as a list; nobody is named."),
    SectionKind.CONTACTS: _(
        "Names and tasks. E-mail addresses and telephone numbers are left out: the bulletin is public, and nothing "
        "says of anybody's that they may be. The form for questions leads readers to the network instead."
    ),
}
NOTHING = {
    SectionKind.PROJECTS: _("There is no project to choose: those that run or begin later are offered here."),
    SectionKind.TRAININGS: _("There is no training to choose: those of the bank that are not over are offered here."),
    SectionKind.QUESTIONS: _(
        "There is no question to choose: those that are open, and those of the last months, are offered here."
    ),
    SectionKind.DECISIONS: _("There is no decision to choose: those of published minutes are offered here."),
}


class BulletinForm(CrispyMixin, forms.ModelForm):
    layout = Layout("day", Div("title_fi", "title_sv", css_class="field-pair"))

    class Meta:
        model = Bulletin
        fields = ["day", "title_fi", "title_sv"]
        help_texts = {
            "day": _("The date that is printed. The structure, groups and tasks are those of this day."),
            "title_sv": _("The bulletin exists in each language in which it has a title."),
        }

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("title_fi") or cleaned.get("title_sv")) and not self.errors:
            self.add_error("title_fi", _("Write a title in Finnish, in Swedish, or in both."))
        return cleaned


class BulletinEditForm(VersionedMixin, BulletinForm):
    layout = Layout("version", *BulletinForm.layout)


class SectionForm(VersionedMixin, CrispyMixin, forms.ModelForm):
    """Own words side by side, and for what is chosen a box for each row that the user may choose."""

    chosen = forms.MultipleChoiceField(label=_("Choose"), required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Section
        fields = ["heading_fi", "heading_sv", "body_fi", "body_sv"]
        widgets = {"body_fi": RichTextarea(attrs={"rows": 6}), "body_sv": RichTextarea(attrs={"rows": 6})}

    def __init__(self, *args, section, user, **kwargs):
        super().__init__(*args, **kwargs)
        texts = [
            Div("heading_fi", "heading_sv", css_class="field-pair"),
            Div("body_fi", "body_sv", css_class="field-pair"),
        ]
        self.helper.layout = Layout("version", "chosen", *texts)
        if section.kind == SectionKind.TEXT:
            del self.fields["chosen"]
            self.helper.layout = Layout("version", *texts)
            return
        network, day = section.bulletin.network, section.bulletin.day
        found = {one.key: one.label for one in offers(section.kind, network, user, day)}
        # What somebody else has chosen stays chosen.
        found |= {one.key: one.label for one in entries(section.kind, network, section.chosen, day)}
        field = self.fields["chosen"]
        field.choices, field.label = list(found.items()), section.get_kind_display()
        field.help_text = HINTS[section.kind] if found else NOTHING.get(section.kind, _("There is nothing to choose."))
        for name in ("heading_fi", "heading_sv"):
            self.fields[name].help_text = _("Left empty, the usual heading.")


class KindForm(CrispyMixin, forms.Form):
    kind = forms.ChoiceField(label=_("Add a section"), choices=SectionKind.choices)


class ReasonForm(CrispyMixin, forms.Form):
    focus = "reason"
    reason = GuardedFormField(
        label=_("Reason"), max_length=300, help_text=_("The reason is public: everybody reads it at the bulletin.")
    )


class GroupsForm(CrispyMixin, forms.Form):
    """Whose members get the bulletin; asked by GET, so that the recipients are seen before anything is sent."""

    ryhma = forms.ModelMultipleChoiceField(
        queryset=Group.objects.none(), label=_("Groups"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Group.objects.visible_to(user).filter(network=network, ended_on__isnull=True)
        self.fields["ryhma"].queryset = rows.order_by("name", "pk")


class RecipientsForm(CrispyMixin, forms.Form):
    people = forms.MultipleChoiceField(label=_("Recipients"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(person.pk): person for person in people}
        field = self.fields["people"]
        field.choices = [(key, f"{person.name} · {person.email}") for key, person in self.rows.items()]
        field.initial = list(self.rows)

    @property
    def recipients(self):
        return [self.rows[key] for key in self.cleaned_data["people"]]
