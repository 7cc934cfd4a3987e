"""Settings of every environment: what differs between them is a variable (``.env.example`` lists them all)."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from verkosto.schedule import beat_schedule

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()
env.read_env(BASE_DIR / ".env")

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", default=False)
# The sign-in page of a demo offers the demo accounts by a click; never set where real data lives.
DEMO = env.bool("DEMO", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Behind a proxy that ends TLS: cookies for HTTPS only, plain HTTP sent on, the proxy's header believed.
HTTPS = env.bool("HTTPS", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "verkosto.apps.VerkostoConfig",
    "core",
    "network",
    "methods",
    "bank",
    "structure",
    "meetings",
    "bulletins",
    "workshops",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rules",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "crispy_forms",
    "crispy_bootstrap5",
    "js_lib_bootstrap5",
]

MIDDLEWARE = [
    "core.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.FilesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "network.middleware.SecondStepMiddleware",
    "network.middleware.CurrentNetworkMiddleware",
    "verkosto.middleware.CommitmentMiddleware",
    "verkosto.middleware.ReauthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "verkosto.urls"
WSGI_APPLICATION = "verkosto.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "verkosto.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data ---
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"] |= {
    # A third of a short request is the connection's own set-up (product.md, section 9).
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
    "CONN_HEALTH_CHECKS": True,
    "ATOMIC_REQUESTS": False,
}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "network.User"

# Where signed addresses of files begin: another host than that of the pages, which knows none of their cookies.
FILES_URL = env.str("FILES_URL", default="").rstrip("/")
FILES_ROOT = env.str("FILES_ROOT", default=str(VAR_DIR / "files"))
STORAGES = {
    # Private files are handed out by views that ask permission; there is no media URL.
    "default": {
        "BACKEND": env.str("FILES_BACKEND", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("FILES_OPTIONS", default={"location": FILES_ROOT}),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# One key for each concern of an order; apart from the database and from its backups, so that a destroyed key is gone.
KEYS_ROOT = Path(env.str("KEYS_ROOT", default=str(VAR_DIR / "keys")))
# Told by mail when an administrator opens a concern by exception; without it, none can be opened.
DATA_OFFICER_EMAIL = env.str("DATA_OFFICER_EMAIL", default="")
# Who was erased, by key: outside the database, so that a restored older backup does not bring anybody back.
ERASURE_LEDGER = Path(env.str("ERASURE_LEDGER", default=str(VAR_DIR / "erasures" / "ledger.jsonl")))
# Encrypts backups. Only the commands backup and restore want it.
BACKUP_KEY = env.str("BACKUP_KEY", default="")
# Where pg_dump and pg_restore are, as new as the server; empty: on the PATH.
PG_BIN = env.str("PG_BIN", default="")
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]

# --- Work in the background ---
REDIS_URL = env.str("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Helsinki"
# Hard time limit < lease < visibility timeout: a job is never run by two workers while both are within their time.
JOB_TIME_LIMIT_SECONDS = env.int("JOB_TIME_LIMIT_SECONDS", default=30)
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=35)
# The same for documents of hundreds of pages.
LONG_JOB_TIME_LIMIT_SECONDS = env.int("LONG_JOB_TIME_LIMIT_SECONDS", default=240)
LONG_JOB_LEASE_SECONDS = env.int("LONG_JOB_LEASE_SECONDS", default=270)
CELERY_TASK_TIME_LIMIT = JOB_TIME_LIMIT_SECONDS
CELERY_TASK_SOFT_TIME_LIMIT = JOB_TIME_LIMIT_SECONDS - 2
JOB_SWEEP_SECONDS = 10
JOB_MEMORY_LIMIT_MB = env.int("JOB_MEMORY_LIMIT_MB", default=1536)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    # Redelivery after a killed worker takes 100 s with the defaults (product.md, section 9).
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 5,
    "socket_timeout": 5,
    "socket_connect_timeout": 0.5,
    "socket_keepalive": True,
    "retry_on_timeout": False,
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = beat_schedule(JOB_SWEEP_SECONDS)

# --- People ---
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "network.passwords.TriedFirstValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "network.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
# An address that has no account gets no mail: it would only offer a sign-up, and there is none.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A change of how one signs in is told to the account's address: who took over a browser is noticed.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# One address for each account; a new one replaces it when it has been confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {
    "login": "network.account_forms.LoginForm",
    "add_email": "network.account_forms.AddEmailForm",
    "change_password": "network.account_forms.ChangePasswordForm",
    "set_password": "network.account_forms.SetPasswordForm",
    "reset_password": "network.account_forms.ResetPasswordForm",
    "reset_password_from_key": "network.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "network.mfa_forms.PasswordAgainForm",
    "request_login_code": "network.mfa_forms.RequestLoginCodeForm",
    "confirm_login_code": "network.mfa_forms.ConfirmLoginCodeForm",
}
# A code by mail, typed into the browser that asked for it: a link would be opened by whatever scans the mail.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Signing in through an organisation's own service (OpenID Connect); its addresses exist where an issuer is named.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_NAME = env.str("OIDC_NAME", default="OpenID Connect")
# The service asks for a second step itself, so it is not asked for here again.
OIDC_DOES_SECOND_STEP = env.bool("OIDC_DOES_SECOND_STEP", default=False)
SOCIALACCOUNT_ADAPTER = "network.oidc.SocialAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# A link and not a form: our pages let forms lead nowhere else.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# What is asked again before something weighty, when signing in is longer ago than this; not in a demo, where nobody
# needs to know a password.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = MFA_REAUTHENTICATION_REQUIRED = not DEMO
# Coordinators, editors and administrators set up a second step of signing in before anything of theirs opens.
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=not DEMO)
# Encrypt the secrets of authenticator apps and recovery codes: the first encrypts, all decrypt.
MFA_KEYS = env.list("MFA_KEYS", default=[SECRET_KEY])
MFA_ADAPTER = "network.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs in before the address is confirmed, and a new one waits for it: it need not keep anybody from either.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Verkosto"
# A clock that is half a minute wrong locks nobody out.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "network.mfa_forms.AuthenticateForm",
    "reauthenticate": "network.mfa_forms.ReauthenticateForm",
    "activate_totp": "network.mfa_forms.ActivateTOTPForm",
    "deactivate_totp": "network.mfa_forms.DeactivateTOTPForm",
    "generate_recovery_codes": "network.mfa_forms.GenerateRecoveryCodesForm",
    "authenticate_webauthn": "network.mfa_forms.AuthenticateWebAuthnForm",
    "login_webauthn": "network.mfa_forms.LoginWebAuthnForm",
    "reauthenticate_webauthn": "network.mfa_forms.ReauthenticateWebAuthnForm",
    "add_webauthn": "network.mfa_forms.AddWebAuthnForm",
    "edit_webauthn": "network.mfa_forms.EditWebAuthnForm",
}
# How many proxies before us add to X-Forwarded-For. With too few, all people share the proxy's rate limit; with too
# many, anybody writes an address of one's own into the header.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", default=1 if HTTPS else 0)
# "ip" is a subnet, a /24 or a /48 (network.adapter): whoever has many addresses has them side by side. A whole
# municipality may stand behind one; "key" is the account that is tried.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 48
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,100/h/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "request_login_code": "20/m/ip,5/m/key",
}
# Pages without an account: a whole municipality may stand behind one address, and a group answers from one room.
ACCOUNT_RATE_LIMITS |= {"answer_invitation": "30/m/ip", "give_feedback": "120/m/ip"}
# A whole office signs up for a workshop day from one address.
ACCOUNT_RATE_LIMITS["sign_up"] = "60/m/ip"
# Each sign-up mails its own link to the address that was typed, whoever's it is.
ACCOUNT_RATE_LIMITS["sign_up_mail"] = "5/h/key"
ACCOUNT_RATE_LIMITS["tell_news"] = "60/m/ip"
ACCOUNT_RATE_LIMITS |= {"outside_form": "30/m/ip", "ask_code": "40/h/ip,5/h/key"}
# Codes of workshop days that were wrong. Right ones are not counted: a whole hall answers from behind one address, and
# there are 887 million codes.
ACCOUNT_RATE_LIMITS["workshop_code"] = "60/m/ip"
# Answers of workshop days. A whole hall sits behind one address, and sends at once what waited while its network was
# away: 300 phones with five lines each, every fifth of them sent twice, are 1,800. They must never meet the limit.
# Twenty seconds instead of a minute, as each answer reads and writes all that were counted.
ACCOUNT_RATE_LIMITS["workshop_answers"] = "2000/20s/ip"
# Calendar programs ask from the machines of a few large hosts, so many people's from one subnet; one address is asked
# for by the devices of one person.
ACCOUNT_RATE_LIMITS["calendar_feed"] = "600/m/ip,120/h/key"
CACHES = {
    # Holds allauth's rate limits, which every web process must share; in Postgres, so that no page waits for Redis.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Django's 300 are soon full, and then a third is thrown away: somebody's failed sign-ins would be forgotten.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
SESSION_ENGINE = "network.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
MESSAGE_STORAGE = "core.messages.MessageStorage"
CSRF_FAILURE_VIEW = "verkosto.errors.csrf_failure"

# --- Web hardening ---
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^tila/$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A form without JavaScript triples every letter that is not ASCII: a paste of 2 MB must reach the form that refuses it
# with its limit, and keep what was typed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 7_000_000
# One file, in megabytes; what is larger is dropped while it comes in.
UPLOAD_LIMIT_MB = env.int("UPLOAD_LIMIT_MB", default=20)
FILE_UPLOAD_HANDLERS = [
    "core.uploads.LimitUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- The register of processing (GDPR art. 30) ---
CONTROLLER = env.str("CONTROLLER", default="")
CONTROLLER_CONTACT = env.str("CONTROLLER_CONTACT", default="")
DATA_OFFICER = env.str("DATA_OFFICER", default="")

# --- Minutes ---
# How many days the address in a minutes mail opens them for somebody without an account.
MINUTES_LINK_DAYS = env.int("MINUTES_LINK_DAYS", default=90)

# --- Language and time ---
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "verkosto" / "locale"]
FORMAT_MODULE_PATH = ["verkosto.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

# --- Mail ---
EMAIL_CONFIG = env.email("EMAIL_URL", default="filemail://")
vars().update(EMAIL_CONFIG)
EMAIL_FILE_PATH = EMAIL_CONFIG.get("EMAIL_FILE_PATH") or str(VAR_DIR / "mail")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="verkosto@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# What links in mails begin with: a worker answers no request that would tell it.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "core.logs.PlacesFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Their steps and glyphs, line by line for every document: nobody reads that.
    # What pypdf says of a broken file, it says of each of its objects.
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "weasyprint.progress": {"level": "WARNING"},
        "pypdf": {"level": "CRITICAL"},
    },
}

# A WeasyPrint log line is a fault in our own template: tests make it an error.
PDF_STRICT = False
