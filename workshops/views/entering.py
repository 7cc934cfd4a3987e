"""The secretary types one answer after the other, or pastes many and looks at what was understood."""

from urllib.parse import urlencode

from django.contrib import messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workshops.forms.entering import FeedbackEntryForm, FollowUpEntryForm, PasteForm, ReflectionEntryForm
from workshops.models import FollowUp, Reflection
from workshops.queries.hosting import latest_lines
from workshops.queries.pasting import understand
from workshops.services import paste_lines, type_feedback, type_follow_up, type_reflection
from workshops.views.base import OfDayFormView, WithDayMixin

# The words of addresses for what stays for the next line.
KEPT = {"workshop": "paja", "municipality": "kunta", "kind": "laji", "topic": "aihe"}


class EntryView(WithDayMixin, OfDayFormView):
    template_name = "workshops/entry.html"
    heading = _("Type answers")
    service = None
    listed = None

    def get_initial(self):
        return {name: self.request.GET[word] for name, word in KEPT.items() if self.request.GET.get(word)}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if not form.is_bound:
            # Where nothing is kept yet one begins at the top.
            first = form.kept[0] if form.kept and not self.request.GET else "text"
            form.fields[first].widget.attrs["autofocus"] = True
        return form

    def perform(self, form):
        return self.service(self.day, **form.facts, key=form.cleaned_data["key"], actor=self.request.user)

    def get_success_url(self):
        values = {word: self._value(name) for name, word in KEPT.items() if name in self.form_class.kept}
        return f"{self.request.path}?{urlencode({word: value for word, value in values.items() if value})}"

    def _value(self, name):
        value = getattr(self.result, name)
        return getattr(value, "pk", value)

    def get_context_data(self, **kwargs):
        latest = latest_lines(self.day, self.listed) if self.listed else []
        return super().get_context_data(latest=latest, entries_of=self.request.resolver_match.url_name, **kwargs)


class ReflectionEntryView(EntryView):
    form_class, service, listed = ReflectionEntryForm, staticmethod(type_reflection), Reflection
    submit = _("Save the comment")
    success_message = _("The comment was saved.")


class FollowUpEntryView(EntryView):
    form_class, service, listed = FollowUpEntryForm, staticmethod(type_follow_up), FollowUp
    submit = _("Save the next step")
    success_message = _("The next step was saved.")


class FeedbackEntryView(EntryView):
    form_class, service = FeedbackEntryForm, staticmethod(type_feedback)
    submit = _("Save the feedback")
    success_message = _("The feedback was saved.")


class PasteView(WithDayMixin, OfDayFormView):
    """First what was understood is shown; it is saved when the same text is sent once more, with what was chosen."""

    template_name = "workshops/paste.html"
    form_class = PasteForm
    heading = _("Paste many answers")
    submit = _("Show what is understood")

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries_of=self.request.resolver_match.url_name, **kwargs)

    def form_valid(self, form):
        facts = {name: form.cleaned_data[name] for name in ("text", "pasted_as", "workshop", "municipality")}
        chosen = self.request.POST.getlist("take") if self._is_seen(form) else None
        self.rows = [
            {
                "line": line,
                "is_there": line.is_there,
                "taken": not line.is_there if chosen is None else str(line.number) in chosen,
            }
            for line in understand(self.day, **facts)
        ]
        if "save" in self.request.POST and chosen:
            return super().form_valid(form)
        if "save" in self.request.POST and chosen is None:
            messages.warning(self.request, _("The text was changed. Look at what is understood now, then save."))
        elif chosen is not None:
            messages.warning(self.request, _("No line is chosen."))
        return self.render_to_response(self.get_context_data(form=form))

    def _is_seen(self, form):
        return self.request.POST.get("seen") == form.mark

    def perform(self, form):
        lines = [row["line"] for row in self.rows if row["taken"] and not row["line"].is_heading]
        data = form.cleaned_data
        return paste_lines(
            self.day, lines=lines, pasted_as=data["pasted_as"], key=data["key"], actor=self.request.user
        )

    def tell_success(self):
        words = ngettext("%(count)d line was saved.", "%(count)d lines were saved.", self.result)
        messages.success(self.request, words % {"count": self.result})

    def get_success_url(self):
        return self.url_of("host-desk") + "?tila=naytetyt"

    def render_to_response(self, context, **kwargs):
        form = context["form"]
        rows = getattr(self, "rows", None)
        if rows is not None:
            new = [row for row in rows if not row["line"].is_heading]
            context |= {
                "rows": rows,
                "seen": form.mark if form.is_valid() else "",
                "count": len(new),
                "doubles": sum(row["is_there"] for row in new),
            }
        return super().render_to_response(context, **kwargs)
