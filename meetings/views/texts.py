"""Writing the text of an item: it saves itself, shows who else writes, and has a history."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView, View

from core.differences import difference
from core.errors import DomainError, EditConflict
from core.numbers import number_in
from core.richtext import plain_text, themes_of
from meetings import presence
from meetings.enums import ItemState
from meetings.models import Item
from meetings.services import keep_refused_text, mark_item, restore_text
from meetings.views.base import PartMixin
from network.models import Theme


class ItemTextMixin:
    """What writing a new item and an old one share."""

    template_name = "meetings/item_form.html"
    conflict_template = "meetings/_conflict.html"
    autosave = "heading"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def get_form_url(self):
        return reverse("meetings:item-update", args=[self.request.network.slug, self.meeting.pk, self.result.pk])

    def get_context_data(self, **kwargs):
        themes = Theme.objects.filter(network=self.request.network).in_use()
        names = list(themes.order_by("name").values_list("name", flat=True)[:500])
        return super().get_context_data(**kwargs | {"theme_names": names})


class ItemPartMixin(PartMixin):
    model = Item

    def get_place(self):
        return f"item-{self.part.pk}"

    def form_url(self):
        return reverse("meetings:item-update", args=[self.request.network.slug, self.meeting.pk, self.part.pk])


class ItemPresenceView(ItemPartMixin, TemplateView):
    """Who else has the section open; the page asks every ten seconds and so tells that its own writer has it."""

    template_name = "meetings/_presence.html"

    def get_context_data(self, **kwargs):
        others = presence.tell(self.part, self.request.user)
        return super().get_context_data(**kwargs | {"others": others, "item": self.part})


class ItemHistoryView(ItemPartMixin, TemplateView):
    """All texts of a section, newest first; two of them compared, by default the newest with the one before."""

    template_name = "meetings/item_history.html"

    def get_context_data(self, **kwargs):
        revisions = list(self.part.revisions.select_related("author").order_by("-pk")[:200])
        newer = self._chosen("uusi", revisions, revisions[0] if revisions else None)
        place = revisions.index(newer) if newer in revisions else 0
        older = self._chosen("vanha", revisions, revisions[place + 1] if len(revisions) > place + 1 else None)
        compared = difference(plain_text(_whole(older)), plain_text(_whole(newer))) if older and newer else []
        context = {
            "item": self.part,
            "revisions": revisions,
            "newer": newer,
            "older": older,
            "compared": compared,
            "themes": [name for name, _words in themes_of(newer.body)] if newer else [],
        }
        return super().get_context_data(**kwargs | context)

    def _chosen(self, parameter, revisions, default):
        key = self.request.GET.get(parameter, "")
        if not key:
            return default
        found = next((one for one in revisions if str(one.pk) == key), None)
        if found is None:
            found = self.part.revisions.filter(pk=number_in(key)).first()
        if found is None:
            raise Http404
        return found


class ItemRestoreView(ItemPartMixin, View):
    """POST only: makes an earlier text the present one, unless somebody saved after the page was opened."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        key, version = (number_in(request.POST.get(name, "")) for name in ("revision", "version"))
        revision = self.part.revisions.filter(pk=key).first()
        if revision is None or version is None:
            messages.error(request, _("This text is not in the history of the section. Choose one of those listed."))
            return HttpResponseRedirect(f"{self.form_url()}historia/")
        try:
            restore_text(self.part, revision=revision, version=version, actor=request.user)
        except EditConflict:
            messages.error(request, _("Somebody saved this section meanwhile. Look at the newest text first."))
            return HttpResponseRedirect(f"{self.form_url()}historia/")
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The earlier text was restored."))
        return HttpResponseRedirect(self.get_success_url())


class ItemMarkView(ItemPartMixin, View):
    """POST only: dealt with, postponed, or open again."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        if request.POST.get("state") not in ItemState.values:
            messages.error(request, _("Choose one of the states of an item."))
            return HttpResponseRedirect(self.get_success_url())
        try:
            mark_item(self.part, state=request.POST["state"], actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(self.get_success_url())


def keep_refused(item, form, actor):
    """Keep what a refused form holds in the history of the item."""
    data = form.cleaned_data
    keep_refused_text(
        item,
        heading=data["heading"],
        body=data["body"],
        quotation=data.get("quotation", ""),
        version=data["version"],
        actor=actor,
    )


def _whole(revision):
    """All that the revision says, for comparing."""
    return f"<p>{revision.heading}</p>{revision.body}{revision.quotation}"
