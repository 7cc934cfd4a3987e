from django.urls import path

from bulletins import views

app_name = "bulletins"

urlpatterns = [
    path("", views.BulletinListView.as_view(), name="bulletin-list"),
    path("uusi/", views.BulletinCreateView.as_view(), name="bulletin-create"),
    path("<int:pk>/", views.BulletinDetailView.as_view(), name="bulletin-detail"),
    path("<int:pk>/muuta/", views.BulletinUpdateView.as_view(), name="bulletin-update"),
    path("<int:pk>/osat/uusi/", views.SectionCreateView.as_view(), name="section-create"),
    path("<int:pk>/osat/<int:section>/", views.SectionUpdateView.as_view(), name="section-update"),
    path("<int:pk>/osat/<int:section>/siirra/", views.SectionMoveView.as_view(), name="section-move"),
    path("<int:pk>/osat/<int:section>/poista/", views.SectionRemoveView.as_view(), name="section-remove"),
    path("<int:pk>/lukijalle/", views.BulletinSubmitView.as_view(), name="bulletin-submit"),
    path("<int:pk>/palauta/", views.BulletinReturnView.as_view(), name="bulletin-return"),
    path("<int:pk>/julkaise/", views.BulletinPublishView.as_view(), name="bulletin-publish"),
    path("<int:pk>/korjaa/", views.BulletinCorrectView.as_view(), name="bulletin-correct"),
    path("<int:pk>/veda-takaisin/", views.BulletinWithdrawView.as_view(), name="bulletin-withdraw"),
    path("<int:pk>/tulosta/", views.BulletinPrintView.as_view(), name="bulletin-print"),
    path("<int:pk>/postita/", views.BulletinMailView.as_view(), name="bulletin-mail"),
]
