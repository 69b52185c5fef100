"""Sample counters: the kinds of places there are, with addresses and hours that are made up and say so."""

from datetime import time
from decimal import Decimal

from portal.organisations.models import AdministrativeUnit, Counter, OpeningHours, Organisation

#: hours of public offices: first and last day of the week, opening, closing
USUAL = ((0, 4, time(7, 30), time(11, 30)), (0, 4, time(13, 30), time(17)))
SATURDAY = ((5, 5, time(7, 30), time(11, 30)),)
#: the middle of the provincial town: no real office stands for a sample
MIDDLE = (Decimal("22.666000"), Decimal("106.258000"))
NOTE = "Nghỉ ngày lễ, Tết. Giờ mở cửa là dữ liệu mẫu."

#: name, address, how to find it, organisation, code of the commune, serves province, serves commune, further hours
COUNTERS = (
    (
        "Bộ phận Tiếp nhận và Trả kết quả của Sở (mẫu)",
        "Số 1, đường Mẫu, phường Mẫu, tỉnh Cao Bằng",
        "Tầng 1, cửa bên trái; có lối đi cho xe lăn.",
        "so-vhttdl",
        "",
        True,
        False,
        (),
    ),
    (
        "Trung tâm Phục vụ hành chính công tỉnh (mẫu)",
        "Số 2, đường Mẫu, phường Mẫu, tỉnh Cao Bằng",
        "Quầy lĩnh vực văn hóa, thể thao và du lịch.",
        "",
        "",
        True,
        True,
        SATURDAY,
    ),
    (
        "Trung tâm Phục vụ hành chính công của phường (mẫu)",
        "Trụ sở Ủy ban nhân dân phường, đường Mẫu",
        "",
        "",
        "phuong",
        False,
        True,
        (),
    ),
    (
        "Trung tâm Phục vụ hành chính công của xã (mẫu)",
        "Trụ sở Ủy ban nhân dân xã, xóm Mẫu",
        "Gửi xe miễn phí trong sân.",
        "",
        "xa",
        False,
        True,
        (),
    ),
)


def ensure_counters(organisations: dict[str, Organisation], communes: dict[str, AdministrativeUnit]) -> None:
    """Make the sample counters that are missing; those that are there are left as they are."""
    for order, (name, address, way, office, kind, province, commune, more) in enumerate(COUNTERS):
        if Counter.objects.filter(name=name).exists():
            continue
        counter = Counter(
            name=name,
            address=address,
            directions=way,
            hours_note=NOTE,
            organisation=organisations[office] if office else None,
            place=next((unit for unit in communes.values() if unit.kind == kind), None),
            serves_province=province,
            serves_commune=commune,
            latitude=MIDDLE[0] if province else None,
            longitude=MIDDLE[1] if province else None,
            is_sample=True,
            sort_order=order,
        )
        for first_day, last_day, opens, closes in (*USUAL, *more):
            counter.opening_hours.add(
                OpeningHours(first_day=first_day, last_day=last_day, opens=opens, closes=closes)
            )
        counter.full_clean()
        counter.save()
