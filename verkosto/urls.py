"""Every address of the product. Names are listed in ``verkosto.access``; a test fails on one that is missing there."""

from django.conf import settings
from django.urls import include, path

from core.views import StoredFileDownloadView, StoredFileView
from verkosto import views

urlpatterns = [
    path("", views.FrontView.as_view(), name="front"),
    path("alku/", views.HomeRedirectView.as_view(), name="home"),
    path("tila/", views.health, name="health"),
    path("kieli/", views.SetLanguageView.as_view(), name="set-language"),
    path("tili/", include("network.account_urls")),
    path("menetelmat/", include("methods.urls")),
    path("asiakirjat/<uuid:uuid>/", StoredFileView.as_view(), name="document"),
    path("asiakirjat/<uuid:uuid>/lataa/", StoredFileDownloadView.as_view(), name="document-download"),
    path("v/<slug:network>/", include("network.urls")),
    path("v/<slug:network>/pankki/", include("bank.urls")),
    path("v/<slug:network>/kokoukset/", include("meetings.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/kirjaudu/", views.DemoLoginView.as_view(), name="demo-login"))

handler400 = "verkosto.views.bad_request"
handler403 = "verkosto.views.permission_denied"
handler404 = "verkosto.views.page_not_found"
handler500 = "verkosto.views.server_error"
