from django.urls import path

from bank import views
from bank.enums import ImportKind

app_name = "bank"

urlpatterns = [
    path("tilaukset/", views.OrderListView.as_view(), name="order-list"),
    path("tilaukset/uusi/", views.OrderCreateView.as_view(), name="order-create"),
    path("tilaukset/<int:pk>/", views.OrderDetailView.as_view(), name="order-detail"),
    path("tilaukset/<int:pk>/muokkaa/", views.OrderUpdateView.as_view(), name="order-update"),
    path("tilaukset/<int:pk>/huoli/", views.ConcernView.as_view(), name="order-concern"),
    path("tilaukset/<int:pk>/vetajat/", views.TeamView.as_view(), name="order-team"),
    path("tilaukset/<int:pk>/vetajat/<int:slot>/poista/", views.ReleaseView.as_view(), name="order-release"),
    path("tilaukset/<int:pk>/vetajat/paikka/", views.SlotCreateView.as_view(), name="order-slot-create"),
    path(
        "tilaukset/<int:pk>/vetajat/<int:slot>/paikka-pois/", views.SlotRemoveView.as_view(), name="order-slot-remove"
    ),
    path("tilaukset/<int:pk>/vetajat/<int:slot>/varalta/", views.SubstituteView.as_view(), name="order-substitute"),
    path("tilaukset/<int:pk>/ehdotus/kysy/", views.DraftAcceptView.as_view(), name="order-draft-accept"),
    path("tilaukset/<int:pk>/ehdotus/hylkaa/", views.DraftDropView.as_view(), name="order-draft-drop"),
    path("ehdotukset/", views.DraftListView.as_view(), name="draft-list"),
    path("kutsut/", views.InvitationListView.as_view(), name="invitation-list"),
    path("kutsut/<uuid:key>/", views.InvitationAnswerView.as_view(), name="invitation-answer"),
    path("kutsut/<uuid:key>/peru/", views.InvitationWithdrawView.as_view(), name="invitation-withdraw"),
    path("saatavuus/", views.AvailabilityView.as_view(), name="availability"),
    path("saatavuus/tauko/", views.OwnPauseView.as_view(), name="own-pause"),
    path("saatavuus/tauko/<int:pause>/paata/", views.OwnPauseEndView.as_view(), name="own-pause-end"),
    path("tilaukset/<int:pk>/tulos/", views.OutcomeView.as_view(), name="order-outcome"),
    path("tilaukset/<int:pk>/avaa/", views.ReopenView.as_view(), name="order-reopen"),
    path("tilaukset/pidetty/", views.HeldOrderView.as_view(), name="order-held"),
    path("tilaukset/<int:pk>/haku/", views.SearchOpenView.as_view(), name="order-search"),
    path("tilaukset/<int:pk>/kutsuttu-koolle/", views.CallTogetherView.as_view(), name="order-call"),
    path("tilaukset/<int:pk>/siirto/", views.PostponeView.as_view(), name="order-postpone"),
    path("tilaukset/<int:pk>/paata/", views.CloseView.as_view(), name="order-close"),
    path("tilaukset/<int:pk>/palautepyynto/", views.FeedbackAskView.as_view(), name="order-feedback-ask"),
    path("tilaukset/<int:pk>/palautelappu/", views.SlipView.as_view(), name="order-slip"),
    path("tilaukset/<int:pk>/palautelappu/tee/", views.SlipMakeView.as_view(), name="order-slip-make"),
    path("tilaukset/<int:pk>/tapaamiset/uusi/", views.SessionCreateView.as_view(), name="session-create"),
    path(
        "tilaukset/<int:pk>/tapaamiset/<int:session>/muuta/",
        views.SessionUpdateView.as_view(),
        name="session-update",
    ),
    path("tilaukset/<int:pk>/tapaamiset/<int:session>/pidetty/", views.SessionHoldView.as_view(), name="session-hold"),
    path(
        "tilaukset/<int:pk>/tapaamiset/<int:session>/ei-tarpeen/",
        views.SessionWaiveView.as_view(),
        name="session-waive",
    ),
    path(
        "tilaukset/<int:pk>/tapaamiset/<int:session>/peru/", views.SessionCancelView.as_view(), name="session-cancel"
    ),
    path("palaute/", views.FeedbackResultsView.as_view(), name="feedback-results"),
    path("tilaukset/<int:pk>/raportti/", views.OrderReportView.as_view(), name="order-report"),
    path("jono/", views.QueueView.as_view(), name="queue"),
    path("tilaukset/<int:pk>/vastaus-luettu/", views.AnswerReadView.as_view(), name="order-answer-read"),
    path("raportti/", views.ReportView.as_view(), name="report"),
    path("raportti/vahvista/", views.FreezeYearView.as_view(), name="report-freeze"),
    path("rekisteri/", views.RegisterView.as_view(), name="register"),
    path("jasenet/", views.MemberListView.as_view(), name="member-list"),
    path("jasenet/haku/", views.MemberPickerView.as_view(), name="member-picker"),
    path("jasenet/uusi/", views.MemberCreateView.as_view(), name="member-create"),
    path("jasenet/<int:pk>/", views.MemberDetailView.as_view(), name="member-detail"),
    path("jasenet/<int:pk>/muokkaa/", views.MemberUpdateView.as_view(), name="member-update"),
    # Members over time.
    path("jasenet/taulukko/", views.MemberTableView.as_view(), name="member-table"),
    path("jasenet/<int:pk>/patevyys/", views.QualificationView.as_view(), name="member-qualification"),
    path(
        "jasenet/<int:pk>/patevyys/<int:qualification>/korjaa/",
        views.CorrectionView.as_view(),
        name="member-qualification-correct",
    ),
    path(
        "jasenet/<int:pk>/patevyys/<int:qualification>/poista/",
        views.QualificationRemoveView.as_view(),
        name="member-qualification-remove",
    ),
    path("jasenet/<int:pk>/kotikunta/", views.HomeView.as_view(), name="member-home"),
    path("jasenet/<int:pk>/tauko/", views.PauseView.as_view(), name="member-pause"),
    path("jasenet/<int:pk>/tauko/<int:pause>/paata/", views.PauseEndView.as_view(), name="member-pause-end"),
    # Trainings.
    path("koulutukset/", views.TrainingListView.as_view(), name="training-list"),
    path("koulutukset/uusi/", views.TrainingCreateView.as_view(), name="training-create"),
    path("koulutukset/<int:pk>/", views.TrainingDetailView.as_view(), name="training-detail"),
    path("koulutukset/<int:pk>/muokkaa/", views.TrainingUpdateView.as_view(), name="training-update"),
    path("koulutukset/<int:pk>/osallistuja/", views.ParticipantCreateView.as_view(), name="training-participant"),
    path(
        "koulutukset/<int:pk>/osallistuja/<int:participant>/poista/",
        views.ParticipantRemoveView.as_view(),
        name="training-participant-remove",
    ),
    path("koulutukset/<int:pk>/patevyydet/", views.QualifyView.as_view(), name="training-qualify"),
    # Excel.
    path("rekisteri/excel/", views.SheetExportView.as_view(kind=ImportKind.REGISTER), name="register-export"),
    path("rekisteri/tuo/", views.SheetImportView.as_view(kind=ImportKind.REGISTER), name="register-import"),
    path("jasenet/excel/", views.SheetExportView.as_view(kind=ImportKind.MEMBERS), name="member-export"),
    path("jasenet/tuo/", views.SheetImportView.as_view(kind=ImportKind.MEMBERS), name="member-import"),
    path("koulutukset/excel/", views.SheetExportView.as_view(kind=ImportKind.TRAININGS), name="training-export"),
    path("koulutukset/tuo/", views.SheetImportView.as_view(kind=ImportKind.TRAININGS), name="training-import"),
    path("tuonti/<uuid:key>/", views.ImportPreviewView.as_view(), name="import-preview"),
    # Who runs the bank.
    path("yllapitaja/", views.HolderListView.as_view(), name="holder-list"),
    path("yllapitaja/vaihda/", views.HandOverView.as_view(), name="holder-create"),
]
