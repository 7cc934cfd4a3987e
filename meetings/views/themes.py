"""Themes: the list with its chart, one theme with every place, and what may be done with it."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, TemplateView
from django.views.generic.edit import FormView

from core.lists import Ordering
from core.models import LogEntry
from core.views import (
    ActionView,
    KeysetListMixin,
    ObjectPermissionMixin,
    PermissionMixin,
    ScopedMixin,
    ServiceFormMixin,
)
from meetings.models import ThemeMention
from meetings.theme_forms import ThemeForm, ThemeMergeForm
from meetings.themes import bars, counts_of_theme, counts_of_themes, place_of
from network.models import Theme
from network.services import add_theme, merge_themes, rename_theme, retire_theme, take_up_theme


class ThemeListView(PermissionMixin, TemplateView):
    """The themes of today, how often each was marked, and when."""

    permission_required = "meetings.view_register"
    template_name = "meetings/theme_list.html"
    # How many bars a chart shows; the table has all.
    charted = 15

    def get_context_data(self, **kwargs):
        counted, years = counts_of_themes(self.request.network, self.request.user)
        for one in counted:
            one.theme.network = self.request.network
        chart = bars([(one.theme.name, one.total) for one in counted[: self.charted] if one.total], step=30)
        in_use = [one for one in counted if not one.theme.retired_on]
        return super().get_context_data(
            themes=[(one, [one.years.get(year, 0) for year in years]) for one in counted],
            years=years,
            chart=chart,
            chart_height=len(chart) * 30,
            in_use=len(in_use),
            **kwargs,
        )


class ThemeMixin(ScopedMixin):
    queryset = Theme.objects.select_related("merged_into")
    context_object_name = "theme"

    def get_url(self, theme):
        return reverse("meetings:theme-detail", args=[self.request.network.slug, theme.pk])


class ThemeDetailView(KeysetListMixin, ThemeMixin, DetailView):
    """Every place of a theme and of those merged into it, newest first."""

    template_name = "meetings/theme_detail.html"
    orderings = {
        "uusin": Ordering(_("Newest first"), "met_at"),
        "vanhin": Ordering(_("Oldest first"), "met_at", descending=False),
    }

    def get_context_data(self, **kwargs):
        theme, network = self.object, self.request.network
        mentions = ThemeMention.objects.visible_to(self.request.user).filter(network=network).of_theme(theme)
        rows = mentions.select_related("theme", "item__meeting").defer(
            "item__meeting__goals", "item__meeting__printed"
        )
        counts = counts_of_theme(mentions)
        context = super().get_context_data(object_list=rows, **kwargs)
        for mention in context["page"].rows:
            mention.item.meeting.network = network
        return context | {
            "places": [(mention, place_of(mention)) for mention in context["page"].rows],
            "counts": counts,
            "chart": bars(counts["years"], step=60),
            "chart_width": max(len(counts["years"]) * 60, 60),
            "merged": list(theme.merged.all()),
            "entries": LogEntry.objects.of(theme)[:30],
        }


class ThemeCreateView(PermissionMixin, ServiceFormMixin, ThemeMixin, FormView):
    permission_required = "meetings.change_theme"
    form_class = ThemeForm
    template_name = "meetings/theme_form.html"
    extra_context = {"heading": _("New theme"), "submit": _("Add the theme")}
    success_message = _("The theme was added.")

    def perform(self, form):
        return add_theme(self.request.network, **form.cleaned_data, actor=self.request.user)

    def get_success_url(self):
        return self.get_url(self.result)


class ThemeFormView(ThemeMixin, ObjectPermissionMixin, ServiceFormMixin, FormView):
    """An act on a theme; goes on to the theme of today."""

    permission_required = "meetings.change_theme"
    template_name = "meetings/theme_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(theme=self.get_object(), **kwargs)

    def get_success_url(self):
        return self.get_url(self.result)


class ThemeRenameView(ThemeFormView):
    form_class = ThemeForm
    extra_context = {
        "heading": _("Give the theme a new name"),
        "submit": _("Give the new name"),
        "consequence": _(
            "A theme of the new name is made, and the old one is merged into it. Minutes keep the name that was "
            "marked in them; the pages of themes count all places under the new name."
        ),
    }
    success_message = _("The theme has a new name.")

    def get_initial(self):
        return {"name": self.get_object().name}

    def perform(self, form):
        return rename_theme(self.get_object(), name=form.cleaned_data["name"], actor=self.request.user)


class ThemeMergeView(ThemeFormView):
    form_class = ThemeMergeForm
    extra_context = {
        "heading": _("Merge the theme into another"),
        "submit": _("Merge the themes"),
        "consequence": _(
            "Minutes keep the theme that was marked in them; its places are counted under the other one."
        ),
    }
    success_message = _("The themes were merged.")

    @cached_property
    def others(self):
        themes = Theme.objects.visible_to(self.request.user).filter(network=self.request.network).in_use()
        return themes.exclude(pk=self.get_object().pk).order_by("name")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"themes": self.others}

    def perform(self, form):
        return merge_themes(self.get_object(), into=form.cleaned_data["into"], actor=self.request.user)


class ThemeActionView(ThemeMixin, ActionView):
    permission_required = "meetings.change_theme"

    def get_success_url(self):
        return self.get_url(self.get_object())


class ThemeRetireView(ThemeActionView):
    service = staticmethod(retire_theme)
    success_message = _("The theme is no longer offered. What has been marked stays.")


class ThemeTakeUpView(ThemeActionView):
    service = staticmethod(take_up_theme)
    success_message = _("The theme is offered again.")
