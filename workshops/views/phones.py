"""Answering on a phone without an account, and the host's page with the code that opens it."""

import uuid

from allauth.core import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from core.errors import DomainError
from core.guard import one_line
from core.mail import address_of
from core.numbers import number_in
from core.outside_views import TOO_OFTEN, OwnLanguageMixin
from core.qr import qr_svg
from workshops.forms import PhoneForm
from workshops.forms.phones import NOTHING
from workshops.models import WorkshopDay
from workshops.queries import answer_count, answering_of, is_long_over, lines_on_phone, lines_tag, shows_others
from workshops.services import AnsweringNotOpen, send_answers, withdraw_line
from workshops.views.base import OfDayMixin

UNKNOWN_CODE = _("No workshop day has this code. Check the letters and numbers on the screen.")
TOO_MANY_CODES = _("Too many wrong codes were tried here. Wait a minute and try again.")
# Of one save without JavaScript: as many as the page has boxes, at most.
MOST_OWN = 120
# What the page shows of lines at first; its script asks for the rest.
FIRST_LINES = 20
# What the page's script says; the server fills them in, so that they are in the catalogues with everything else.
WORDS = {
    "allSaved": _("Everything is saved."),
    "savedAt": _("Saved at %(time)s"),
    "waits": _("Waits for the network"),
    "waitsOne": _("1 line waits for the network. It is kept on this phone and sent by itself."),
    "waitsMany": _("%(count)s lines wait for the network. They are kept on this phone and sent by themselves."),
    "sending": _("Sending …"),
    "refused": _("Not saved yet. Check the text and save again."),
    "typing": _("Kept on this phone, not sent yet."),
    "closed": _("Waits until the form is open"),
    "gone": _("This day is not there any more. What you wrote is kept on this phone."),
    "noStore": _("This browser keeps nothing: leave the page open until everything is saved."),
    "mine": _("From this phone"),
    "withdraw": _("Take back"),
    "withdrawn": _("The line was taken back."),
    "notWithdrawn": _("It was not taken back: there is no network. Try again."),
    "anyway": _("Save anyway: the text tells nothing of a client"),
    "nothing": NOTHING,
    "thanks": _("Thank you for the feedback."),
    "lines": _("What was written"),
    "placeLines": _("What %(place)s has written"),
}


class PhoneMixin(OwnLanguageMixin):
    """Open to everybody who has the code."""

    http_method_names = ["get", "head", "options"]

    @property
    def wants_json(self):
        return self.request.headers.get("Accept") == "application/json"

    def address(self, name, code=None, **query):
        """An address of the form in the language of this page."""
        query = {"kieli": self.language, **query}
        words = urlencode({key: value for key, value in query.items() if value})
        url = reverse(f"phones:{name}", args=[code] if code else [])
        return f"{url}?{words}" if words else url

    def wrong_code(self, *, typed="", status):
        """The page on which a code is typed, saying that this one is wrong; wrong ones are counted."""
        refusal = UNKNOWN_CODE
        if ratelimit.consume_or_429(self.request, action="workshop_code", limit_get=True) is not None:
            refusal, status = TOO_MANY_CODES, 429
        if self.wants_json:
            return JsonResponse({"message": str(refusal)}, status=status)
        context = {"refusal": refusal, "typed": typed, "languages": settings.LANGUAGES}
        return TemplateResponse(self.request, "workshops/phone_code_form.html", context, status=status)


def key_in(words):
    """The key of a line that the words are, or None."""
    try:
        return uuid.UUID(words)
    except ValueError:
        return None


def find_day(code):
    rows = WorkshopDay.objects.select_related("network", "meeting")
    return rows.filter(code=code.upper()).first()


class PhoneDoorView(PhoneMixin, TemplateView):
    """Where the code of the screen is typed."""

    template_name = "workshops/phone_code_form.html"

    def get(self, request, *args, **kwargs):
        if "koodi" not in request.GET:
            return super().get(request, *args, languages=settings.LANGUAGES)
        typed = one_line(request.GET["koodi"])[:20]
        day = find_day("".join(filter(str.isalnum, typed)))
        if day is None:
            return self.wrong_code(typed=typed, status=422)
        return HttpResponseRedirect(self.address("form", day.code))


class OfCodeMixin(PhoneMixin):
    """About the day whose code stands in the address."""

    @cached_property
    def day(self):
        return find_day(self.kwargs["code"])

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.day else self.wrong_code(status=404)

    def post(self, request, *args, **kwargs):
        return self.sent(request) if self.day else self.wrong_code(status=404)

    @cached_property
    def municipalities(self):
        return list(self.day.municipalities)

    def municipality(self):
        """The one that is named in the address, if the network has it."""
        wanted = self.request.GET.get("kunta", "")
        return next((one for one in self.municipalities if str(one.pk) == wanted), None)

    def place_shown(self, place):
        """The municipality (its key) whose lines are given, or None: then nothing but one's own is."""
        return place if shows_others(self.day) else None

    def lines(self, place, own=()):
        return lines_on_phone(self.day, place, language=translation.get_language(), own=own)


class PhoneFormView(OfCodeMixin, TemplateView):
    """The day's form: all its boxes on one page. Looking changes nothing; POST sends what was filled in."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "workshops/phone_form.html"
    rate_limit = "workshop_answers"

    def get_context_data(self, **kwargs):
        own = self.own_keys()
        form = kwargs.pop("form", None) or self.new_form(initial={"key": uuid.uuid4(), "kunta": self.municipality()})
        place = self.municipality()
        lines = self.lines(self.place_shown(place and place.pk), own)
        cut = None if "kaikki" in self.request.GET else FIRST_LINES
        return super().get_context_data(
            day=self.day,
            form=form,
            answering=answering_of(self.day),
            is_long_over=is_long_over(self.day),
            lines=lines[:cut],
            more_lines=max(0, len(lines) - FIRST_LINES) if cut else 0,
            just_saved=[line for line in lines if line["key"]],
            was_saved="tallennettu" in self.request.GET and not form.is_bound,
            languages=settings.LANGUAGES,
            place=place,
            words={name: str(words) for name, words in WORDS.items()},
            action=self.address("form", self.day.code, kunta=self.request.GET.get("kunta")),
            lines_url=self.address("lines", self.day.code),
            withdraw_url=self.address("withdraw", self.day.code, kunta=self.request.GET.get("kunta")),
            **kwargs,
        )

    def new_form(self, *args, **kwargs):
        return PhoneForm(self.day, list(self.day.workshops.all()), *args, **kwargs)

    def own_keys(self):
        """The keys of the lines that this page has just saved, from its address."""
        words = self.request.GET.get("omat", "").split(".")[:MOST_OWN]
        return tuple(filter(None, map(key_in, words)))

    def sent(self, request):
        form = self.new_form(request.POST)
        if self.is_too_often():
            form.full_clean()
            form.add_error(None, TOO_OFTEN)
            return self.refuse(form, 429)
        if not form.is_valid():
            return self.refuse(form, 422)
        place = form.cleaned_data["kunta"]
        own_page = {"code": self.day.code, "kunta": place and place.pk}
        if form.is_empty:
            # Who only chose the municipality wants to see what the others of it have written.
            if not self.wants_json and request.POST.get("part") == "who":
                return HttpResponseRedirect(self.address("form", **own_page))
            form.add_error(None, NOTHING)
            return self.refuse(form, 422)
        try:
            lines = send_answers(self.day, **form.answers)
        except AnsweringNotOpen as error:
            form.add_error(None, str(error))
            return self.refuse(form, 409)
        except (DomainError, ValidationError) as error:
            form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
            return self.refuse(form, 422)
        if self.wants_json:
            saved = [{"id": line.line_key, "key": str(line.key)} for line in lines]
            return JsonResponse({"saved": f"{timezone.localtime():%H.%M}", "lines": saved})
        own = ".".join(line.key.hex for line in lines)
        return HttpResponseRedirect(f"{self.address('form', **own_page, omat=own, tallennettu=1)}#tallennettu")

    def refuse(self, form, status):
        if not self.wants_json:
            return self.render_to_response(self.get_context_data(form=form), status=status)
        errors = {name: " ".join(messages) for name, messages in form.errors.items()}
        return JsonResponse({"errors": errors, "asks": form.asks_about_clues}, status=status)


class PhoneLinesView(OfCodeMixin, View):
    """The lines of a municipality's group, for a page that asks again: 204 when they are as it has them.

    A hall of phones asks all the time, so that the usual answer costs two small queries.
    """

    @cached_property
    def day(self):
        return WorkshopDay.objects.select_related("meeting").filter(code=self.kwargs["code"].upper()).first()

    def get(self, request, *args, **kwargs):
        if self.day is None:
            return self.wrong_code(status=404)
        place = self.place_shown(number_in(request.GET.get("kunta", "")))
        answering = answering_of(self.day)
        tag = f"{lines_tag(self.day, place)}-{answering}"
        if request.GET.get("tunniste") == tag:
            return HttpResponse(status=204)
        return JsonResponse({"answering": answering, "lines": self.lines(place), "tag": tag})


class PhoneWithdrawView(OfCodeMixin, View):
    """Takes back a line of one's own, by its key."""

    http_method_names = ["post", "options"]

    def sent(self, request):
        answer, status = {}, 200
        try:
            withdraw_line(self.day, key=key_in(request.POST.get("key", "")))
        except DomainError as error:
            # What is closed may be open again: the phone keeps its line, and lets go of one that is not there.
            answer, status = {"message": str(error)}, 423 if isinstance(error, AnsweringNotOpen) else 409
        if self.wants_json:
            return JsonResponse(answer, status=status)
        place = self.municipality()
        return HttpResponseRedirect(self.address("form", self.day.code, kunta=place and place.pk))


class PhoneCodeView(OfDayMixin, TemplateView):
    """The code for the screen of the hall: large, with its address as a picture, and how many have answered."""

    template_name = "workshops/phone_code.html"

    def get_context_data(self, **kwargs):
        url = address_of(reverse("phones:form", args=[self.day.code]))
        return super().get_context_data(
            qr=qr_svg(url, title=gettext("Picture that opens the form")),
            typed=address_of(reverse("phones:code")).partition("//")[2],
            url=url,
            answers=answer_count(self.day),
            **kwargs,
        )
