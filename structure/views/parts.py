"""Pages of areas, themes, strands, their groups and leaders."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, TemplateView
from django.views.generic.edit import FormView

from core.models import LogEntry, StoredFile
from core.numbers import number_in
from core.views import ObjectPermissionMixin, PermissionMixin, ServiceFormMixin, go_to_document
from network.models import Group
from structure.documents import FIGURE
from structure.enums import PartKind
from structure.figures import structure_svg
from structure.forms import ContactForm, DayForm, LastDayForm, MarkForm, PartChangeForm, PartForm, PlaceForm
from structure.models import GroupPlace, Part, PartContact
from structure.queries import belongings_on, days_of_change, structure_on
from structure.services import (
    add_part,
    change_part,
    end_contact,
    end_part,
    end_place,
    mark_part,
    name_contact,
    place_group,
)


class OfDayMixin:
    """``paiva=15.1.2009``, asked or posted, is the day; without it, and where it is no day, today."""

    @cached_property
    def day_form(self):
        typed = self.request.POST or self.request.GET
        return DayForm(typed if "paiva" in typed else None, initial={"paiva": timezone.localdate()})

    @cached_property
    def day(self):
        return self.day_form.cleaned_data["paiva"] if self.day_form.is_valid() else timezone.localdate()


class DayDocumentView(PermissionMixin, OfDayMixin, TemplateView):
    """A page of a day. A post asks for it as the document that ``document_kind`` names."""

    http_method_names = ["get", "head", "post", "options"]
    permission_required = "structure.view_structure"

    def post(self, request, *args, **kwargs):
        return go_to_document(request, self.document_kind(), variant=self.day.isoformat())


class StructureView(DayDocumentView):
    """The figure of a day and the same as a list."""

    template_name = "structure/overview.html"

    def get_context_data(self, **kwargs):
        network = self.request.network
        structure = structure_on(network, self.day)
        return super().get_context_data(
            day_form=self.day_form,
            structure=structure,
            figure=structure_svg(structure),
            narrow_figure=structure_svg(structure, narrow=True),
            days=days_of_change(network),
            is_today=self.day == timezone.localdate(),
            documents=StoredFile.objects.of(network).filter(kind=FIGURE, created_by=self.request.user)[:3],
            **kwargs,
        )

    def document_kind(self):
        return FIGURE


class PartDetailView(ObjectPermissionMixin, OfDayMixin, DetailView):
    """One area, theme or strand: what belongs to it on a day, and all that it was called."""

    permission_required = "structure.view_part"
    queryset = Part.objects.select_related("network", "marked_theme").prefetch_related(
        Prefetch("versions__area", queryset=Part.objects.prefetch_related("versions"))
    )
    template_name = "structure/part_detail.html"

    def get_context_data(self, **kwargs):
        part = self.get_object()
        manages = self.request.user.has_perm("structure.change_structure", part)
        version = part.version_on(self.day)
        return super().get_context_data(
            day_form=self.day_form,
            day=self.day,
            heading=version.label,
            version=version,
            area=version.area,
            area_label=version.area.label_on(self.day) if version.area else "",
            belongings=belongings_on(part, self.day),
            versions=part.versions.all(),
            places=part.places.select_related("group").order_by("valid_to", "valid_from", "pk"),
            contacts=part.contacts.select_related("person").order_by("valid_to", "valid_from", "pk"),
            entries=LogEntry.objects.of(part)[:20] if manages else None,
            **kwargs,
        )


class StructureFormView(PermissionMixin, ServiceFormMixin, FormView):
    """A form about the structure; after it one is on the page of the part, or on that of the structure."""

    permission_required = "structure.change_structure"
    template_name = "structure/form.html"
    heading = submit = None
    # The form offers what the user may see of the network.
    offers_choices = True

    def get_form_kwargs(self):
        own = {"user": self.request.user, "network": self.request.network} if self.offers_choices else {}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        context = {"heading": self.heading, "submit": self.submit, "cancel_url": self.back_url()}
        return super().get_context_data(**context | kwargs)

    def back_url(self):
        return reverse("structure:overview", args=[self.request.network.slug])

    def get_success_url(self):
        return self.back_url()


class PartCreateView(StructureFormView):
    form_class = PartForm
    heading = _("Add to the structure")
    submit = _("Add to the structure")
    success_message = _("Added to the structure.")

    def get_initial(self):
        return {"valid_from": timezone.localdate(), "kind": PartKind.THEME}

    def perform(self, form):
        return add_part(self.request.network, **form.cleaned_data, actor=self.request.user)

    def get_success_url(self):
        return reverse("structure:part-detail", args=[self.request.network.slug, self.result.pk])


class PlaceCreateView(StructureFormView):
    """``?osa=`` is the part from whose page one came."""

    form_class = PlaceForm
    heading = _("Put a group into the structure")
    submit = _("Put into the structure")
    success_message = _("The group stands in the structure.")

    def get_initial(self):
        return {"valid_from": timezone.localdate(), "part": number_in(self.request.GET.get("osa", ""))}

    def perform(self, form):
        return place_group(**form.cleaned_data, actor=self.request.user)


class OfPartView(ObjectPermissionMixin, StructureFormView):
    """A form about the part in the address."""

    queryset = Part.objects.select_related("network").prefetch_related("versions")

    def get_context_data(self, **kwargs):
        return super().get_context_data(part=self.get_object(), **kwargs)

    def back_url(self):
        return reverse("structure:part-detail", args=[self.request.network.slug, self.get_object().pk])


class PartChangeView(OfPartView):
    form_class = PartChangeForm
    heading = _("Change from a day on")
    submit = _("Change from this day on")
    success_message = _("Changed. Earlier days keep what held then.")

    def get_initial(self):
        part, today = self.get_object(), timezone.localdate()
        return self.get_initial_for(part) | {"version": part.version, "valid_from": today}

    def get_initial_for(self, current):
        now = current.version_on(timezone.localdate())
        return {"name_fi": now.name_fi, "name_sv": now.name_sv, "number": now.number, "area": now.area_id}

    def perform(self, form):
        return change_part(self.get_object(), **form.cleaned_data, actor=self.request.user)


class PartMarkView(OfPartView):
    form_class = MarkForm
    heading = _("Theme marked in minutes")
    submit = _("Save")
    success_message = _("Saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"current": self.get_object().marked_theme_id}

    def get_initial(self):
        return {"marked_theme": self.get_object().marked_theme_id}

    def perform(self, form):
        return mark_part(self.get_object(), **form.cleaned_data, actor=self.request.user)


class ContactCreateView(OfPartView):
    form_class = ContactForm
    heading = _("Name who leads")
    submit = _("Name")
    success_message = _("Named.")

    def get_initial(self):
        return {"valid_from": timezone.localdate()}

    def perform(self, form):
        return name_contact(self.get_object(), **form.cleaned_data, actor=self.request.user)


class EndMixin:
    """Asks for the last day of something that goes on."""

    form_class = LastDayForm
    offers_choices = False
    submit = _("End on this day")
    success_message = _("Ended. It stays in the history.")

    def get_initial(self):
        return {"last_day": timezone.localdate()}


class PartEndView(EndMixin, OfPartView):
    heading = _("End this part of the structure")

    def perform(self, form):
        return end_part(self.get_object(), **form.cleaned_data, actor=self.request.user)


class ContactEndView(EndMixin, OfPartView):
    @cached_property
    def contact(self):
        rows = PartContact.objects.visible_to(self.request.user).filter(part=self.get_object())
        return get_object_or_404(rows.select_related("person"), pk=self.kwargs["contact"])

    @property
    def heading(self):
        return _("End the task: %(name)s") % {"name": self.contact}

    def post(self, request, *args, **kwargs):
        self.contact  # noqa: B018 -- one that is not there is 404, whatever was typed
        return super().post(request, *args, **kwargs)

    def perform(self, form):
        return end_contact(self.contact, **form.cleaned_data, actor=self.request.user)


class PlaceEndView(EndMixin, ObjectPermissionMixin, StructureFormView):
    """Of the group in the address, one of its places."""

    queryset = Group.objects.select_related("network")

    @cached_property
    def place(self):
        rows = GroupPlace.objects.visible_to(self.request.user).filter(group=self.get_object())
        return get_object_or_404(rows.select_related("group", "part"), pk=self.kwargs["place"])

    @property
    def heading(self):
        return _("Take out of the structure: %(name)s") % {"name": self.place}

    def post(self, request, *args, **kwargs):
        self.place  # noqa: B018 -- one that is not there is 404, whatever was typed
        return super().post(request, *args, **kwargs)

    def perform(self, form):
        return end_place(self.place, **form.cleaned_data, actor=self.request.user)

    def back_url(self):
        if self.place.part_id is None:
            return super().back_url()
        return reverse("structure:part-detail", args=[self.request.network.slug, self.place.part_id])
