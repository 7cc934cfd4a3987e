"""The calendar: its page, the page of one's own subscription, and the file that a calendar program asks for."""

from datetime import timedelta
from itertools import groupby

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_date
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from core.calendars import calendar_feed, month_span, months_after, weeks_of
from core.errors import DomainError
from core.mail import address_of
from core.views import PermissionMixin
from network.models import CalendarFeed
from network.services import close_feed, open_feed
from verkosto import calendars

# The list is for planning ahead, so it shows more than the one month.
LIST_MONTHS = 3
YEARS = (1990, 2199)


class CalendarView(PermissionMixin, TemplateView):
    """What is in the network, as a month (``?kuukausi=2027-03``) or as a list (``&nakyma=lista``), by kind."""

    template_name = "verkosto/calendar.html"
    permission_required = "network.view_network"

    def get_context_data(self, **kwargs):
        asked, today = self.request.GET, timezone.localdate()
        month = parse_month(asked.get("kuukausi", "")) or today.replace(day=1)
        kind = asked.get("laji") if asked.get("laji") in calendars.KINDS else ""
        is_list = asked.get("nakyma") == "lista"
        step = LIST_MONTHS if is_list else 1
        after = months_after(month, step)
        span = (month, after - timedelta(days=1)) if is_list else month_span(month)
        entries = calendars.entries_between(self.request.network, self.request.user, *span, kind=kind)
        shown = (
            {"months": by_month(entries, month)}
            if is_list
            else {
                "weeks": weeks_of(month, entries, today=today),
                "inexact": [entry for entry in entries if not entry.is_exact],
            }
        )
        return super().get_context_data(
            month=month,
            last_month=months_after(after, -1),
            this_month=today.replace(day=1),
            previous_month=months_after(month, -step),
            next_month=after,
            is_list=is_list,
            entries=entries,
            kind=kind,
            kinds=[(word, label) for word, (_kind, label) in calendars.KINDS.items()],
            **shown,
            **kwargs,
        )


def by_month(entries, month):
    """``[(first day of a month, its entries)]``; what began before ``month`` stands in that one."""
    months = groupby(entries, key=lambda one: max(one.first.replace(day=1), month))
    return [(first, list(rows)) for first, rows in months]


def parse_month(text):
    """The first day of "2027-03"; nothing for what is no month."""
    try:
        first = parse_date(f"{text}-01")
    except ValueError:
        return None
    return first if first and YEARS[0] <= first.year <= YEARS[1] else None


class FeedView(TemplateView):
    """One's own subscription. A POST makes a new address, which is shown once, or switches it off."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "verkosto/calendar_feed.html"

    def get_context_data(self, **kwargs):
        feed = CalendarFeed.objects.visible_to(self.request.user).first()
        return super().get_context_data(feed=feed, **kwargs)

    def post(self, request, *args, **kwargs):
        if request.POST.get("act") == "off":
            try:
                close_feed(request.user, actor=request.user)
            except DomainError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, gettext_lazy("The calendar subscription is off."))
            return HttpResponseRedirect(reverse("calendar-feed"))
        secret = open_feed(request.user, actor=request.user)
        response = self.render_to_response(
            self.get_context_data(address=address_of(reverse("calendar-file", args=[secret])))
        )
        response["Cache-Control"] = "private, no-store"
        return response


@method_decorator(login_not_required, name="dispatch")
class FeedFileView(View):
    """The file for whoever knows the secret: no account is asked, as calendar programs have none."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, secret):
        # The key is kept as a hash only.
        refusal = ratelimit.consume_or_429(request, action="calendar_feed", key=secret, limit_get=True)
        if refusal is not None:
            return refusal
        feed = get_object_or_404(CalendarFeed.objects.with_secret(secret).select_related("user"))
        if not feed.user.networks_today:
            # It ends with the roles, as everything else.
            raise Http404
        with translation.override(feed.user.language):
            entries = calendars.feed_entries(feed.user, timezone.localdate())
            content = calendar_feed(entries, name=gettext("Verkosto calendar"))
        return HttpResponse(
            content,
            content_type="text/calendar; charset=utf-8",
            headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"},
        )
