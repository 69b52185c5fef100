"""Two sample posting sets: one whose booklets say what holds today, one whose booklet is out of date."""

from dataclasses import dataclass

from procedures.models import PostingEntry, PostingPaper, PostingSet, ProcedurePage
from procedures.posting.making import fill

from .workshop import Workshop


@dataclass(frozen=True)
class _Sample:
    slug: str
    name: str
    place: str
    organisation: str
    notes: str
    codes: tuple[str, ...]
    sizes: tuple[str, ...]
    #: days since its booklets were made, and what has come into the set after
    days: int = 0
    later: tuple[str, ...] = ()


SETS = (
    _Sample(
        slug="van-phong-so",
        name="Thủ tục mẫu niêm yết tại Văn phòng Sở",
        place="Bảng niêm yết trước Bộ phận tiếp nhận, Văn phòng Sở",
        organisation="van-phong",
        notes="Bộ niêm yết này gồm các thủ tục mẫu, chỉ để dùng thử Cổng thông tin.",
        codes=("9.900001", "9.900002", "9.900003"),
        sizes=("a4", "a3"),
    ),
    _Sample(
        slug="trung-tam-hanh-chinh-cong",
        name="Thủ tục văn hóa niêm yết tại Trung tâm Phục vụ hành chính công tỉnh (bộ mẫu)",
        place="Trung tâm Phục vụ hành chính công tỉnh",
        organisation="van-hoa",
        notes="",
        codes=("9.900001", "9.900003", "1.003622"),
        sizes=("a4",),
        days=30,
        later=("1.003838",),
    ),
)


def load_posting_sets(shop: Workshop) -> None:
    """Make the sets that are missing with their booklets."""
    shop.made["posting_sets"] = sum(_load(shop, sample) for sample in SETS)


def _load(shop: Workshop, sample: _Sample) -> bool:
    if PostingSet.objects.filter(slug=sample.slug).exists():
        return False
    posting_set = PostingSet(
        slug=sample.slug,
        name=sample.name,
        place=sample.place,
        organisation=shop.stock.organisations[sample.organisation],
        notes=sample.notes,
        is_public=True,
        is_sample=True,
    )
    posting_set.save()
    _add(posting_set, sample.codes, 0)
    for size in sample.sizes:
        fill(PostingPaper.objects.create(posting_set=posting_set, size=size), shop.day(sample.days))
    _add(posting_set, sample.later, len(sample.codes))
    changed = shop.day(3) if sample.later else shop.day(sample.days + 1)
    PostingSet.objects.filter(pk=posting_set.pk).update(changed_at=changed)
    return True


def _add(posting_set: PostingSet, codes: tuple[str, ...], first: int) -> None:
    for place, code in enumerate(codes, start=first):
        if page := ProcedurePage.objects.by_code(code):
            PostingEntry.objects.create(posting_set=posting_set, procedure=page, sort_order=place)
