"""The published methods for other programs."""

import json
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from methods.queries import feed_changed_at, published_feed


@login_not_required
@require_safe
def feed(request):
    """JSON (``queries.published_feed`` tells its shape); asked again, it is sent only when something has changed."""
    body = json.dumps(published_feed(), ensure_ascii=False, indent=1)
    etag, changed_at = f'"{sha256(body.encode()).hexdigest()[:32]}"', feed_changed_at()
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    changed = int(changed_at.timestamp()) if changed_at else None
    answer = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    answer.headers["ETag"] = etag
    if changed:
        answer.headers["Last-Modified"] = http_date(changed)
    answer.headers["Cache-Control"] = "no-cache"
    # Public data: pages of other sites may read it.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
