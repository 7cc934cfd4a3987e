"""Pages of bulletins: HTTP only."""

from bulletins.views.life import (
    BulletinCorrectView,
    BulletinMailView,
    BulletinPrintView,
    BulletinPublishView,
    BulletinReturnView,
    BulletinSubmitView,
    BulletinWithdrawView,
)
from bulletins.views.writing import (
    BulletinCreateView,
    BulletinDetailView,
    BulletinListView,
    BulletinUpdateView,
    SectionCreateView,
    SectionMoveView,
    SectionRemoveView,
    SectionUpdateView,
)

__all__ = [
    "BulletinCorrectView",
    "BulletinCreateView",
    "BulletinDetailView",
    "BulletinListView",
    "BulletinMailView",
    "BulletinPrintView",
    "BulletinPublishView",
    "BulletinReturnView",
    "BulletinSubmitView",
    "BulletinUpdateView",
    "BulletinWithdrawView",
    "SectionCreateView",
    "SectionMoveView",
    "SectionRemoveView",
    "SectionUpdateView",
]
