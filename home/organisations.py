"""The Department's organisations as the plan of 2022 names them; later names are later records."""

from datetime import date

from portal.organisations.models import Organisation

PLAN_DATE = date(2022, 1, 7)
Kind = Organisation.Kind

#: slug, full name, short name, kind, slug of the parent
ORGANISATIONS = [
    ("so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch tỉnh Cao Bằng", "Sở VHTTDL", Kind.DEPARTMENT, None),
    ("ban-giam-doc", "Ban Giám đốc", "Ban Giám đốc", Kind.LEADERSHIP, "so-vhttdl"),
    ("van-phong", "Văn phòng Sở", "Văn phòng", Kind.OFFICE, "so-vhttdl"),
    ("phap-che", "Phòng Tổ chức – Pháp chế", "Tổ chức – Pháp chế", Kind.OFFICE, "so-vhttdl"),
    ("van-hoa", "Phòng Quản lý văn hóa và gia đình", "Văn hóa và gia đình", Kind.OFFICE, "so-vhttdl"),
    (
        "trung-tam",
        "Trung tâm Văn hóa và Thông tin du lịch",
        "Trung tâm Văn hóa",
        Kind.UNIT,
        "so-vhttdl",
    ),
    ("doan-nghe-thuat", "Đoàn Nghệ thuật tỉnh", "Đoàn Nghệ thuật", Kind.UNIT, "so-vhttdl"),
    ("thu-vien", "Thư viện tỉnh", "Thư viện", Kind.UNIT, "so-vhttdl"),
]


def ensure_organisations() -> dict[str, Organisation]:
    """Create what is missing, leave what editors changed; return all by slug."""
    found: dict[str, Organisation] = {}
    for order, (slug, name, short_name, kind, parent) in enumerate(ORGANISATIONS):
        found[slug], _created = Organisation.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "short_name": short_name,
                "kind": kind,
                "parent": found[parent] if parent else None,
                "valid_from": PLAN_DATE,
                "sort_order": order,
            },
        )
    return found
