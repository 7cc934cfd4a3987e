from django.urls import include, path

from meetings import views

app_name = "meetings"

of_item = [
    path("", views.ItemUpdateView.as_view(), name="item-update"),
    path("siirra/", views.ItemMoveView.as_view(), name="item-move"),
    path("poista/", views.ItemRemoveView.as_view(), name="item-remove"),
    path("tila/", views.ItemMarkView.as_view(), name="item-mark"),
    path("kirjoittajat/", views.ItemPresenceView.as_view(), name="item-presence"),
    path("historia/", views.ItemHistoryView.as_view(), name="item-history"),
    path("palauta/", views.ItemRestoreView.as_view(), name="item-restore"),
]
of_meeting = [
    path("", views.MeetingDetailView.as_view(), name="meeting-detail"),
    path("muokkaa/", views.MeetingUpdateView.as_view(), name="meeting-update"),
    path("seuraava/", views.NextMeetingView.as_view(), name="next-meeting"),
    path("tulosta/", views.MinutesPrintView.as_view(), name="minutes-print"),
    path("jatko/", views.MeetingFollowView.as_view(), name="meeting-follow"),
    path("kutsu/", views.InvitationView.as_view(), name="invitation"),
    path("pidetty/", views.MeetingHoldView.as_view(), name="meeting-hold"),
    path("peru/", views.MeetingCancelView.as_view(), name="meeting-cancel"),
    path("suunnittele/", views.MeetingPlanAgainView.as_view(), name="meeting-plan-again"),
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
    path("ryhma/<int:group>/", views.GroupCallView.as_view(), name="group-call"),
    path("<int:meeting>/", include(of_meeting)),
]
# Over all groups; below the network's address, as decisions have lasting ones ("/v/…/paatokset/7/").
urlpatterns = [
    path("kokoukset/", include(of_meetings)),
    path("paatokset/", views.DecisionListView.as_view(), name="decision-list"),
    path("paatokset/<int:pk>/", views.DecisionDetailView.as_view(), name="decision-detail"),
    path("toimenpiteet/", views.ActionListView.as_view(), name="action-list"),
    path("toimenpiteet/<int:pk>/", views.ActionDetailView.as_view(), name="action-detail"),
    path("toimenpiteet/<int:pk>/seuranta/", views.ActionSettleView.as_view(), name="action-settle"),
    path("tavoitteet/", views.GoalListView.as_view(), name="goal-list"),
]
