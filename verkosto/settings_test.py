"""Settings of the checks and tests: the real ones, made fast and silent."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DATABASE_URL", "postgres://postgres@127.0.0.1/verkosto")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6379/0")

from verkosto.settings import *  # noqa: F403

# Each process copies the tables that ./dev made once.
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEMPLATE_DATABASE")}  # noqa: F405
DEBUG = False
DEMO = False
HTTPS = False
# Tests of what is asked for turn them on.
MFA_REQUIRED = False
ACCOUNT_REAUTHENTICATION_REQUIRED = MFA_REAUTHENTICATION_REQUIRED = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://localhost:8000"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PDF_STRICT = True
# Static files are looked up when asked for: nobody collects them for tests.
WHITENOISE_AUTOREFRESH = True
