"""Addresses for those who have no account. They last: they stand in mails and on the web pages of municipalities."""

from django.urls import path

from bank.views import outside

app_name = "outside"
urlpatterns = [
    path("tilaa/<slug:slug>/", outside.OrderView.as_view(), name="order"),
    path("tilaa/<slug:slug>/kunnat/", outside.MunicipalityPickerView.as_view(), name="municipality-picker"),
    path("tilaa/<slug:slug>/<uuid:key>/", outside.OrderPageView.as_view(), name="order-page"),
    path("kysy/<slug:slug>/", outside.EnquiryView.as_view(), name="enquiry"),
    path("kysy/<slug:slug>/<uuid:key>/", outside.EnquiryPageView.as_view(), name="enquiry-page"),
]
