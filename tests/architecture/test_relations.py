"""The models' relations go the same way as the imports: an upper room points to a lower one, never back."""

from django.apps import apps
from django.conf import settings

# From lower to upper; rooms of one line stand on one level and don't know each other.
LEVELS = [
    {"files"},
    {"organisations"},
    {"core"},
    {"portal_search", "editorial", "operations"},
    {"legal"},
    {"news", "procedures", "media_assets"},
    {"feedback"},
    {"home"},
]
LEVEL = {label: height for height, labels in enumerate(LEVELS) for label in labels}


def relations():
    for model in apps.get_models(include_auto_created=True):
        source = model._meta.app_label
        for field in model._meta.get_fields(include_hidden=True):
            # Only what the model itself declares; the reverse side belongs to the other room.
            if field.is_relation and not field.auto_created and field.related_model:
                yield source, field.related_model._meta.app_label, f"{model.__name__}.{field.name}"


def test_every_room_with_models_has_a_level():
    ours = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in OUR_PACKAGES}
    assert ours == set(LEVEL)


OUR_PACKAGES = {"portal", "home", "legal", "news", "procedures", "media_assets", "feedback"}


def test_no_relation_points_to_an_upper_room_or_a_neighbour():
    wrong = [
        f"{name}: {source} → {target}"
        for source, target, name in relations()
        if source in LEVEL and target in LEVEL and source != target and LEVEL[target] >= LEVEL[source]
    ]
    assert wrong == []


def test_foreign_packages_do_not_point_into_the_rooms_but_by_the_swappable_models():
    swappable = {settings.WAGTAILIMAGES_IMAGE_MODEL, settings.WAGTAILDOCS_DOCUMENT_MODEL}
    wrong = [
        name
        for source, target, name in relations()
        if source not in LEVEL and target in LEVEL and target != "files"
    ]
    assert wrong == []
    assert {name.split(".")[0] for name in swappable} == {"files"}
