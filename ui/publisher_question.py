"""Whether guidance of a publisher is to be taken in whose key came as a file."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QWidget

from dxdesk.files import FileError, reason_of
from dxdesk.language import translate as _
from dxdesk.update.faults import UpdateError
from dxdesk.update.publishers import Publisher, key_words, publishers, read_publisher, trust
from ui.dialog import Dialog, NoticeLine, deed_button, heading, muted

_LETTERS: Final = 76
_LINES: Final = 14


def ask_about_publisher(file: Path, parent: QWidget, notice: NoticeLine) -> "PublisherQuestion | None":
    """Show whose key a file holds and ask; what comes of it is told in `notice`."""
    try:
        publisher = read_publisher(file)
    except UpdateError as error:
        notice.say(str(error), "error")
        return None
    if any(known.key == publisher.key for known in publishers()):
        notice.say(_("“{name}” is known here already.").format(name=publisher.name))
        return None
    question = PublisherQuestion(publisher, parent, notice)
    question.open()
    return question


class PublisherQuestion(Dialog):
    """Shows name and key; only comparing the key with what the publisher says elsewhere makes it worth anything."""

    def __init__(self, publisher: Publisher, parent: QWidget, notice: NoticeLine) -> None:
        """Ask about a publisher."""
        super().__init__(parent, _("Publisher of guidance"), _LETTERS, _LINES)
        self._publisher, self._notice = publisher, notice
        self.column.addWidget(heading(publisher.name))
        words = _(
            "With this key, guidance of this publisher is taken in from now on; new versions of the program are not. "
            "Anybody can put a name on a key: ask the publisher by telephone or by an official letter what its key is, "
            "and compare."
        )
        self.column.addWidget(muted(words))
        self.key = QLabel(key_words(publisher.key))
        self.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.key.setAccessibleName(_("Key: {key}").format(key=self.key.text()))
        self.column.addWidget(self.key)
        self.column.addStretch(1)
        self.agree = deed_button(_("The key is &right: take its guidance in"), self._trust)
        self.leave = self.add_foot(self.agree)
        self.leave.setText(_("&Not now"))
        self.leave.setFocus()

    def _trust(self) -> None:
        name = self._publisher.name
        try:
            trust(self._publisher)
        except FileError as error:
            self._notice.say(str(error), "error")
        except OSError as error:
            words = _("“{name}” could not be kept: {reason}. Nothing was changed.")
            self._notice.say(words.format(name=name, reason=reason_of(error)), "error")
        else:
            self._notice.say(_("Guidance of “{name}” is taken in from now on.").format(name=name))
        self.close()
