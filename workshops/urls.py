from django.urls import path

from workshops import views

app_name = "workshops"

urlpatterns = [
    path("", views.DayListView.as_view(), name="day-list"),
    path("uusi/", views.DayCreateView.as_view(), name="day-create"),
    path("<int:pk>/", views.DayDetailView.as_view(), name="day-detail"),
    path("<int:pk>/muuta/", views.DayUpdateView.as_view(), name="day-update"),
    path("<int:pk>/pajat/uusi/", views.WorkshopCreateView.as_view(), name="workshop-create"),
    path("<int:pk>/pajat/<int:workshop>/", views.WorkshopUpdateView.as_view(), name="workshop-update"),
    path("<int:pk>/pajat/<int:workshop>/poista/", views.WorkshopRemoveView.as_view(), name="workshop-remove"),
    path("<int:pk>/vastaukset/avaa/", views.AnsweringOpenView.as_view(), name="answering-open"),
    path("<int:pk>/vastaukset/sulje/", views.AnsweringCloseView.as_view(), name="answering-close"),
    # Phones
    path("<int:pk>/koodi/", views.PhoneCodeView.as_view(), name="phone-code"),
    # --- D: programme and sign-up ---
    path("<int:pk>/ohjelma/", views.ProgrammePrintView.as_view(), name="programme-print"),
    path("<int:pk>/ohjelma.ics", views.DayCalendarView.as_view(), name="programme-calendar"),
    path("<int:pk>/ilmoittautuneet/", views.SignUpListView.as_view(), name="signup-list"),
    path("<int:pk>/ilmoittautuneet/uusi/", views.SignUpCreateView.as_view(), name="signup-create"),
    path("<int:pk>/ilmoittautuneet/taulukko/", views.SignUpSheetView.as_view(), name="signup-sheet"),
    path("<int:pk>/ilmoittautuneet/<int:sign_up>/", views.SignUpUpdateView.as_view(), name="signup-update"),
    path("<int:pk>/ilmoittautuneet/<int:sign_up>/siirra/", views.SignUpMoveView.as_view(), name="signup-move"),
    path("<int:pk>/ilmoittautuneet/<int:sign_up>/peru/", views.SignUpCancelView.as_view(), name="signup-cancel"),
    path("<int:pk>/lasnaolo/", views.AttendanceView.as_view(), name="attendance"),
    path("<int:pk>/lasnaolo/tulosta/", views.AttendancePrintView.as_view(), name="attendance-print"),
    path("<int:pk>/lasnaolo/<int:sign_up>/", views.AttendanceMarkView.as_view(), name="attendance-mark"),
    # --- The host: wall, glance, typing and pasting, moving ---
    path("<int:pk>/seina/", views.WallView.as_view(), name="wall"),
    path("<int:pk>/isanta/", views.HostDeskView.as_view(), name="host-desk"),
    path("<int:pk>/kirjaa/", views.ReflectionEntryView.as_view(), name="entry-reflection"),
    path("<int:pk>/kirjaa/jatko/", views.FollowUpEntryView.as_view(), name="entry-follow-up"),
    path("<int:pk>/kirjaa/palaute/", views.FeedbackEntryView.as_view(), name="entry-feedback"),
    path("<int:pk>/kirjaa/monta/", views.PasteView.as_view(), name="entry-paste"),
    path("<int:pk>/kommentit/<int:reflection>/siirra/", views.ReflectionMoveView.as_view(), name="reflection-move"),
    path("<int:pk>/jatko/<int:follow_up>/siirra/", views.FollowUpMoveView.as_view(), name="follow-up-move"),
    # The summary
    path("<int:pk>/json/", views.DayJsonView.as_view(), name="day-json"),
    path("<int:pk>/yhteenveto/", views.SummaryView.as_view(), name="summary"),
    path("<int:pk>/yhteenveto/tulosta/", views.SummaryPrintView.as_view(), name="summary-print"),
    path("<int:pk>/yhteenveto/teemat/", views.SummaryThemesView.as_view(), name="summary-themes"),
    path("<int:pk>/yhteenveto/teemat/uusi/", views.ThemeCreateView.as_view(), name="theme-create"),
    path("<int:pk>/yhteenveto/teemat/<int:theme>/", views.ThemeUpdateView.as_view(), name="theme-update"),
    path("<int:pk>/yhteenveto/teemat/<int:theme>/siirra/", views.ThemeMoveView.as_view(), name="theme-move"),
    path("<int:pk>/yhteenveto/teemat/<int:theme>/poista/", views.ThemeRemoveView.as_view(), name="theme-remove"),
    path("<int:pk>/kommentit/<int:reflection>/teksti/", views.ReflectionTextView.as_view(), name="reflection-text"),
    path("<int:pk>/jatko/<int:follow_up>/teksti/", views.FollowUpTextView.as_view(), name="followup-text"),
    # Follow-up and feedback.
    path("palaute/", views.FeedbackYearsView.as_view(), name="feedback-years"),
    path("<int:pk>/palaute/", views.FeedbackView.as_view(), name="feedback"),
    path("<int:pk>/jatko/", views.FollowUpListView.as_view(), name="follow-ups"),
    path("<int:pk>/jatko/toimenpiteiksi/", views.ActionsMakeView.as_view(), name="follow-ups-make"),
    path("<int:pk>/jatko/<int:follow_up>/toimenpiteeksi/", views.FollowUpMakeView.as_view(), name="follow-up-make"),
]
