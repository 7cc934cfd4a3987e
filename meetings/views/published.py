"""Minutes for everybody: the public layer of published versions, at addresses that last."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from meetings.enums import Layer, PublicPeople
from meetings.layers import layered
from meetings.minutes_page import item_at, page_of
from meetings.models import MinutesMail, MinutesVersion


@method_decorator(login_not_required, name="dispatch")
class PublishedView(TemplateView):
    """The newest published version, or the one whose number is in the address; whole, or one item of it.

    What was never published does not exist here, and neither does an item of a narrower layer.
    """

    http_method_names = ["get", "head", "options"]
    template_name = "meetings/published.html"

    def get_context_data(self, slug, meeting, number=None, item=None, **kwargs):
        published = MinutesVersion.objects.filter(
            meeting=meeting, meeting__network__slug=slug, published_at__isnull=False
        ).select_related("meeting__network")
        newest = published.order_by("-number").first()
        version = newest if number is None else get_object_or_404(published, number=number)
        if version is None:
            raise Http404
        people = version.public_people
        page = page_of(layered(version.content, Layer.PUBLIC, people=people))
        one = item_at(page, item) if item else None
        if item and one is None:
            raise Http404
        return super().get_context_data(
            version=version,
            newest=newest,
            others=[other for other in published.order_by("number") if other.pk != version.pk],
            page=page,
            item=one,
            reason=public_words(version, version.reason),
            shows_names=people == PublicPeople.NAMES,
            of_network=version.meeting.network,
            **kwargs,
        )


def public_words(version, words):
    """The reason of a correction was typed by a person too: it goes through the same sieve as the minutes."""
    frame = version.content | {"subject": words or None, "items": [], "attachments": []}
    return layered(frame, Layer.PUBLIC, people=version.public_people)["subject"] or ""


@method_decorator(login_not_required, name="dispatch")
class MailedView(TemplateView):
    """The participants' version behind the key of a mail, for somebody without an account."""

    http_method_names = ["get", "head", "options"]
    template_name = "meetings/mailed.html"

    def get_context_data(self, key, **kwargs):
        mail = get_object_or_404(MinutesMail.objects.select_related("version__meeting__network"), key=key)
        version = mail.version
        newest = MinutesVersion.objects.filter(meeting=version.meeting_id).order_by("-number").first()
        page = page_of(layered(version.content, Layer.PARTICIPANTS))
        return super().get_context_data(
            version=version, newest=newest, page=page, of_network=version.meeting.network, **kwargs
        )

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response
