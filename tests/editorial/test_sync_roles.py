"""`sync_roles` makes the database say what the table says."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Workflow

from media_assets.roles import POSTER_FILES
from news.models import NewsIndexPage
from portal.editorial.models import ReviewTask
from portal.editorial.roles import CENTRE, GROUPS, OFFICE, TROUPE, RoleTable, table
from portal.editorial.sync import sync_roles
from tests.factories.pages import build_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return build_site()


def page_rights(group):
    rows = GroupPagePermission.objects.filter(group__name=group).select_related("permission", "page")
    return {(row.page.slug, row.permission.codename.removesuffix("_page")) for row in rows}


def test_a_second_run_changes_nothing(capsys):
    assert sync_roles(table)
    assert sync_roles(table) == []
    call_command("sync_roles")
    assert "nothing to change" in capsys.readouterr().out


def test_it_makes_the_groups_of_the_demo_accounts():
    sync_roles(table)
    assert set(GROUPS) <= set(Group.objects.values_list("name", flat=True))


def test_it_takes_away_what_the_table_does_not_give():
    sync_roles(table)
    centre = Group.objects.get(name=CENTRE)
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    root = Page.get_first_root_node()
    GroupPagePermission.objects.create(group=centre, page=root, permission=publish)
    centre.permissions.add(Permission.objects.get(codename="change_user"))
    add_image = Permission.objects.get(content_type__app_label="wagtailimages", codename="add_image")
    GroupCollectionPermission.objects.create(
        group=centre, collection=Collection.get_first_root_node(), permission=add_image
    )
    assert len(sync_roles(table)) == 3
    assert page_rights(CENTRE) == {("tin-tuc", "add")}
    assert "change_user" not in centre.permissions.values_list("codename", flat=True)


def test_it_leaves_other_groups_alone():
    other = Group.objects.create(name="Ban biên tập riêng")
    other.permissions.add(Permission.objects.get(codename="change_user"))
    sync_roles(table)
    assert other.permissions.count() == 1


def test_wagtails_own_groups_and_workflow_give_way(django_user_model):
    moderators = Group.objects.get_or_create(name="Moderators")[0]
    django_user_model.objects.create_user("cu").groups.add(moderators)
    sync_roles(table)
    assert not Group.objects.filter(name="Editors").exists()
    assert not moderators.permissions.exists()
    assert not GroupPagePermission.objects.filter(group=moderators).exists()
    assert not Workflow.objects.filter(name="Moderators approval", active=True).exists()


def test_news_goes_through_the_office_and_the_leaders():
    sync_roles(table)
    workflow = NewsIndexPage.objects.get().get_workflow()
    stages = [task.specific.who() for task in workflow.tasks]
    assert stages == ["Văn phòng Sở", "Ban Giám đốc", "Quản trị"]
    assert Page.objects.get(slug="thu-tuc").get_workflow() is None


def test_it_keeps_the_days_that_an_administrator_set():
    sync_roles(table)
    ReviewTask.objects.filter(groups__name=OFFICE).update(working_days=5)
    assert sync_roles(table) == []
    days = ReviewTask.objects.filter(groups__name=OFFICE).values_list("working_days", flat=True)
    assert set(days) == {5}


def test_the_troupe_fills_no_collection_but_its_own():
    sync_roles(table)
    assert page_rights(TROUPE) == set()
    rows = GroupCollectionPermission.objects.filter(group__name=TROUPE)
    fills = rows.exclude(permission__codename__startswith="choose_")
    assert {row.collection.name for row in fills} == {TROUPE}
    assert {row.collection.name for row in rows} == {TROUPE, POSTER_FILES}


def test_a_row_for_a_right_that_does_not_exist_is_an_error():
    wrong = RoleTable()
    wrong.allow_model(CENTRE, "auth.user", "bless")
    with pytest.raises(ImproperlyConfigured, match="bless_user"):
        sync_roles(wrong)
    with pytest.raises(ValueError, match="pubish"):
        wrong.allow_pages(CENTRE, "news", "pubish")
