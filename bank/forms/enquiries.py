"""Enquiries and questions, as the coordinator writes them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bank.models import ANSWER_LENGTH, QUESTION_LENGTH, Enquiry
from core.fields import GuardedFormField
from core.forms import CrispyMixin, PickerField
from network.models import Municipality


class EnquiryForm(CrispyMixin, forms.ModelForm):
    """An enquiry that came by phone."""

    focus = "text"
    municipality = PickerField(
        queryset=Municipality.objects.all(),
        url_name="network:municipality-picker",
        label=_("Municipality"),
        required=False,
    )

    class Meta:
        model = Enquiry
        fields = ["text", "name", "organisation_label", "municipality", "email", "phone"]
        help_texts = {
            "text": _("Never a name or anything else by which a client is known."),
            "email": _("With an address, the answer can be read on a page of its own."),
        }

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].set_network(network)

    def _post_clean(self):
        """The service builds and checks the row."""


class EnquiryAnswerForm(CrispyMixin, forms.Form):
    """The coordinator's answer."""

    text = GuardedFormField(
        label=_("Answer"),
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "data-count": ANSWER_LENGTH}),
        help_text=_("Read on a page, not in a mail: the mail says only that an answer waits."),
    )


class QuestionForm(CrispyMixin, forms.Form):
    """What the coordinator asks the orderer."""

    focus = "text"
    text = GuardedFormField(
        label=_("Question to the orderer"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": QUESTION_LENGTH}),
        help_text=_("Only the orderer and the coordinators read it. The mail says only that a question waits."),
    )
