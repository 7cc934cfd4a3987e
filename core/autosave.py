"""Forms that the page saves by itself."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext


class AutosaveMixin:
    """A form that the page saves by itself (``static/js/autosave.js``) when ``autosave`` names a field.

    A new row is made as soon as that field is filled in. A request of the page itself says so in a header and is
    answered in JSON: 200 ``{version, saved, url, clues}``, 409 ``{version, html}`` with both texts, 422
    ``{errors: [[field, message]]}``. Everything else is as when a person presses the button.
    """

    autosave = ""
    conflict_template = "includes/conflict.html"

    @property
    def saves_itself(self) -> bool:
        return bool(self.autosave) and self.request.headers.get("X-Autosave") == "1"

    def get_form(self, *args: Any, **kwargs: Any) -> forms.Form:
        form = super().get_form(*args, **kwargs)
        # A text that saves itself is saved; what it seems to tell of a client is said beside it.
        form.asks = not self.autosave
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.clue_warnings = form.clue_warnings
        response = super().form_valid(form)
        if response.status_code == 409:
            # What was just undone with its transaction is kept here.
            self.keep_refused(form)
        return response

    def keep_refused(self, form: forms.Form) -> None:
        """Nothing is kept of a section that has no history: what was typed stays in the page."""

    def tell_success(self) -> None:
        if not self.saves_itself:
            super().tell_success()
            for words in self.clue_warnings:
                messages.warning(self.request, words)

    def answer(self, url: str) -> HttpResponse:
        if not self.saves_itself:
            return super().answer(url)
        now = timezone.localtime()
        saved = gettext("saved at %(time)s") % {"time": f"{now:%H.%M}"}
        answer = {"version": self.saved_version, "saved": saved, "url": self.get_form_url()}
        return JsonResponse(answer | {"clues": self.clue_warnings})

    @property
    def saved_version(self) -> int | str:
        return self.result.version

    def get_form_url(self) -> str:
        """Where the section is saved from now on."""
        return self.request.path

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        status = kwargs.get("status")
        if not self.saves_itself or status not in (409, 422):
            return super().render_to_response(context, **kwargs)
        form = context["form"]
        if status == 409:
            html = render_to_string(self.conflict_template, context, request=self.request)
            return JsonResponse({"version": form.data[form.add_prefix("version")], "html": html}, status=409)
        errors = [[str(label), str(message)] for _id, label, message in form.error_summary]
        return JsonResponse({"errors": errors}, status=422)
