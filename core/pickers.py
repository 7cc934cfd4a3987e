"""What a picker asks: the rows whose names match, as options for ``js/combobox.js`` or as a plain page."""

from typing import Any

from django.db.models import Model, QuerySet

from core.guard import one_line
from core.views import PartialMixin, PermissionMixin


class OpenPickerMixin(PartialMixin):
    """``?q=`` finds rows by ``search`` of their queryset; for pages that are open to everybody."""

    http_method_names = ["get", "head", "options"]
    template_name = "includes/picker_page.html"
    partial_template_name = "includes/picker_options.html"
    title = None
    limit = 20

    def get_queryset(self) -> QuerySet:
        self.words = one_line(self.request.GET.get("q", ""))[:100]
        return super().get_queryset().search(self.words)

    def get_context_data(self, **kwargs: Any) -> dict:
        rows = list(self.object_list[: self.limit + 1])
        options = [{"row": row, "label": str(row), "detail": self.detail(row)} for row in rows[: self.limit]]
        context = {"options": options, "more": len(rows) > self.limit, "words": self.words, "title": self.title}
        return super().get_context_data(object_list=rows, **kwargs) | context

    def detail(self, row: Model) -> str:
        """What tells apart rows of one name; "" for nothing."""
        return ""


class PickerMixin(PermissionMixin, OpenPickerMixin):
    """The same for those who have the permission; stands before ``ScopedMixin`` and ``ListView``."""
