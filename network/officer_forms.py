"""The form in which a network names its data protection officer."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import CrispyMixin, VersionedMixin
from network.models import Network


class DataOfficerForm(CrispyMixin, VersionedMixin, forms.ModelForm):
    """Who is told as data protection officer of the network."""

    focus = "data_officer_email"

    class Meta:
        model = Network
        fields = ["data_officer_email", "data_officer_name"]
        labels = {"data_officer_email": _("E-mail"), "data_officer_name": _("Name or title")}
        help_texts = {"data_officer_name": _("As it stands in the register of processing.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["data_officer_email"].help_text = (
            _("Empty: the address of the whole service is told, %(email)s.") % {"email": settings.DATA_OFFICER_EMAIL}
            if settings.DATA_OFFICER_EMAIL
            else _("Empty: nobody is told, and no concern of an order can be opened by exception.")
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("data_officer_name") and cleaned.get("data_officer_email") == "":
            self.add_error("data_officer_email", _("Write the address of the data protection officer, too."))
        return cleaned
