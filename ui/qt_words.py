"""Qt's own words in the language of the program: Qt brings none in Vietnamese."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from dxdesk.language import translate as _
from ui.qt_sources import WORDS

_NAME: Final = "dxdesk.qt_words"
# British English writes the day before the month, as Vietnamese does.
_LOCALES: Final = {"vi": "vi_VN", "en": "en_GB"}


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
        if source not in WORDS.get(context, ()):
            return None  # type: ignore[return-value] # what Qt expects here
        return _(source) or None  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        """Return that there is something to ask for; Qt does not ask an empty translator."""
        return False


def install(application: QCoreApplication, language: str = "vi") -> None:
    """Let Qt speak `language`, the one that the program was set to (`vi` or `en`).

    Called again after the language was changed, it tells every window (`QEvent.LanguageChange`). Names of
    months and the look of numbers change in the windows that are made from then on.
    """
    QLocale.setDefault(QLocale(_LOCALES[language]))
    for earlier in application.findChildren(QtWords, _NAME):
        application.removeTranslator(earlier)
        earlier.deleteLater()
    words = QtWords(application)
    words.setObjectName(_NAME)
    application.installTranslator(words)
