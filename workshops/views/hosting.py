"""The host's desk: what waits for a glance, and how answers come in; and lines moved to where they belong."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from core.errors import DomainError
from core.models import LogEntry
from core.numbers import number_in
from core.views import PartialMixin
from workshops.enums import Answering, Showing
from workshops.forms.entering import FollowUpMoveForm, ReflectionMoveForm
from workshops.models import FollowUp, Reflection
from workshops.queries.hosting import desk
from workshops.queries.wall import tell_where
from workshops.services import close_answering, open_answering
from workshops.services.hosting import (
    leave_out_line,
    move_follow_up,
    move_reflection,
    set_shown_at_once,
    show_line,
    show_waiting_lines,
)
from workshops.views.base import OfDayFormView, OfDayMixin, UnchangedMixin, WithDayMixin

# The words of addresses for the states of lines.
STATES = {"odottavat": Showing.WAITING, "naytetyt": Showing.SHOWN, "poissa": Showing.HIDDEN}


class HostDeskView(UnchangedMixin, OfDayMixin, PartialMixin, TemplateView):
    """Each button is one act of the same form; the page asks for itself anew while it is open."""

    template_name = "workshops/host_desk.html"
    partial_template_name = "workshops/_host_desk.html"
    http_method_names = ["get", "head", "post", "options"]

    @property
    def mark(self):
        # What was done is told, though nothing else has changed.
        return "" if messages.get_messages(self.request) else self.desk.mark

    @property
    def state(self):
        state = self.request.GET.get("tila")
        return state if state in STATES else "odottavat"

    @cached_property
    def desk(self):
        return desk(self.day, showing=STATES[self.state], page=self.request.GET.get("page", 1))

    def get_context_data(self, **kwargs):
        states = [(word, showing.label, self.desk.states[showing]) for word, showing in STATES.items()]
        return super().get_context_data(
            desk=self.desk,
            state=self.state,
            states=states,
            page_obj=self.desk.page,
            more_shortcuts="workshops/_host_shortcuts.html",
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        acts = {
            "show": lambda key: show_line(self._line(key), actor=request.user),
            "leave_out": lambda key: leave_out_line(self._line(key), actor=request.user),
            "show_all": lambda _value: self._show_all(),
            "at_once": lambda value: set_shown_at_once(self.day, shown_at_once=value == "yes", actor=request.user),
            "answering": self._answering,
        }
        try:
            for name in acts.keys() & request.POST.keys():
                acts[name](request.POST[name])
        except DomainError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(request.get_full_path())

    def _line(self, key):
        model = {one.letter: one for one in (Reflection, FollowUp)}.get(key[:1])
        number = number_in(key[1:])
        if model is None or number is None:
            raise Http404
        return self.find(model, number)

    def _show_all(self):
        shown = show_waiting_lines(self.day, actor=self.request.user)
        words = ngettext("%(count)d line is shown now.", "%(count)d lines are shown now.", shown)
        messages.success(self.request, words % {"count": shown})

    def _answering(self, value):
        act = open_answering if value == Answering.OPEN else close_answering
        act(self.day, actor=self.request.user)


class LineMoveView(WithDayMixin, OfDayFormView):
    """Moves a line to the municipality it is of, or to what it is about; it can be left out from here too."""

    template_name = "workshops/line_move.html"
    heading = gettext_lazy("Move a line")
    submit = gettext_lazy("Move the line")
    success_message = gettext_lazy("The line was moved.")
    model = kwarg = service = None
    moved = ()

    @cached_property
    def line(self):
        return self.find(self.model, self.kwargs[self.kwarg])

    def get_initial(self):
        return self.get_initial_for(self.line)

    def get_initial_for(self, line):
        return {name: getattr(line, name) for name in (*self.moved, "version")}

    def perform(self, form):
        return self.service(self.line, **form.cleaned_data, actor=self.request.user)

    def back_url(self):
        return self.url_of("host-desk") + "?tila=naytetyt"

    def get_context_data(self, **kwargs):
        tell_where([self.line], self.day.workshops.all())
        return super().get_context_data(line=self.line, entries=LogEntry.objects.of(self.line)[:20], **kwargs)


class ReflectionMoveView(LineMoveView):
    form_class = ReflectionMoveForm
    model, kwarg, service = Reflection, "reflection", staticmethod(move_reflection)
    moved = ("workshop", "municipality")


class FollowUpMoveView(LineMoveView):
    form_class = FollowUpMoveForm
    model, kwarg, service = FollowUp, "follow_up", staticmethod(move_follow_up)
    moved = ("topic", "municipality")
