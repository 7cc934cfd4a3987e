"""The life of a bulletin: second reader, publishing, correction, withdrawal, paper, mail."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bulletins.documents import BULLETIN
from bulletins.forms import GroupsForm, ReasonForm, RecipientsForm
from bulletins.models import Bulletin
from bulletins.queries import Recipients, recipients_of
from bulletins.services import (
    correct_bulletin,
    mail_bulletin,
    publish_bulletin,
    return_bulletin,
    submit_bulletin,
    withdraw_bulletin,
)
from bulletins.views.writing import OfBulletinView
from core.documents import request_document
from core.errors import DomainError
from core.numbers import number_in
from core.views import ActionView, RequestDocumentView


class BulletinActView(ActionView):
    queryset = Bulletin.objects.select_related("network")
    permission_required = "bulletins.write_bulletin"


class BulletinSubmitView(BulletinActView):
    service = staticmethod(submit_bulletin)
    success_message = _("The bulletin waits for its second reader.")


class BulletinReturnView(BulletinActView):
    service = staticmethod(return_bulletin)
    success_message = _("The bulletin is a draft again.")


class BulletinPublishView(BulletinActView):
    """Who may is asked by the service too: whoever has written is told why not."""

    success_message = _("The bulletin has been published.")

    def act(self, target):
        # A page that names none was not read by a person.
        version = number_in(self.request.POST.get("version", ""))
        return publish_bulletin(target, version=version, actor=self.request.user)


class BulletinPrintView(RequestDocumentView):
    """The newest version as a document, in the language asked for."""

    queryset = Bulletin.objects.select_related("network")
    permission_required = "bulletins.view_bulletin"

    def act(self, target):
        version = target.versions.order_by("-number").first()
        if version is None:
            raise DomainError(_("Only a published bulletin is printed."))
        language = version.language_for(self.request.POST.get("kieli", self.request.LANGUAGE_CODE))
        return request_document(BULLETIN, version, actor=self.request.user, language=language)


class BulletinCorrectView(OfBulletinView):
    form_class = ReasonForm
    heading = _("Correct the bulletin")
    submit = _("Open for correction")
    success_message = _("The bulletin is a draft again. What was published stays until the next version.")

    def perform(self, form):
        return correct_bulletin(self.get_object(), **form.cleaned_data, actor=self.request.user)


class BulletinWithdrawView(OfBulletinView):
    form_class = ReasonForm
    heading = _("Withdraw the bulletin")
    submit = _("Withdraw from the public pages")
    success_message = _("The bulletin has been withdrawn. Its address says when and why.")

    def perform(self, form):
        return withdraw_bulletin(self.get_object(), **form.cleaned_data, actor=self.request.user)


class BulletinMailView(OfBulletinView):
    """First the groups (GET), then the recipients that they give, shown before anything is sent; POST sends."""

    form_class = RecipientsForm
    template_name = "bulletins/bulletin_mail.html"
    heading = _("Mail the bulletin")
    submit = _("Send the link")

    @cached_property
    def version(self):
        bulletin = self.get_object()
        version = bulletin.versions.order_by("-number").first()
        if version:
            version.bulletin = bulletin
        return version

    @cached_property
    def groups_form(self):
        typed = self.request.GET if "ryhma" in self.request.GET else None
        return GroupsForm(typed, user=self.request.user, network=self.request.network)

    @cached_property
    def recipients(self):
        if self.version is None or not self.groups_form.is_valid():
            return Recipients([], [], [], [])
        return recipients_of(self.version, self.groups_form.cleaned_data["ryhma"], timezone.localdate())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": self.recipients.people}

    def get_context_data(self, **kwargs):
        mails = list(self.version.mails.all()) if self.version else []
        return super().get_context_data(
            groups_form=self.groups_form, recipients=self.recipients, mails=mails, **kwargs
        )

    def perform(self, form):
        mails = mail_bulletin(self.get_object(), people=form.recipients, actor=self.request.user)
        text = ngettext("The bulletin goes to one person.", "The bulletin goes to %(count)d people.", len(mails))
        messages.success(self.request, text % {"count": len(mails)})
        return self.get_object()

    def answer(self, url):
        return HttpResponseRedirect(url)
