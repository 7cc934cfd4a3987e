"""The list of bulletins, the page of one, and writing it."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import DetailView, ListView
from django.views.generic.edit import FormView

from bulletins.documents import BULLETIN
from bulletins.enums import LANGUAGES
from bulletins.forms import BulletinEditForm, BulletinForm, KindForm, SectionForm
from bulletins.models import Bulletin, Section
from bulletins.queries import content_of, figures_of
from bulletins.services import (
    add_section,
    edit_bulletin,
    edit_section,
    move_section,
    open_bulletin,
    remove_section,
)
from core.errors import DomainError
from core.models import LogEntry, StoredFile
from core.views import ObjectPermissionMixin, PermissionMixin, ScopedMixin, ServiceFormMixin


class BulletinListView(PermissionMixin, ScopedMixin, ListView):
    permission_required = "bulletins.list_bulletins"
    queryset = Bulletin.objects.order_by("-day", "-pk")
    paginate_by = 50
    template_name = "bulletins/bulletin_list.html"


class BulletinFormView(PermissionMixin, ServiceFormMixin, FormView):
    permission_required = "bulletins.write_bulletin"
    template_name = "bulletins/form.html"
    heading = submit = None

    def get_context_data(self, **kwargs):
        context = {"heading": self.heading, "submit": self.submit, "cancel_url": self.back_url()}
        return super().get_context_data(**context | kwargs)

    def back_url(self):
        return reverse("bulletins:bulletin-list", args=[self.request.network.slug])


class BulletinCreateView(BulletinFormView):
    form_class = BulletinForm
    heading = _("New bulletin")
    submit = _("Begin the bulletin")
    success_message = _("The bulletin has been begun. Choose what it says, section by section.")

    def get_initial(self):
        return {"day": timezone.localdate()}

    def perform(self, form):
        return open_bulletin(self.request.network, **form.cleaned_data, actor=self.request.user)


class OfBulletinView(ObjectPermissionMixin, BulletinFormView):
    """A form about the bulletin in the address."""

    queryset = Bulletin.objects.select_related("network")

    def get_context_data(self, **kwargs):
        return super().get_context_data(bulletin=self.get_object(), **kwargs)

    def back_url(self):
        return self.get_object().get_absolute_url()

    def get_success_url(self):
        return self.back_url()


class BulletinUpdateView(OfBulletinView):
    form_class = BulletinEditForm
    heading = _("Date and titles")
    submit = _("Save")
    success_message = _("Saved.")

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, current):
        names = ("day", "title_fi", "title_sv", "version")
        return {name: getattr(current, name) for name in names}

    def perform(self, form):
        return edit_bulletin(self.get_object(), **form.cleaned_data, actor=self.request.user)


class BulletinDetailView(ObjectPermissionMixin, DetailView):
    """What the draft says today, its languages side by side, with its sections; of what is public, its versions."""

    permission_required = "bulletins.view_bulletin"
    queryset = Bulletin.objects.select_related("network")
    template_name = "bulletins/bulletin_detail.html"

    def get_context_data(self, **kwargs):
        bulletin = self.get_object()
        writes = self.request.user.has_perm("bulletins.write_bulletin", bulletin)
        versions = list(bulletin.versions.order_by("-number"))
        for version in versions:
            version.bulletin = bulletin
        is_draft = writes and bulletin.state != "published"
        content = content_of(bulletin) if is_draft else versions[0].content
        return super().get_context_data(
            writes=writes,
            versions=versions,
            is_draft=is_draft,
            columns=[
                (language, LANGUAGES[language], said["title"], figures_of(content, language))
                for language, said in content["languages"].items()
            ],
            sections=list(bulletin.sections.all()) if writes and bulletin.is_editable else [],
            kind_form=KindForm() if writes and bulletin.is_editable else None,
            documents=StoredFile.objects.of(versions[0]).filter(kind=BULLETIN)[:3] if versions else [],
            mails=list(versions[0].mails.all()) if writes and versions else [],
            entries=LogEntry.objects.of(bulletin)[:20] if writes else None,
            **kwargs,
        )


class SectionCreateView(OfBulletinView):
    """POST from the page of the bulletin; a kind that is none brings the form alone."""

    form_class = KindForm
    heading = _("Add a section")
    submit = _("Add")

    def perform(self, form):
        self.section = add_section(self.get_object(), **form.cleaned_data, actor=self.request.user)
        return self.section

    def get_success_url(self):
        return reverse(
            "bulletins:section-update", args=[self.request.network.slug, self.get_object().pk, self.section.pk]
        )


class OfSectionMixin:
    @cached_property
    def section(self):
        rows = Section.objects.visible_to(self.request.user).filter(bulletin=self.get_object())
        section = get_object_or_404(rows, pk=self.kwargs["section"])
        section.bulletin = self.get_object()
        return section


class SectionUpdateView(OfSectionMixin, OfBulletinView):
    form_class = SectionForm
    template_name = "bulletins/section_form.html"
    submit = _("Save the section")
    success_message = _("The section was saved.")

    @property
    def heading(self):
        return self.section.get_kind_display()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"section": self.section, "user": self.request.user}

    def get_initial(self):
        return self.get_initial_for(self.section)

    def get_initial_for(self, current):
        names = ("heading_fi", "heading_sv", "body_fi", "body_sv", "chosen", "version")
        return {name: getattr(current, name) for name in names}

    def perform(self, form):
        return edit_section(self.section, **form.cleaned_data, actor=self.request.user)


class SectionActView(OfSectionMixin, ObjectPermissionMixin, View):
    """One act on a section of the bulletin in the address, by POST."""

    http_method_names = ["post", "options"]
    permission_required = "bulletins.write_bulletin"
    queryset = Bulletin.objects.select_related("network")

    def post(self, request, *args, **kwargs):
        section = self.section
        try:
            self.act(section)
        except DomainError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(f"{self.get_object().get_absolute_url()}#osat")


class SectionMoveView(SectionActView):
    def act(self, section):
        move_section(section, up=self.request.POST.get("suunta") != "alas", actor=self.request.user)


class SectionRemoveView(SectionActView):
    def act(self, section):
        remove_section(section, actor=self.request.user)
