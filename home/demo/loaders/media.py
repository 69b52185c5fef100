"""Posters, performances and the programme."""

from decimal import Decimal
from typing import Any

from media_assets.models import (
    Campaign,
    PerformanceIndexPage,
    PerformancePage,
    Performer,
    Placement,
    PosterIndexPage,
    PosterPage,
    PrintFile,
    ProgrammeItem,
    ProgrammePage,
    ProgrammeStaging,
    Wording,
)

from .. import campaign_texts as texts
from ..prints import DESIGNS
from .workshop import Workshop

COLOURS = "RGB, để in thử; không có phần chừa xén"
PLAN = "Kế hoạch tuyên truyền cải cách hành chính năm 2022 của Sở, mục IV.2.4"
RIGHTS = "Dữ liệu mẫu của cổng: ai cũng được phát, chép lại để giới thiệu cổng."


def poster_drafts(shop: Workshop) -> list[Any]:
    """Make the posters that are missing."""
    index = shop.section(PosterIndexPage)
    pages = [shop.draft(index, _poster(shop, text)) for text in texts.posters()]
    return [page for page in pages if page]


def _poster(shop: Workshop, text: texts.PosterText) -> PosterPage:
    printed = shop.stock.prints[text.slug]
    paper = DESIGNS[text.slug].paper
    size = {"width_cm": Decimal(paper.width_mm) / 10, "height_cm": Decimal(paper.height_mm) / 10}
    page = PosterPage(
        **shop.common(f"ap-phich:{text.slug}", text),
        kind=text.kind,
        picture=printed.picture,
        campaign=Campaign.objects.get_or_create(name=text.campaign)[0],
        occasion=text.occasion,
        material=text.material,
        designed_by=shop.stock.organisations["trung-tam"],
        plan=PLAN,
        organisation=shop.stock.organisations[text.organisation],
        first_published_at=shop.day(text.days_ago),
        **size,
    )
    page.wordings = [
        Wording(language=language, text="".join(f"<p>{words}</p>" for words in spoken))
        for language, spoken in wordings(text).items()
        if spoken
    ]
    page.print_files = [PrintFile(document=printed.document, colours=COLOURS, **size)]
    page.placements = [
        Placement(
            commune=shop.stock.communes[place["commune"]],
            place=place["place"],
            put_up_on=shop.date(place["days_ago"]),
        )
        for place in text.places
    ]
    return page


def wordings(text: texts.PosterText) -> dict[str, list[str]]:
    """Return what is written on a design, by language, in order."""
    return {
        "vi": [words for words in text.words if words not in text.english],
        "en": [words for words in text.words if words in text.english],
    }


def performance_drafts(shop: Workshop) -> list[tuple[Any, str]]:
    """Make the performances that are missing; return each with its script."""
    index = shop.section(PerformanceIndexPage)
    made = [(shop.draft(index, _performance(shop, text)), text.body) for text in texts.performances()]
    return [(page, body) for page, body in made if page]


def _performance(shop: Workshop, text: texts.PerformanceText) -> PerformancePage:
    recording = shop.stock.recordings[text.slug]
    page = PerformancePage(
        **shop.common(f"tiet-muc:{text.slug}", text),
        kind=text.kind,
        authors=text.authors,
        message=text.message,
        language="" if text.no_speech else "vi",
        video=recording.video,
        audio=recording.audio,
        no_speech=text.no_speech,
        poster_frame=recording.poster,
        rights=RIGHTS,
        organisation=shop.stock.organisations[text.organisation],
        first_published_at=shop.day(text.days_ago),
    )
    page.performers = [Performer(**_performer(words)) for words in text.performers]
    return page


def _performer(words: str) -> dict[str, str]:
    """Split "Bà cụ: diễn viên của đoàn" into part and player; without a part the whole is the player."""
    part, _colon, player = words.rpartition(": ")
    return {"name": player[:1].upper() + player[1:], "role": part}


def load_programme(shop: Workshop) -> None:
    """Make and publish the programme, if it is missing, of the performances that are there."""
    text = texts.programme()
    index = shop.section(PerformanceIndexPage)
    pages = {page.slug: page for page in PerformancePage.objects.child_of(index)}
    programme = ProgrammePage(
        **shop.common(f"chuong-trinh:{text.slug}", text),
        occasion=text.occasion,
        poster_frame=shop.stock.recordings[text.items[-1]].poster,
        presenter_script=shop.blocks(text.body),
        organisation=shop.stock.organisations[text.organisation],
        first_published_at=shop.day(text.days_ago),
    )
    programme.items = [
        ProgrammeItem(performance=pages[slug], note=note)
        for slug, note in zip(text.items, text.notes, strict=True)
        if slug in pages
    ]
    programme.stagings = [
        ProgrammeStaging(
            date=shop.date(staging["days_ago"]),
            commune=shop.stock.communes[staging["commune"]],
            place=staging["place"],
        )
        for staging in text.stagings
    ]
    made = shop.draft(index, programme)
    shop.publish("performances", [made] if made else [])
