"""The settings of a deployment on one machine, for processes that answer requests without collected static files."""

from portal.settings import production

globals().update({name: value for name, value in vars(production).items() if name.isupper()})
ALLOWED_HOSTS = ["testserver"]
STORAGES = production.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
