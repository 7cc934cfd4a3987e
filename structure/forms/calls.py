"""Forms of asking members which themes they join, and of answering."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.attached_forms import UploadField, UploadsField
from core.fields import GuardedFormField
from core.forms import CrispyMixin, VersionedMixin
from network.enums import OrganisationKind
from network.models import Organisation
from structure.enums import Answer, PartKind
from structure.models import Call, Part, ThemeDecision


class CallForm(CrispyMixin, forms.ModelForm):
    """Whom to ask of which themes, and by when."""

    focus = "title"
    themes = forms.ModelMultipleChoiceField(
        Part.objects.none(), label=_("Themes that are asked"), widget=forms.CheckboxSelectMultiple
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Who is asked"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Call
        fields = ["title", "text", "due_on"]
        widgets = {"text": forms.Textarea({"rows": 6})}
        help_texts = {"text": _("What joining means, and what is expected of whoever joins.")}

    def __init__(self, *args, user, network, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        themes = Part.objects.visible_to(user).filter(network=network, kind=PartKind.THEME)
        members = Organisation.objects.visible_to(user).filter(network=network)
        # What is asked already stays to be chosen, whatever has ended since.
        themes = themes.on(today) | themes.filter(pk__in=self.initial.get("themes", ()))
        members = members.filter(parent=None).on(today) | members.filter(pk__in=self.initial.get("organisations", ()))
        self.fields["themes"].queryset = themes.prefetch_related("versions")
        self.fields["organisations"].queryset = members.order_by("name", "pk")
        self.initial.setdefault("themes", [part.pk for part in themes])
        municipalities = members.filter(kind=OrganisationKind.MUNICIPALITY)
        self.initial.setdefault("organisations", list(municipalities.values_list("pk", flat=True)))

    def _post_clean(self):
        """The service checks the whole question."""


class CallCreateForm(CallForm):
    """A question with its files: whoever is told of it finds them."""

    field_order = ["title", "text", "files"]
    files = UploadsField(
        label=_("Attachments"),
        help_text=_(
            "Files that tell more of what is asked, several at once if you like: PDF, Word, Excel, PowerPoint, PNG, "
            "JPEG or WebP. Everybody who is asked sees them as soon as they have been checked."
        ),
    )


class CallChangeForm(VersionedMixin, CallForm):
    """A question that nobody has answered. Its files are added and removed on its page."""


class CallFileForm(CrispyMixin, forms.Form):
    focus = "file"
    file = UploadField()


class AnswerForm(CrispyMixin, forms.ModelForm):
    """What an organisation answers."""

    focus = "answer"
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)
    themes = forms.ModelMultipleChoiceField(
        Part.objects.none(),
        label=_("Themes that are joined"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    section = GuardedFormField(label=_("Section of the minutes (§)"), required=False, max_length=20)
    decided_on = forms.DateField(label=_("Day of the decision"), required=False)

    class Meta:
        model = ThemeDecision
        fields = ["answer", "themes", "body", "section", "decided_on", "note"]
        labels = {"body": _("Who decided")}
        help_texts = {"body": _("The body or the holder of an office, for example the board of education.")}
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = asked.call.themes.prefetch_related("versions")

    def _post_clean(self):
        """The service checks the whole answer."""
