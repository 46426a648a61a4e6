"""A Word document to HTML: the one module that knows mammoth."""

from __future__ import annotations

import io

import mammoth

from ..input.files import OperatorError
from ..messages import messages

_STYLES = """\
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
"""
"""What the styles of Word are in HTML, besides headings and lists, which are known."""


def word_as_html(content: bytes, path: str) -> str:
    """Return the HTML of a .docx file.

    Args:
        content: The bytes of the file.
        path: Its path, for a message.

    Raises:
        OperatorError: It isn't a Word document.
    """
    ignored = mammoth.images.img_element(lambda _: {"src": ""})
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLES, convert_image=ignored
        )
    except Exception as error:  # the file is at fault, whatever the library stumbles over
        reason = "it is not a Word document"
        raise OperatorError(messages()("adopt-failed", path=path, reason=reason)) from error
    return str(made.value)
