"""The facts of a draft, and its lists row by row."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView
from django.views.generic.edit import FormView

from core.errors import DomainError, EditConflict
from core.numbers import number_in
from core.views import ServiceFormMixin
from methods.forms import ARRANGING, FactsForm, arrange, part_formset
from methods.queries import FACTS, fact_words, field_label, row_words
from methods.services import PartsRefused, save_facts, save_parts
from methods.views.editors import VersionMixin


class FactsView(VersionMixin, ServiceFormMixin, FormView):
    """All facts of a draft in one form; of another version they are told."""

    form_class = FactsForm
    template_name = "methods/work/facts.html"
    success_message = _("The facts were saved.")

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, version):
        names = FactsForm._meta.fields
        return {name: getattr(version, name) for name in names} | {"version": version.revision}

    def perform(self, form):
        revision = form.cleaned_data["version"]
        return save_facts(self.get_object(), values=form.values, revision=revision, actor=self.request.user)

    def get_context_data(self, **kwargs):
        version = self.get_object()
        facts = [(field_label(name), fact_words(version, name)) for name in FACTS]
        comments = version.comments.open_on("facts")
        return super().get_context_data(facts=facts, comments=comments, **kwargs)

    def get_success_url(self):
        return self.version_url("facts")


class PartView(VersionMixin, TemplateView):
    """A list of a draft. Buttons arrange its rows and save nothing; saving makes the list say what is typed."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "methods/work/part.html"

    @property
    def part(self):
        return self.kwargs["part"]

    def formset(self, **kwargs):
        return part_formset(self.part, method=self.get_object().method, **kwargs)

    def stored(self):
        return list(getattr(self.get_object(), self.part).all())

    def get(self, request, *args, **kwargs):
        return self.show(self.formset(rows=[self._values(row) for row in self.stored()]))

    def post(self, request, *args, **kwargs):
        formset = self.formset(data=request.POST)
        act = next((name for name in ARRANGING if name in request.POST), None)
        if act:
            rows, place = arrange(formset.typed(), act, self._number(act))
            return self.show(self.formset(rows=rows), revision=self._number("version"), place=place)
        if not formset.is_valid():
            return self.show(formset, revision=self._number("version"), status=422)
        return self.save(formset)

    def save(self, formset):
        version, revision = self.get_object(), self._number("version")
        try:
            save_parts(version, part=self.part, rows=formset.rows, revision=revision, actor=self.request.user)
        except PartsRefused as error:
            formset.refuse(error.problems)
            return self.show(formset, revision=revision, status=422)
        except EditConflict as error:
            theirs = [row_words(row) for row in getattr(error.current, self.part).all()]
            refusal, revision = str(error), error.current.revision
            return self.show(formset, revision=revision, theirs=theirs, refusal=refusal, status=409)
        except DomainError as error:
            return self.show(formset, revision=revision, refusal=str(error), status=422)
        messages.success(self.request, _("The list was saved."))
        return HttpResponseRedirect(self.version_url("part", self.part))

    def show(self, formset, *, revision=None, status=200, **context):
        version = self.get_object()
        context = self.get_context_data(
            formset=formset,
            revision=version.revision if revision is None else revision,
            label=field_label(self.part),
            rows=[row_words(row) for row in self.stored()],
            comments=version.comments.open_on(self.part),
            **context,
        )
        return self.render_to_response(context, status=status)

    def _number(self, name):
        return number_in(self.request.POST.get(name, "")) or 0

    def _values(self, row):
        return {name: getattr(row, name) for name in self.formset().form.base_fields}
