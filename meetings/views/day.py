"""On the day of the meeting: the screen of the room, and the secretary's desk, which is worked by keyboard."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.errors import DomainError
from core.numbers import number_in
from core.views import PartialMixin
from meetings.day_forms import LineForm
from meetings.enums import AttendanceState, ItemState
from meetings.models import Attendance, Item
from meetings.services import finish_item, mark_attendance, record_outcome, step, take_up_item
from meetings.views.base import OfMeetingMixin


class OfTheDayMixin(OfMeetingMixin):
    """The items of the meeting, and the one of the moment with what has been agreed in it."""

    def get_context_data(self, **kwargs):
        meeting, now = self.meeting, timezone.now()
        items = list(self.shown(meeting.items.select_related("presenter")))
        current = next((one for one in items if one.pk == meeting.current_item_id), None)
        place = items.index(current) if current else -1
        passed = (
            int((now - meeting.current_since).total_seconds() // 60) if current and meeting.current_since else None
        )
        return super().get_context_data(
            items=items,
            current=current,
            upcoming=items[place + 1] if current and place + 1 < len(items) else None,
            outcomes=list(current.outcomes.all()) if current else [],
            passed=passed,
            is_late=bool(current and current.minutes_planned and passed > current.minutes_planned),
            now=now,
            **kwargs,
        )

    def shown(self, items):
        return items


class MeetingScreenView(OfTheDayMixin, PartialMixin, TemplateView):
    """For the wall: large type, asks for itself anew every three seconds. What is the secretary's is not on it."""

    permission_required = "meetings.view_meeting"
    template_name = "meetings/meeting_screen.html"
    partial_template_name = "meetings/_meeting_screen.html"

    def shown(self, items):
        return items.for_readers()


class MeetingDeskView(OfTheDayMixin, TemplateView):
    """The item of the moment, one line for what is agreed, who is there; each button is one act of the same form."""

    permission_required = "meetings.run_meeting"
    template_name = "meetings/meeting_desk.html"
    http_method_names = ["get", "head", "post", "options"]

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or LineForm(initial={"kind": self.request.GET.get("laji")})
        people = list(self.meeting.attendances.all())
        return super().get_context_data(
            form=form,
            people=people,
            present=sum(one.state == AttendanceState.PRESENT for one in people),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        acts = {"line": self._record, "step": self._step, "item": self._take_up, "mark": self._mark, "who": self._who}
        act = next((acts[name] for name in acts if name in request.POST), None)
        form = None
        try:
            form = act() if act else None
        except DomainError as error:
            messages.error(request, str(error))
        if form is not None and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        url = reverse("meetings:meeting-desk", args=[request.network.slug, self.meeting.pk])
        return HttpResponseRedirect(f"{url}?laji={form.cleaned_data['kind']}" if form else url)

    def _record(self):
        form = LineForm(self.request.POST)
        item = Item.objects.filter(meeting=self.meeting, pk=self.meeting.current_item_id).first()
        if not form.is_valid():
            return form
        if item is None:
            form.add_error("line", _("No item is being dealt with. Choose one from the list."))
            return form
        kind, text = form.cleaned_data["kind"], form.cleaned_data["line"]
        try:
            record_outcome(item, kind=kind, text=text, actor=self.request.user)
            for words in form.clue_warnings:
                messages.warning(self.request, words)
        except ValidationError as error:
            form.add_error("line", [message for words in error.message_dict.values() for message in words])
        except DomainError as error:
            # What was typed stays in the line.
            form.add_error("line", str(error))
        return form

    def _step(self):
        step(self.meeting, forward=self.request.POST["step"] == "next", actor=self.request.user)

    def _take_up(self):
        item = get_object_or_404(Item, meeting=self.meeting, pk=number_in(self.request.POST["item"]))
        take_up_item(self.meeting, item=item, actor=self.request.user)

    def _mark(self):
        state = ItemState.POSTPONED if self.request.POST["mark"] == ItemState.POSTPONED else ItemState.TREATED
        finish_item(self.meeting, state=state, actor=self.request.user)

    def _who(self):
        """One button for each person: present people go, the others come."""
        one = get_object_or_404(Attendance, meeting=self.meeting, pk=number_in(self.request.POST["who"]))
        is_there = one.state == AttendanceState.PRESENT
        state = AttendanceState.ABSENT if is_there else AttendanceState.PRESENT
        mark_attendance(one, state=state, actor=self.request.user)
