"""Blocks of the body of a page, the same for news and standing pages."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

#: what an editor may do inside a paragraph; everything else that is pasted is dropped
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]

TABLE_OPTIONS = {
    "minSpareRows": 0,
    "startRows": 3,
    "startCols": 3,
    "colHeaders": False,
    "rowHeaders": False,
    "contextMenu": [
        "row_above",
        "row_below",
        "col_left",
        "col_right",
        "remove_row",
        "remove_col",
        "undo",
        "redo",
    ],
    "editor": "text",
    "stretchH": "all",
    "renderer": "text",
    "autoColumnSize": False,
}


class HeadingBlock(blocks.StructBlock):
    """A heading inside the text; the page's title is the only first level."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        choices=[("2", _("Section")), ("3", _("Part of a section"))],
        default="2",
        label=_("Level of the heading"),
        search_index=False,
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "components/blocks/heading.html"


class DescribedImageBlock(ImageBlock):
    """Wagtail's picture with alternative text; its chooser gets a label that can be translated."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Picture")


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text, caption and credit."""

    image = DescribedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "components/blocks/picture.html"


class NoteBlock(blocks.StructBlock):
    """A short text that stands out: what a reader must not miss."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "components/blocks/note.html"


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=300)
    answer = blocks.RichTextBlock(label=_("Answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "components/blocks/question.html"


class FileBlock(blocks.StructBlock):
    """A document to download, shown with its kind and size."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Words of the link"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "components/blocks/file.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label=_("Paragraphs"),
        features=TEXT_FEATURES,
        icon="pilcrow",
        template="components/blocks/paragraph.html",
    )
    picture = PictureBlock()
    table = TableBlock(label=_("Table"), table_options=TABLE_OPTIONS, template="components/blocks/table.html")
    note = NoteBlock()
    question = QuestionBlock()
    file = FileBlock()

    class Meta:
        block_counts: dict[str, Any] = {}


def plain_text(value: Any) -> str:
    """Return the words of a body (a `StreamValue`), a line for each block's text."""
    if not value:
        return ""
    return "\n".join(strip_tags(str(text)) for text in value.stream_block.get_searchable_content(value))
