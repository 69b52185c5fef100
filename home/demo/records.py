"""What the sample pages stand on: places, topics, demo accounts. Made where missing, never changed again."""

from datetime import date
from os import environ
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from news.models import Topic
from portal.editorial.roles import ACCOUNTS
from portal.organisations.models import AdministrativeUnit
from portal.settings.kept import kept_secret
from portal.text import slugify_vi

from . import texts

#: two levels of local government: communes and wards below the province
SINCE = date(2025, 7, 1)

#: where the demo accounts get their mail: a domain that is nobody's (RFC 2606)
MAIL_DOMAIN = "cong-thong-tin.example"


def ensure_communes() -> dict[str, AdministrativeUnit]:
    """Return the communes and wards of today by code."""
    kinds = {"Phường": AdministrativeUnit.Kind.WARD, "Xã": AdministrativeUnit.Kind.COMMUNE}
    have = set(AdministrativeUnit.objects.filter(valid_from=SINCE).values_list("code", flat=True))
    AdministrativeUnit.objects.bulk_create(
        AdministrativeUnit(
            code=commune.code,
            name=commune.name,
            slug=slugify_vi(commune.name),
            kind=kinds[commune.name.split()[0]],
            valid_from=SINCE,
        )
        for commune in texts.communes()
        if commune.code not in have
    )
    return {unit.code: unit for unit in AdministrativeUnit.objects.filter(valid_from=SINCE)}


def ensure_topics() -> dict[str, Topic]:
    """Return the topics of the sample news by address."""
    for place, (slug, name) in enumerate(texts.TOPICS.items()):
        if not Topic.objects.filter(name=name).exists():
            Topic.objects.get_or_create(slug=slug, defaults={"name": name, "sort_order": place})
    by_name = {topic.name: topic for topic in Topic.objects.all()}
    by_slug = {topic.slug: topic for topic in by_name.values()}
    return {slug: by_slug.get(slug) or by_name[name] for slug, name in texts.TOPICS.items()}


def ensure_accounts(data_dir: Path) -> int:
    """Make the demo accounts, each in its group; return how many were made.

    All have one password: `DEMO_PASSWORD`, which also resets theirs, or a random one that is kept in
    `data_dir` (mode 600) and is only given to new accounts.
    """
    given = environ.get("DEMO_PASSWORD", "")
    password = given or kept_secret(data_dir / "demo-password", length=12)
    users = get_user_model()._default_manager
    made, encoded = 0, ""
    for name, group in ACCOUNTS.items():
        user, new = users.get_or_create(
            username=name, defaults={"last_name": group, "email": f"{name}@{MAIL_DOMAIN}"}
        )
        if new:
            made += 1
            user.groups.add(Group.objects.get(name=group))
        if new or (given and not user.check_password(given)):
            # One password, hashed once: hashing is slow on purpose.
            encoded = encoded or make_password(password)
            user.password = encoded
            user.save(update_fields=["password"])
    return made
