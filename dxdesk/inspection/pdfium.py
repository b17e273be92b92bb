"""pdfium is not safe with several threads: whoever in this process works with it holds this lock."""

from threading import Lock
from typing import Final

PDFIUM: Final = Lock()
