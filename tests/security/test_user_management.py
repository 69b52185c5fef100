"""A user manager never rises above himself (fault 21)."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from portal.editorial.roles import OFFICE

from .office import record_state

PROFILE = {"email": "x@example.org", "first_name": "X", "last_name": "Y", "is_active": "on"}
SECRET = {"password1": "mat-khau-rat-dai-42", "password2": "mat-khau-rat-dai-42"}


@pytest.fixture
def users(room):
    return get_user_model().objects


def test_he_makes_accounts_but_no_superusers(room, users):
    group = Group.objects.get(name=OFFICE)
    data = PROFILE | SECRET | {"username": "moi", "is_superuser": "on", "groups": group.pk}
    room.as_("quantri").post("/admin/users/new/", data)
    made = users.get(username="moi")
    assert not made.is_superuser
    assert list(made.groups.all()) == [group]


def test_he_makes_nobody_a_superuser_later(room, users):
    for target in (room["vanphong"], room["quantri"]):
        data = PROFILE | {"username": target.username, "is_superuser": "on"}
        room.as_("quantri").post(f"/admin/users/edit/{target.pk}/", data)
        assert not users.get(pk=target.pk).is_superuser


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["edit", "delete", "history", "history-results", "usage", "copy"])
def test_superusers_are_out_of_his_reach(room, users, method, address):
    before = record_state(users)
    url = f"/admin/users/{address}/{room['goc'].pk}/"
    response = getattr(room.as_("quantri"), method)(url, PROFILE | SECRET | {"username": "goc"})
    assert response.status_code in (302, 403, 404, 405)
    assert record_state(users) == before


@pytest.mark.parametrize(
    ("action", "data"),
    [("delete", {}), ("set_active_state", {"mark_as_active": "False"}), ("assign_role", {"role": None})],
)
def test_superusers_are_out_of_reach_of_bulk_actions(room, users, action, data):
    data = {"role": Group.objects.get(name=OFFICE).pk} if action == "assign_role" else data
    before = record_state(users)
    for who in (f"id={room['goc'].pk}", "id=all"):
        if who == "id=all" and action != "assign_role":
            continue
        room.as_("quantri").post(f"/admin/bulk/auth/user/{action}/?{who}", data)
        assert not room["goc"].groups.exists()
        assert users.filter(username="goc", is_active=True).exists()
    if action != "assign_role":
        assert record_state(users) == before


def test_he_cannot_change_what_groups_may(room, users):
    before = record_state(users)
    group = Group.objects.get(name=OFFICE)
    for url in ("/admin/groups/", "/admin/groups/new/", f"/admin/groups/edit/{group.pk}/"):
        for method in ("get", "post"):
            response = getattr(room.as_("quantri"), method)(url, {"name": "Nhóm mới"})
            assert response.status_code == 302
    assert record_state(users) == before


def test_the_box_for_superusers_is_not_in_his_form(room):
    html = room.as_("quantri").get(f"/admin/users/edit/{room['vanphong'].pk}/").content.decode()
    assert 'name="is_superuser"' not in html
    html = room.as_("goc").get(f"/admin/users/edit/{room['vanphong'].pk}/").content.decode()
    assert 'name="is_superuser"' in html


def test_superusers_still_manage_superusers(room, users):
    data = PROFILE | {"username": "vanphong", "is_superuser": "on"}
    room.as_("goc").post(f"/admin/users/edit/{room['vanphong'].pk}/", data)
    assert users.get(username="vanphong").is_superuser
