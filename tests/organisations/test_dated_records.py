"""Organisations and communes hold for a span of time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.organisations.models import AdministrativeUnit, Organisation

pytestmark = pytest.mark.django_db


def office(slug: str, **dates: date) -> Organisation:
    return Organisation.objects.create(slug=slug, name=slug.title(), kind=Organisation.Kind.OFFICE, **dates)


def test_a_record_holds_from_its_first_day_until_the_day_before_its_end():
    office("cu", valid_from=date(2022, 1, 7), valid_to=date(2025, 7, 1))
    moi = office("moi", valid_from=date(2025, 7, 1))
    assert list(Organisation.objects.on(date(2025, 7, 1))) == [moi]
    assert [o.slug for o in Organisation.objects.on(date(2025, 6, 30))] == ["cu"]
    assert not Organisation.objects.on(date(2022, 1, 6)).exists()


def test_a_record_without_dates_always_holds():
    always = office("luon")
    assert list(Organisation.objects.on(date(1950, 1, 1))) == [always]
    assert list(Organisation.objects.current()) == [always]


def test_a_renamed_office_knows_what_it_replaces():
    old, new = office("cu"), office("moi")
    new.replaces.add(old)
    assert list(old.replaced_by.all()) == [new]


def test_an_end_before_the_beginning_is_refused():
    wrong = Organisation(
        slug="x", name="X", kind="office", valid_from=date(2025, 1, 2), valid_to=date(2025, 1, 1)
    )
    with pytest.raises(ValidationError):
        wrong.full_clean()


def test_one_code_stands_once_a_span():
    facts = {"code": "01273", "name": "Phường Thục Phán", "slug": "thuc-phan", "kind": "phuong"}
    AdministrativeUnit.objects.create(**facts, valid_from=date(2025, 7, 1))
    again = AdministrativeUnit(**facts, valid_from=date(2025, 7, 1))
    with pytest.raises(ValidationError):
        again.full_clean()
