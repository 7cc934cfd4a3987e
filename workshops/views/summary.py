"""The summary of a day: the page, its themes, its texts, its documents, and the day as a file."""

import json
import re

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import DetailView

from core.documents import request_document
from core.errors import DomainError
from core.models import StoredFile
from core.numbers import number_in
from core.views import RequestDocumentView
from workshops import documents
from workshops.enums import SummaryOrder
from workshops.exchange import day_to_json
from workshops.forms import LineTextForm, ThemeForm, ThemeUpdateForm
from workshops.models import FollowUp, Reflection, SummaryTheme
from workshops.queries import lines_of, matrix_of, summary_of_lines
from workshops.queries.summary import COMMENT, STEP
from workshops.services import add_theme, edit_line, group_comments, move_theme, remove_theme, rename_theme
from workshops.views.base import OfDayFormView, OfDayMixin
from workshops.views.days import DayActView

# What a button may ask for (``asiakirja``).
DOCUMENTS = {
    "pdf": documents.SUMMARY,
    "kalvot": documents.SLIDES,
    "word": documents.WORD,
    "excel": documents.SHEET,
}
# What a box says: the comment, and the version that was seen.
_CHOSEN = re.compile(r"(\d{1,9})\.(\d{1,9})")


def order_in(values):
    """The order that an address or a form names (``jarjestys``), by workshop without one."""
    named = values.get("jarjestys")
    return SummaryOrder(named) if named in SummaryOrder.values else SummaryOrder.WORKSHOPS


class SummaryView(OfDayMixin, DetailView):
    """All that was said; ``?tila=muokkaus`` shows hosts what was written, and leads to the texts."""

    permission_required = "workshops.view_workshopday"
    template_name = "workshops/summary.html"

    def get_context_data(self, **kwargs):
        day, order = self.day, order_in(self.request.GET)
        lines = lines_of(day)
        can_host = self.request.user.has_perm("workshops.host_day", day)
        return super().get_context_data(
            summary=summary_of_lines(lines, order=order),
            matrix=matrix_of(lines),
            order=order,
            orders=SummaryOrder.choices,
            is_empty=not (lines.comments or lines.further_work or lines.organising or lines.feedback),
            can_host=can_host,
            edits=can_host and self.request.GET.get("tila") == "muokkaus",
            documents=StoredFile.objects.of(day).filter(kind__in=DOCUMENTS.values())[:8],
            **kwargs,
        )


class SummaryPrintView(OfDayMixin, RequestDocumentView):
    """Asks for the summary as a document, in the meeting's own language."""

    permission_required = "workshops.view_workshopday"

    def act(self, target):
        kind = DOCUMENTS.get(self.request.POST.get("asiakirja", "pdf"))
        if kind is None:
            raise Http404
        order = order_in(self.request.POST)
        language = target.meeting.language
        return request_document(kind, target, actor=self.request.user, language=language, variant=order.value)


class DayJsonView(OfDayMixin, View):
    """The day as it can be taken in elsewhere (``docs/workshop-day-format.md``): the originals, so for hosts."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        day = self.get_object()
        return HttpResponse(
            json.dumps(day_to_json(day), ensure_ascii=False, indent=2),
            content_type="application/json; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="tyopajapaiva-{day.held_on}.json"'},
        )


class OfSummaryMixin:
    """Goes back to the themes."""

    def back_url(self):
        return self.url_of("summary-themes")

    def get_success_url(self):
        return self.back_url()


class SummaryThemesView(OfSummaryMixin, OfDayMixin, DetailView):
    """Comments under their themes, of all workshops or of one (``?paja=A``); POST puts the chosen ones under one."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "workshops/summary_themes.html"

    def get_context_data(self, **kwargs):
        day = self.day
        workshops = list(day.workshops.all())
        code = self.request.GET.get("paja", "")
        comments = day.reflections.shown().select_related("workshop").order_by("workshop__position", "position", "pk")
        comments = list(comments.filter(workshop__code=code) if code else comments)
        themes = [
            (theme, [one for one in comments if one.theme_id == (theme.pk if theme else None)])
            for theme in [None, *day.themes.all()]
        ]
        return super().get_context_data(
            workshops=workshops,
            code=code,
            themes=themes,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        day, named = self.get_object(), request.POST.get("teema", "")
        theme = get_object_or_404(day.themes, pk=number_in(named)) if named else None
        found = map(_CHOSEN.fullmatch, request.POST.getlist("kommentti"))
        chosen = {int(one[1]): int(one[2]) for one in found if one}
        try:
            moved = group_comments(day, comments=chosen, theme=theme, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            words = {"count": len(moved), "theme": theme.name if theme else _("No theme")}
            messages.success(request, _("Comments moved: %(count)d. Now under: %(theme)s.") % words)
        return HttpResponseRedirect(f"{request.get_full_path()}#teema-{theme.pk if theme else 0}")


class ThemeCreateView(OfSummaryMixin, OfDayFormView):
    form_class = ThemeForm
    heading = gettext_lazy("New theme of the summary")
    submit = gettext_lazy("Add the theme")
    success_message = gettext_lazy("The theme was added.")

    def perform(self, form):
        return add_theme(self.day, name=form.cleaned_data["name"], actor=self.request.user)


class OfThemeMixin(OfSummaryMixin):
    @cached_property
    def theme(self):
        return self.find(SummaryTheme, self.kwargs["theme"])


class ThemeUpdateView(OfThemeMixin, OfDayFormView):
    form_class = ThemeUpdateForm
    heading = gettext_lazy("Name of the theme")
    submit = gettext_lazy("Save the name")
    success_message = gettext_lazy("The name was saved.")

    def get_initial(self):
        return self.get_initial_for(self.theme)

    def get_initial_for(self, theme):
        return {"name": theme.name, "seen": theme.name}

    def perform(self, form):
        return rename_theme(self.theme, **form.cleaned_data, actor=self.request.user)


class ThemeMoveView(OfThemeMixin, DayActView):
    """A step up when the pressed button is called ``up``, else a step down."""

    def act(self, target):
        return move_theme(self.theme, up="up" in self.request.POST, actor=self.request.user)


class ThemeRemoveView(OfThemeMixin, DayActView):
    success_message = gettext_lazy("The theme was removed. Its comments stay in the summary.")

    def act(self, target):
        return remove_theme(self.theme, actor=self.request.user)


class LineTextView(OfDayFormView):
    """How the summary says a line; what was written stays, and stands beside."""

    form_class = LineTextForm
    template_name = "workshops/line_text.html"
    heading = gettext_lazy("Text in the summary")
    submit = gettext_lazy("Save the text")
    success_message = gettext_lazy("The text was saved.")
    model = key = anchor = None

    @cached_property
    def line(self):
        return self.find(self.model, self.kwargs[self.key])

    def get_context_data(self, **kwargs):
        return super().get_context_data(line=self.line, **kwargs)

    def get_initial(self):
        return self.get_initial_for(self.line)

    def get_initial_for(self, line):
        return {"edited_text": line.words, "version": line.version}

    def perform(self, form):
        return edit_line(self.line, **form.cleaned_data, actor=self.request.user)

    def back_url(self):
        return f"{self.url_of('summary')}?tila=muokkaus#{self.anchor}{self.line.pk}"


class ReflectionTextView(LineTextView):
    model, key, anchor = Reflection, "reflection", COMMENT


class FollowUpTextView(LineTextView):
    model, key, anchor = FollowUp, "follow_up", STEP
