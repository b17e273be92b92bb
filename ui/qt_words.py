"""Qt's own words in the language of the program: Qt brings none in Vietnamese."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QTranslator

from dxdesk.language import translate as _
from ui.qt_sources import WORDS

_NAME: Final = "dxdesk.qt_words"


class QtWords(QTranslator):
    """Answers Qt from our catalogue, in whatever language that speaks at the moment."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt passes it
        n: int = -1,  # noqa: ARG002 - Qt fills it in
    ) -> str:
        """Return our word; None where Qt shall keep its own: an empty text would blank a button."""
        known = source.replace("...", "…")
        if known not in WORDS.get(context, ()):
            return None  # type: ignore[return-value] # what Qt expects here
        word = _(known)
        return word if word != known else None  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        """Return that there is something to ask for; Qt does not ask an empty translator."""
        return False


def install(application: QCoreApplication) -> None:
    """Let Qt speak the language of the program.

    Called again after the language was changed, it tells every window (`QEvent.LanguageChange`). Names of
    months and the look of numbers come from `QLocale`, not from here.
    """
    for earlier in application.findChildren(QtWords, _NAME):
        application.removeTranslator(earlier)
        earlier.deleteLater()
    words = QtWords(application)
    words.setObjectName(_NAME)
    application.installTranslator(words)
