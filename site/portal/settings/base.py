"""Settings of every deployment; whatever differs between two of them comes from the environment (see README)."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from .kept import kept_secret

ROOT = Path(__file__).resolve().parents[3]
PORTAL = ROOT / "site" / "portal"

env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default=str(ROOT / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or kept_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    # From upper to lower: templates and commands of an upper room win.
    "home",
    "feedback",
    "media_assets",
    "procedures",
    "news",
    "legal",
    "portal.operations",
    "portal.editorial",
    "portal.search.apps.SearchConfig",
    "portal.core",
    "portal.organisations",
    "portal.files",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.editorial.users_app.PortalUsersConfig",  # Wagtail's users, superusers out of reach
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "portal.search.apps.IndexedAtOnceConfig",  # Wagtail's search, the index written at once
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.core.open_reading.OpenReading",
    "portal.files.full_disk.FullDisk",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.editorial.guards.AdminGuard",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PORTAL / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# SQLite takes 8 writers at once without "database is locked": the write lock is taken when a
# transaction begins, readers go on beside it (WAL), and a writer waits up to 20 seconds for its turn. The log is
# written back every 16 MB: every 4 MB, one publication in ten would wait for it. Pages are read where the system
# has them (mmap), not copied into each process: a third less time for a search. So a backup is put back beside the
# file and renamed, never written over it while the portal runs.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;"
        " PRAGMA wal_autocheckpoint=4000; PRAGMA mmap_size=1073741824;"
    ),
}
# What PostgreSQL doesn't answer in five seconds fails; a connection that it has closed is made anew.
POSTGRESQL_OPTIONS = {"connect_timeout": 5}
if env("DATABASE_URL", default=""):
    database = env.db("DATABASE_URL")
else:
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "portal.sqlite3"}
on_sqlite = database["ENGINE"].endswith("sqlite3")
DATABASES = {
    "default": {
        **database,
        "OPTIONS": {**(SQLITE_OPTIONS if on_sqlite else POSTGRESQL_OPTIONS), **database.get("OPTIONS", {})},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": not on_sqlite,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://portal")}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

if env("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="cong-thong-tin@localhost")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [PORTAL / "locale", PORTAL / "locale_admin"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PORTAL / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "portal.files.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Pages with many blocks exceed Django's limit of 1,000 form fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editors' preview shows pages in a frame

WAGTAIL_SITE_NAME = "Cổng thông tin Sở Văn hóa, Thể thao và Du lịch Cao Bằng"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "portal.editorial.forms.PortalLoginForm"
# What the calendar can't read it replaces by the present moment: it must read dates as people here write them.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no editor's page calls another server
# A reviewer's comment is a revision too: it must not send the page round again. Authors are refused approval anyhow.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.editorial.finish.publish_approved"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
TAGGIT_CASE_INSENSITIVE = True

# A search server beside the database's own index: elasticsearch://host:9200 or opensearch://host:9200.
SEARCH_URL = env("SEARCH_URL", default="")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search.backends"}}

# Files: what may be uploaded, and how large. `portal.files` checks the content, not the name.
FILE_UPLOAD_PERMISSIONS = 0o644
WAGTAILIMAGES_IMAGE_MODEL = "files.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.files.forms.PortalImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "heif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp", "heic": "jpeg"}
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_AVIF_QUALITY = 55
PORTAL_IMAGE_MAX_SIDE = 4096

WAGTAILDOCS_DOCUMENT_MODEL = "files.PortalDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.files.forms.PortalDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "doc", "xls", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

WAGTAILMEDIA = {
    "MEDIA_MODEL": "files.PortalMedia",
    "MEDIA_FORM_BASE": "portal.files.forms.PortalMediaForm",
    "AUDIO_EXTENSIONS": ["m4a", "mp3", "ogg", "wav"],
    "VIDEO_EXTENSIONS": ["mp4", "webm", "mov", "m4v"],
}
# Months after which a procedure is to be reviewed again.
PORTAL_PROCEDURE_REVIEW_MONTHS = 12
PORTAL_MEDIA_MAX_UPLOAD_SIZE = 2 * 1024 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
