"""Adding in place: the form of a new row as a page, and inside the dialog of a picker."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core.guard import one_line
from core.views import PartialMixin, PermissionMixin, ServiceFormMixin


class AddInPlaceMixin(PermissionMixin, PartialMixin, ServiceFormMixin):
    """A create view that a picker may open in its dialog; ``?name=`` is what was typed into the picker.

    The dialog gets the saved row as ``includes/_picked.html``, which the picker then shows as picked. A refusal with
    ``existing`` rows offers them.
    """

    @property
    def typed_name(self):
        return one_line(self.request.GET.get("name", ""))[:100]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def get_context_data(self, **kwargs):
        return super().get_context_data(existing=getattr(self, "existing", []), **kwargs)

    def answer(self, url):
        if not self.request.htmx:
            return super().answer(url)
        response = render(self.request, "includes/picker_saved.html", {"row": self.result})
        patch_vary_headers(response, ["HX-Request"])
        return response
