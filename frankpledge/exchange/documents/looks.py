"""What a look into a file found: plain data that travels between processes."""

from dataclasses import dataclass

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = {PDF: ".pdf", DOCX: ".docx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`pages` of a PDF, parts of the text of a DOCX, which has no pages until it is printed.

    `says` is the highest marking on its first and last pages: a word of `markings`, or "".
    """

    media_type: str
    pages: int
    has_text: bool
    says: str
