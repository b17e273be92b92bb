"""How the window speaks and looks: language, light or dark, size of the text."""

from typing import Any

import msgspec

from dxdesk.language import translate as _
from ui.fields.choice import RadioEditor
from ui.preferences import PreferenceBook
from ui.settings_tab import SettingsTab, name_editor
from ui.theme import TEXT_SIZES


class DisplayTab(SettingsTab):
    """Language, theme and text size."""

    def __init__(self, book: PreferenceBook) -> None:
        """Show what the book has."""
        super().__init__()
        self._book = book
        system = _("As the system")
        self.language = self._choice(
            "language",
            _("Language of the window"),
            (("vi", "Tiếng Việt"), ("en", "English"), ("", system)),
            _("The documents are always in Vietnamese."),
        )
        self.theme = self._choice(
            "theme", _("Colours"), (("system", system), ("light", _("Light")), ("dark", _("Dark")))
        )
        self.text_size = self._choice(
            "text_size",
            _("Size of the text"),
            tuple((size, f"{size} %") for size in TEXT_SIZES),
            _("Of the size that the system uses. The printed page stays as it is."),
        )
        self.column.addStretch(1)

    def _choice(
        self, name: str, words: str, choices: tuple[tuple[Any, str], ...], hint: str = ""
    ) -> RadioEditor:
        editor = RadioEditor(choices)
        editor.show_value(getattr(self._book.now, name))
        name_editor(editor, words)
        editor.left.connect(
            lambda: self._book.change(msgspec.structs.replace(self._book.now, **{name: editor.read()}))
        )
        self.add(words, editor.widget, hint)
        return editor
