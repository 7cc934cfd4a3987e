"""The wall: what people answer, on the screen of the room, as it comes."""

from django.views.generic import TemplateView

from core.views import PartialMixin
from workshops.queries.wall import wall, wall_mark
from workshops.views.base import OfDayMixin, UnchangedMixin


class WallView(UnchangedMixin, OfDayMixin, PartialMixin, TemplateView):
    """For everybody of the network: lines that are shown, newest first."""

    permission_required = "workshops.view_workshopday"
    template_name = "workshops/wall.html"
    partial_template_name = "workshops/_wall.html"

    @property
    def order(self):
        return "kunnat" if self.request.GET.get("jarjestys") == "kunnat" else "pajat"

    @property
    def mark(self):
        return f"{wall_mark(self.day)}-{self.order}"

    def get_context_data(self, **kwargs):
        # The mark first: what comes in between is asked for once more.
        mark = self.mark
        shown = wall(self.day, by_municipality=self.order == "kunnat")
        return super().get_context_data(wall=shown, mark=mark, order=self.order, **kwargs)
