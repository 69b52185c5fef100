"""Counters with the usual hours, for tests."""

from datetime import time

import factory

from portal.organisations.models import Counter, OpeningHours


class CounterFactory(factory.django.DjangoModelFactory):
    """A counter that is open from Monday to Friday, in the morning and in the afternoon."""

    name = factory.Sequence(lambda n: f"Bộ phận một cửa số {n}")
    address = "Số 1, đường Mẫu"
    serves_commune = True

    class Meta:
        model = Counter

    @factory.post_generation
    def opening_hours(self, create, extracted, **kwargs):
        """Give it the usual hours, or those that are passed: `(first day, last day, opens, closes)`."""
        usual = [(0, 4, time(7, 30), time(11, 30)), (0, 4, time(13, 30), time(17))]
        rows = usual if extracted is None else extracted
        for first_day, last_day, opens, closes in rows:
            self.opening_hours.add(
                OpeningHours(first_day=first_day, last_day=last_day, opens=opens, closes=closes)
            )
        if rows:
            self.save()
