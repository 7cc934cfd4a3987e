"""Pages that join the apps: HTTP only."""

from verkosto.views.calendar import CalendarView, FeedFileView, FeedView
from verkosto.views.notices import NoticeListView, NoticeMailsView, NoticeOpenView
from verkosto.views.pages import (
    DemoLoginView,
    FrontView,
    FuzzyDateView,
    HomeRedirectView,
    HomeView,
    NetworkFrontView,
    SearchView,
    SetLanguageView,
    health,
)
from verkosto.views.processing import ProcessingPrintView, ProcessingView
from verkosto.views.sight import PersonSightView

__all__ = [
    "CalendarView",
    "DemoLoginView",
    "FeedFileView",
    "FeedView",
    "FrontView",
    "FuzzyDateView",
    "HomeRedirectView",
    "HomeView",
    "NetworkFrontView",
    "NoticeListView",
    "NoticeMailsView",
    "NoticeOpenView",
    "PersonSightView",
    "ProcessingPrintView",
    "ProcessingView",
    "SearchView",
    "SetLanguageView",
    "health",
]
