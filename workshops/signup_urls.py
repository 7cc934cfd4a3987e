from django.urls import path

from workshops import views

app_name = "signup"

urlpatterns = [
    path("<uuid:key>/", views.SignUpFormView.as_view(), name="form"),
    path("<uuid:key>/ohjelma.ics", views.SignUpCalendarView.as_view(), name="calendar"),
    path("<uuid:key>/ohjelma/", views.SignUpProgrammeView.as_view(), name="programme"),
    path("<uuid:key>/ohjelma.pdf", views.SignUpProgrammeFileView.as_view(), name="programme-file"),
    path("oma/<uuid:key>/", views.OwnSignUpView.as_view(), name="own"),
    path("oma/<uuid:key>/peru/", views.OwnSignUpCancelView.as_view(), name="cancel"),
]
