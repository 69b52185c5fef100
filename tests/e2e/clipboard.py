"""The clipboard as another program fills it."""

from playwright.sync_api import BrowserContext

_FILL = """(formats) => document.addEventListener("copy", (event) => {
  for (const [format, text] of Object.entries(formats)) event.clipboardData.setData(format, text);
  event.preventDefault();
})"""

#: a table as Excel and Word put it there, with their namespaces and styles
TABLE = {
    "text/plain": "\n".join(
        [
            "Việc\tAi làm\tXong trước",
            "Dựng sân khấu\tĐội kỹ thuật\t20/12/2026",
            "Tổng duyệt\tĐội văn nghệ\t24/12/2026",
        ]
    ),
    "text/html": """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<style>td {mso-pattern: auto}</style></head>
<body><!--StartFragment--><table border=0 style='border-collapse:collapse;width:300pt'>
<tr height=20 style='height:15.0pt'><td class=xl65 style='background:yellow'>Việc</td>
<td>Ai làm</td><td>Xong trước</td></tr>
<tr><td>Dựng sân khấu</td><td>Đội kỹ thuật</td><td>20/12/2026</td></tr>
<tr><td>Tổng duyệt</td><td>Đội văn nghệ</td><td>24/12/2026</td></tr></table><!--EndFragment--></body></html>""",
}

#: text as Word puts it there
TEXT = {
    "text/plain": "Thời gian: buổi tối, sau giờ làm.\nMang theo nước uống\nMặc áo ấm",
    "text/html": """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<style>p.MsoNormal {font-family: "Times New Roman"; color: red}</style></head><body lang=VI><!--StartFragment-->
<p class=MsoNormal style='text-align:justify'><b><span style='font-size:14.0pt;color:red'>Thời gian:</span></b><span
style='font-family:"Times New Roman"'> buổi tối, sau giờ làm.</span><o:p></o:p></p>
<ul style='mso-list:l0'><li class=MsoNormal style='color:red'>Mang theo nước uống</li>
<li class=MsoNormal>Mặc áo ấm</li></ul>
<!--EndFragment--></body></html>""",
}


def fill(context: BrowserContext, formats: dict[str, str]) -> None:
    """Copy `formats` (media type → text) in a window of its own; the next Ctrl+V anywhere pastes them."""
    window = context.new_page()
    window.goto("/healthz")
    window.bring_to_front()
    window.evaluate(_FILL, formats)
    window.keyboard.press("Control+c")
    window.close()
