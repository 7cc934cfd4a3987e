"""Pages of projects."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django_filters.views import FilterView

from core.models import LogEntry, StoredFile
from core.views import ObjectPermissionMixin, PartialMixin, PermissionMixin, RequestDocumentView, ScopedMixin
from network.sections import sections_of, sight_of
from structure.documents import PROJECT
from structure.filters import ProjectFilter
from structure.forms import ProjectChangeForm, ProjectForm
from structure.forms.projects import budget_words
from structure.models import Project
from structure.services import add_project, change_project
from structure.timeline import timeline_svg
from structure.views.parts import StructureFormView


class ProjectListView(PermissionMixin, ScopedMixin, PartialMixin, FilterView):
    """The projects of the network or of one area of it over the years, and the same as a list."""

    permission_required = "structure.view_structure"
    queryset = Project.objects.select_related("owner", "network")
    filterset_class = ProjectFilter
    template_name = "structure/project_list.html"
    partial_template_name = "structure/_projects.html"
    # An invalid filter shows its error and the whole list: nothing seems to be lost.
    strict = False

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        projects, today = list(context["object_list"]), timezone.localdate()
        return context | {
            "projects": projects,
            "figure": timeline_svg(projects, today=today),
            "narrow_figure": timeline_svg(projects, today=today, narrow=True),
        }


class ProjectDetailView(ObjectPermissionMixin, DetailView):
    """One project and what belongs to it; meetings and trainings come from the parts that know them."""

    permission_required = "structure.view_project"
    queryset = Project.objects.select_related("network", "owner", "area").prefetch_related(
        "partners", "groups", "budget", "themes__versions", "area__versions"
    )
    template_name = "structure/project_detail.html"

    def get_context_data(self, **kwargs):
        project, user = self.get_object(), self.request.user
        project.network = self.request.network
        manages = user.has_perm("structure.change_project", project)
        lines = project.budget.all()
        return super().get_context_data(
            total=sum(line.amount for line in lines) if lines else None,
            sections=sections_of(project, user),
            documents=self._documents(project, user),
            entries=LogEntry.objects.of(project)[:20] if manages else None,
            **kwargs,
        )

    def _documents(self, project, user):
        """What the user has printed and may still open: what was seen in another role is not offered."""
        found = StoredFile.objects.of(project).filter(kind=PROJECT, created_by=user)
        return found.filter(variant=sight_of(project, user))[:3]


class ProjectPrintView(RequestDocumentView):
    permission_required = "structure.view_project"
    queryset = Project.objects.select_related("network")
    document_kind = PROJECT

    def get_variant(self):
        return sight_of(self.get_object(), self.request.user)


class ProjectCreateView(StructureFormView):
    permission_required = "structure.change_project"
    form_class = ProjectForm
    template_name = "structure/project_form.html"
    heading = _("Add a project")
    submit = _("Add the project")
    success_message = _("The project was added.")

    def perform(self, form):
        return add_project(self.request.network, **form.facts(), actor=self.request.user)

    def back_url(self):
        return reverse("structure:project-list", args=[self.request.network.slug])

    def get_success_url(self):
        return self.result.get_absolute_url()


class ProjectChangeView(ObjectPermissionMixin, ProjectCreateView):
    permission_required = "structure.change_project"
    queryset = Project.objects.select_related("network", "owner", "area")
    form_class = ProjectChangeForm
    submit = _("Save")
    success_message = _("Saved.")

    @property
    def heading(self):
        return _("Edit %(name)s") % {"name": self.get_object()}

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, current):
        own = ("name", "number", "funder", "valid_from", "valid_to", "goals", "version")
        rows = {name: list(getattr(current, name).all()) for name in ("partners", "themes", "groups")}
        more = {"owner": current.owner_id, "area": current.area_id, "budget": budget_words(current.budget.all())}
        return {name: getattr(current, name) for name in own} | rows | more

    def perform(self, form):
        return change_project(self.get_object(), **form.facts(), actor=self.request.user)

    def back_url(self):
        return self.get_object().get_absolute_url()
