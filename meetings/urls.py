from django.urls import include, path

from meetings import views

app_name = "meetings"

of_item = [
    path("", views.ItemUpdateView.as_view(), name="item-update"),
    path("siirra/", views.ItemMoveView.as_view(), name="item-move"),
    path("poista/", views.ItemRemoveView.as_view(), name="item-remove"),
]
of_meeting = [
    path("", views.MeetingDetailView.as_view(), name="meeting-detail"),
    path("muokkaa/", views.MeetingUpdateView.as_view(), name="meeting-update"),
    path("seuraava/", views.NextMeetingView.as_view(), name="next-meeting"),
    path("tulosta/", views.MinutesPrintView.as_view(), name="minutes-print"),
    path("paikalla/", views.AttendanceListView.as_view(), name="attendance-list"),
    path("paikalla/<int:pk>/", views.AttendanceUpdateView.as_view(), name="attendance-update"),
    path("paikalla/<int:pk>/siirra/", views.AttendanceMoveView.as_view(), name="attendance-move"),
    path("paikalla/<int:pk>/poista/", views.AttendanceRemoveView.as_view(), name="attendance-remove"),
    path("asiat/uusi/", views.ItemCreateView.as_view(), name="item-create"),
    path("asiat/<int:pk>/", include(of_item)),
    path("asiat/<int:item>/kirjaukset/uusi/", views.OutcomeCreateView.as_view(), name="outcome-create"),
    path("asiat/<int:item>/kirjaukset/<int:pk>/", views.OutcomeUpdateView.as_view(), name="outcome-update"),
    path("asiat/<int:item>/kirjaukset/<int:pk>/poista/", views.OutcomeRemoveView.as_view(), name="outcome-remove"),
    path("liitteet/", views.AttachmentListView.as_view(), name="attachment-list"),
    path("liitteet/<int:pk>/", views.AttachmentUpdateView.as_view(), name="attachment-update"),
    path("liitteet/<int:pk>/siirra/", views.AttachmentMoveView.as_view(), name="attachment-move"),
    path("liitteet/<int:pk>/poista/", views.AttachmentRemoveView.as_view(), name="attachment-remove"),
]
of_meetings = [
    path("", views.MeetingListView.as_view(), name="meeting-list"),
    path("uusi/", views.MeetingCreateView.as_view(), name="meeting-create"),
    path("<int:meeting>/", include(of_meeting)),
]
# Over all groups; below the network's address, as decisions have lasting ones ("/v/…/paatokset/7/").
urlpatterns = [
    path("kokoukset/", include(of_meetings)),
]
