"""The full-text tables beside the rows."""

from django.db import migrations

from portal.search.engines.tables import create_tables, drop_tables


def create(apps, schema_editor):
    create_tables(schema_editor)


def drop(apps, schema_editor):
    drop_tables(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("portal_search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
