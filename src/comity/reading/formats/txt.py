"""Plain text: the text as it stands, paragraphs at blank lines; it has no title of its own."""

from comity.model.text import Document, text_id
from comity.reading.formats.encodings import decode
from comity.reading.formats.layout import settle_text

__all__ = ["read"]


def read(data: bytes, origin: str) -> tuple[Document, ...]:
    """Return the one document of a plain text file.

    Args:
        data: The bytes of the file, in any encoding.
        origin: The path or address they came from.

    Raises:
        UnreadableDocumentError: If the bytes are no text, or too long a text.
    """
    text, blocks = settle_text(decode(data))
    return (Document(id=text_id(text), text=text, origin=origin, blocks=blocks),)
