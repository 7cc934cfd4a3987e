from django.urls import include, path

from meetings import views
from meetings.views import day, minutes, templates

app_name = "meetings"

of_item = [
    path("", views.ItemUpdateView.as_view(), name="item-update"),
    path("siirra/", views.ItemMoveView.as_view(), name="item-move"),
    path("ote/", views.ItemExtractView.as_view(), name="item-extract"),
    path("poista/", views.ItemRemoveView.as_view(), name="item-remove"),
    path("tila/", views.ItemMarkView.as_view(), name="item-mark"),
    path("kirjoittajat/", views.ItemPresenceView.as_view(), name="item-presence"),
    path("historia/", views.ItemHistoryView.as_view(), name="item-history"),
    path("palauta/", views.ItemRestoreView.as_view(), name="item-restore"),
]
of_minutes = [
    path("", minutes.MinutesLifeView.as_view(), name="minutes-life"),
    path("kommentoitavaksi/", minutes.OpenForCommentsView.as_view(), name="minutes-open-comments"),
    path("kommentit/uusi/", minutes.CommentCreateView.as_view(), name="comment-create"),
    path("kommentit/<int:pk>/kuittaa/", minutes.CommentSettleView.as_view(), name="comment-settle"),
    path("luonnokseksi/", minutes.MinutesBackView.as_view(), name="minutes-back"),
    path("allekirjoita/", minutes.MinutesSignView.as_view(), name="minutes-sign"),
    path("hyvaksy/", minutes.MinutesApproveView.as_view(), name="minutes-approve"),
    path("julkaise/", minutes.MinutesPublishView.as_view(), name="minutes-publish"),
    path("korjaa/", minutes.MinutesCorrectView.as_view(), name="minutes-correct"),
    path("laheta/", minutes.MinutesMailView.as_view(), name="minutes-mail"),
    path("nakyma/", minutes.MinutesPreviewView.as_view(), name="minutes-preview"),
    path("versiot/<int:number>/peru-julkaisu/", minutes.MinutesWithdrawView.as_view(), name="minutes-withdraw"),
    path("versiot/<int:number>/", minutes.MinutesVersionView.as_view(), name="minutes-version"),
]
of_meeting = [
    path("", views.MeetingDetailView.as_view(), name="meeting-detail"),
    path("muokkaa/", views.MeetingUpdateView.as_view(), name="meeting-update"),
    path("poytakirja/", include(of_minutes)),
    path("kirjaa/", day.MeetingDeskView.as_view(), name="meeting-desk"),
    path("naytto/", day.MeetingScreenView.as_view(), name="meeting-screen"),
    path("seuraava/", views.NextMeetingView.as_view(), name="next-meeting"),
    path("tulosta/", views.MinutesPrintView.as_view(), name="minutes-print"),
    path("jatko/", views.MeetingFollowView.as_view(), name="meeting-follow"),
    path("pohjaksi/", templates.SaveAsTemplateView.as_view(), name="meeting-as-template"),
    path("kutsu/", views.InvitationView.as_view(), name="invitation"),
    path("pidetty/", views.MeetingHoldView.as_view(), name="meeting-hold"),
    path("peru/", views.MeetingCancelView.as_view(), name="meeting-cancel"),
    path("suunnittele/", views.MeetingPlanAgainView.as_view(), name="meeting-plan-again"),
    path("paikalla/", views.AttendanceListView.as_view(), name="attendance-list"),
    path("paikalla/vieras/", views.GuestCreateView.as_view(), name="attendance-guest"),
    path("paikalla/jarjestys/", views.AttendanceArrangeView.as_view(), name="attendance-arrange"),
    path("paikalla/<int:pk>/tila/", views.AttendanceMarkView.as_view(), name="attendance-mark"),
    path("paikalla/<int:pk>/", views.AttendanceUpdateView.as_view(), name="attendance-update"),
    path("paikalla/<int:pk>/siirra/", views.AttendanceMoveView.as_view(), name="attendance-move"),
    path("paikalla/<int:pk>/poista/", views.AttendanceRemoveView.as_view(), name="attendance-remove"),
    path("asiat/uusi/", views.ItemCreateView.as_view(), name="item-create"),
    path("asiat/<int:pk>/", include(of_item)),
    path("asiat/<int:item>/kirjaukset/uusi/", views.OutcomeCreateView.as_view(), name="outcome-create"),
    path("asiat/<int:item>/kirjaukset/rivit/", views.OutcomeLinesView.as_view(), name="outcome-lines"),
    path("asiat/<int:item>/tavoitteet/uusi/", views.GoalCreateView.as_view(), name="goal-create"),
    path("asiat/<int:item>/tavoitteet/<int:pk>/", views.GoalUpdateView.as_view(), name="goal-update"),
    path("asiat/<int:item>/tavoitteet/<int:pk>/poista/", views.GoalRemoveView.as_view(), name="goal-remove"),
    path("asiat/<int:item>/tavoitteet/<int:pk>/keino/", views.MeasureCreateView.as_view(), name="measure-create"),
    path("asiat/<int:item>/kirjaukset/<int:pk>/", views.OutcomeUpdateView.as_view(), name="outcome-update"),
    path("asiat/<int:item>/kirjaukset/<int:pk>/poista/", views.OutcomeRemoveView.as_view(), name="outcome-remove"),
    path("liitteet/", views.AttachmentListView.as_view(), name="attachment-list"),
    path("liitteet/<int:pk>/", views.AttachmentUpdateView.as_view(), name="attachment-update"),
    path("liitteet/<int:pk>/siirra/", views.AttachmentMoveView.as_view(), name="attachment-move"),
    path("liitteet/numeroi/", views.AttachmentNumberView.as_view(), name="attachment-number"),
    path("liitteet/koonti/", views.BundlePrintView.as_view(), name="bundle-print"),
    path("liitteet/<int:pk>/tiedosto/", views.AttachmentDownloadView.as_view(), name="attachment-download"),
    path("liitteet/<int:pk>/tuo/", views.AttachmentFileView.as_view(), name="attachment-file"),
    path("liitteet/<int:pk>/peru/", views.AttachmentWithdrawView.as_view(), name="attachment-withdraw"),
    path("liitteet/<int:pk>/poista/", views.AttachmentRemoveView.as_view(), name="attachment-remove"),
]
of_templates = [
    path("", templates.TemplateListView.as_view(), name="template-list"),
    path("uusi/", templates.TemplateCreateView.as_view(), name="template-create"),
    path("<int:pk>/", templates.TemplateUpdateView.as_view(), name="template-update"),
    path("<int:pk>/kokous/", templates.TemplateCallView.as_view(), name="template-call"),
    path("<int:pk>/poista/", templates.TemplateRemoveView.as_view(), name="template-remove"),
]
of_meetings = [
    path("", views.MeetingListView.as_view(), name="meeting-list"),
    path("uusi/", views.MeetingCreateView.as_view(), name="meeting-create"),
    path("ryhma/<int:group>/", views.GroupCallView.as_view(), name="group-call"),
    path("pohjat/", include(of_templates)),
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
    path("teemat/", views.ThemeListView.as_view(), name="theme-list"),
    path("teemat/uusi/", views.ThemeCreateView.as_view(), name="theme-create"),
    path("teemat/<int:pk>/", views.ThemeDetailView.as_view(), name="theme-detail"),
    path("teemat/<int:pk>/nimi/", views.ThemeRenameView.as_view(), name="theme-rename"),
    path("teemat/<int:pk>/yhdista/", views.ThemeMergeView.as_view(), name="theme-merge"),
    path("teemat/<int:pk>/poista-kaytosta/", views.ThemeRetireView.as_view(), name="theme-retire"),
    path("teemat/<int:pk>/ota-kayttoon/", views.ThemeTakeUpView.as_view(), name="theme-take-up"),
    path("tavoitteet/", views.GoalListView.as_view(), name="goal-list"),
]
