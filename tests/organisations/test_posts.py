"""Posts with their duties, and what an organisation's record refuses."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from portal.organisations.models import Organisation, Post
from tests.factories.organisations import PostFactory
from tests.factories.pages import OrganisationFactory

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_a_post_holds_for_its_time_and_needs_no_holder():
    office = OrganisationFactory()
    head = PostFactory(organisation=office, title="Trưởng phòng", valid_from=date(2026, 11, 23))
    PostFactory(organisation=office, title="Phó phòng phụ trách", valid_to=date(2026, 11, 23))
    assert list(Post.objects.current()) == [head]
    assert head.holder == ""
    head.full_clean()


def test_posts_stand_in_the_order_of_their_organisations_and_their_own():
    second, first = OrganisationFactory(sort_order=2), OrganisationFactory(sort_order=1)
    for organisation, order in ((second, 1), (first, 2), (first, 1)):
        PostFactory(organisation=organisation, sort_order=order)
    assert [(post.organisation, post.sort_order) for post in Post.objects.all()] == [
        (first, 1),
        (first, 2),
        (second, 1),
    ]


def test_texts_are_kept_composed_and_trimmed():
    post = PostFactory(title=" Giám đốc Sở ", duties="- Phụ trách\r\n- Quyết định")
    post.full_clean()
    assert post.title == "Giám đốc Sở"
    assert post.duties == "- Phụ trách\n- Quyết định"


def test_an_organisation_with_posts_can_not_be_deleted():
    post = PostFactory()
    with pytest.raises(ProtectedError):
        post.organisation.delete()


def test_an_organisation_never_stands_below_itself():
    top = OrganisationFactory()
    middle = OrganisationFactory(parent=top)
    below = OrganisationFactory(parent=middle)
    for wrong in (top, middle, below):
        top.parent = wrong
        with pytest.raises(ValidationError) as refused:
            top.full_clean()
        assert "parent" in refused.value.message_dict
    below.parent = Organisation.objects.get(pk=top.pk)
    below.full_clean()


@time_machine.travel("2025-07-01 00:00+07:00", tick=False)
def test_what_came_in_the_place_of_an_organisation_is_found_over_several_changes():
    oldest = OrganisationFactory(valid_to=date(2020, 1, 1))
    old = OrganisationFactory(valid_from=date(2020, 1, 1), valid_to=date(2025, 7, 1))
    new = OrganisationFactory(valid_from=date(2025, 7, 1))
    old.replaces.add(oldest)
    assert oldest.today() is None
    new.replaces.add(old)
    assert oldest.today() == old.today() == new.today() == new
    oldest.replaces.add(old)  # a slip of the pen must not hang anything
    new.delete()
    assert oldest.today() is None


@time_machine.travel("2025-06-30 23:59+07:00", tick=False)
def test_the_last_day_is_the_one_before_the_first_without_it():
    office = OrganisationFactory(valid_to=date(2025, 7, 1))
    assert office.last_day == date(2025, 6, 30)
    assert office.is_current
    assert not office.is_past
    with time_machine.travel("2025-07-01 00:00+07:00", tick=False):
        assert office.is_past
        assert not office.is_current


def test_kinds_are_named_in_vietnamese():
    assert Organisation(kind="leadership").get_kind_display() == "Lãnh đạo"
