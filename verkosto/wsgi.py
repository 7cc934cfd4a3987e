"""The web server's entry point: ``gunicorn verkosto.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkosto.settings")

application = get_wsgi_application()
