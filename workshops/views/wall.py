"""The wall: what people answer, on the screen of the room, as it comes."""

from django.http import HttpResponse
from django.views.generic import TemplateView

from core.views import PartialMixin
from workshops.queries.wall import wall, wall_mark
from workshops.views.base import OfDayMixin


class UnchangedMixin:
    """A page that asks for itself anew with the mark of what it shows: nothing is sent while it is that."""

    def get_mark(self):
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        if request.htmx and request.headers.get("X-Mark") == self.get_mark():
            return HttpResponse(status=204)
        return super().get(request, *args, **kwargs)


class WallView(UnchangedMixin, OfDayMixin, PartialMixin, TemplateView):
    """For everybody of the network: lines that are shown, newest first."""

    permission_required = "workshops.view_workshopday"
    template_name = "workshops/wall.html"
    partial_template_name = "workshops/_wall.html"

    @property
    def order(self):
        return "kunnat" if self.request.GET.get("jarjestys") == "kunnat" else "pajat"

    def get_mark(self):
        return f"{wall_mark(self.day)}-{self.order}"

    def get_context_data(self, **kwargs):
        # The mark first: what comes in between is asked for once more.
        mark = self.get_mark()
        shown = wall(self.day, by_municipality=self.order == "kunnat")
        return super().get_context_data(wall=shown, mark=mark, order=self.order, **kwargs)
