"""What is printed of a meeting: asked for by a button, made in the worker."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from core.documents import request_document
from core.views import RequestDocumentView
from meetings import documents
from meetings.models import Meeting

# What a button may ask for (``asiakirja``); without it the first one.
OF_MEETING = {
    "": documents.MINUTES,
    "word": documents.MINUTES_WORD,
    "esityslista": documents.AGENDA,
    "esityslista-word": documents.AGENDA_WORD,
    "paatokset": documents.DECISIONS,
    "paatokset-word": documents.DECISIONS_WORD,
}
OF_ITEM = {"": documents.EXTRACT, "word": documents.EXTRACT_WORD}


class MinutesPrintView(RequestDocumentView):
    """Asks for the minutes, the agenda or the decisions, in the meeting's own language."""

    queryset = Meeting.objects.select_related("network")
    pk_url_kwarg = "meeting"
    permission_required = "meetings.print_minutes"
    kinds = OF_MEETING

    def act(self, target):
        kind = self.kinds.get(self.request.POST.get("asiakirja", ""))
        if kind is None:
            raise Http404
        return request_document(
            kind, target, actor=self.request.user, language=target.language, variant=self.get_variant()
        )


class ItemExtractView(MinutesPrintView):
    """Asks for an extract of one item that the participants may read."""

    kinds = OF_ITEM

    def get_variant(self):
        return str(get_object_or_404(self.get_object().items.for_readers(), pk=self.kwargs["pk"]).pk)
