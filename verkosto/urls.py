"""Every address of the product. Names are listed in ``verkosto.access``; a test fails on one that is missing there."""

from django.conf import settings
from django.urls import include, path

from core.views import FileView, StoredFileDownloadView, StoredFileView
from meetings.views import AnswerView
from verkosto import views

urlpatterns = [
    path("", views.FrontView.as_view(), name="front"),
    path("alku/", views.HomeRedirectView.as_view(), name="home"),
    path("tila/", views.health, name="health"),
    path("kieli/", views.SetLanguageView.as_view(), name="set-language"),
    path("paivays/", views.FuzzyDateView.as_view(), name="fuzzy-date"),
    path("tili/kalenteri/", views.FeedView.as_view(), name="calendar-feed"),
    path("ilmoitukset/", views.NoticeListView.as_view(), name="notice-list"),
    path("ilmoitukset/<int:pk>/", views.NoticeOpenView.as_view(), name="notice-open"),
    path("ilmoitukset/viestit/", views.NoticeMailsView.as_view(), name="notice-mails"),
    path("kalenteri/<str:secret>.ics", views.FeedFileView.as_view(), name="calendar-file"),
    path("tili/", include("network.account_urls")),
    path("menetelmat/", include("methods.urls")),
    path("metoder/", include("methods.swedish_urls")),
    path("menetelmatyo/", include("methods.work_urls")),
    path("asiakirjat/<uuid:uuid>/", StoredFileView.as_view(), name="document"),
    path("asiakirjat/<uuid:uuid>/lataa/", StoredFileDownloadView.as_view(), name="document-download"),
    path("tiedostot/<str:signed>/", FileView.as_view(), name="file"),
    path("vastaus/<uuid:key>/", AnswerView.as_view(), name="invitation-answer"),
    path("palaute/", include("bank.feedback_urls")),
    path("paja/", include("workshops.public_urls")),
    path("poytakirjat/", include("meetings.public_urls")),
    path("tiedotteet/", include("bulletins.public_urls")),
    path("ilmoittautuminen/", include("workshops.signup_urls")),
    path("jatkosta/", include("workshops.news_urls")),
    path("verkostot/<slug:slug>/", views.NetworkFrontView.as_view(), name="network-front"),
    path("", include("bank.public_urls")),
    path("v/<slug:network>/", views.HomeView.as_view(), name="network-home"),
    path("v/<slug:network>/haku/", views.SearchView.as_view(), name="search"),
    path("v/<slug:network>/kasittelytoimet/", views.ProcessingView.as_view(), name="processing"),
    path("v/<slug:network>/kasittelytoimet/tulosta/", views.ProcessingPrintView.as_view(), name="processing-print"),
    path("v/<slug:network>/kalenteri/", views.CalendarView.as_view(), name="calendar"),
    path("v/<slug:network>/henkilot/<int:pk>/nakyvyys/", views.PersonSightView.as_view(), name="person-sight"),
    path("v/<slug:network>/", include("network.urls")),
    path("v/<slug:network>/rakenne/", include("structure.urls")),
    path("v/<slug:network>/tiedotteet/", include("bulletins.urls")),
    path("v/<slug:network>/tyopajapaivat/", include("workshops.urls")),
    path("v/<slug:network>/pankki/", include("bank.urls")),
    path("v/<slug:network>/poikkeuslukeminen/", include("bank.opening_urls")),
    path("v/<slug:network>/", include("meetings.urls")),
]
if settings.OIDC_ISSUER:
    urlpatterns.append(path("tili/", include("network.oidc_urls")))
if settings.DEMO:
    urlpatterns.append(path("demo/kirjaudu/", views.DemoLoginView.as_view(), name="demo-login"))

handler400 = "verkosto.errors.bad_request"
handler403 = "verkosto.errors.permission_denied"
handler404 = "verkosto.errors.page_not_found"
handler500 = "verkosto.errors.server_error"
