"""What is in the backup that is chosen: its plans, and what can be done with them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.store.standing import Standing
from ui import theme
from ui.backup_words import PLAN_HEADINGS, plan_row
from ui.dialog import deed_button, heading
from ui.plain_table import PlainTable


class BackupContents(QWidget):
    """Lists plans against the present ones. Its signals tell what is asked for with those that are chosen."""

    restore_wanted = Signal()
    copy_wanted = Signal()
    changes_wanted = Signal()
    chosen_changed = Signal()

    def __init__(self) -> None:
        """Begin without a backup."""
        super().__init__()
        self.standings: Sequence[Standing] = ()
        self.title = heading(_("There is no backup yet."))
        self.plans = PlainTable(_("Plans in the backup"), PLAN_HEADINGS, several=True)
        self.deeds = (
            deed_button(_("&Restore the plan"), self.restore_wanted.emit),
            deed_button(_("Put beside as a &copy"), self.copy_wanted.emit),
            deed_button(_("&What differs…"), self.changes_wanted.emit),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(self.title)
        column.addWidget(self.plans, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for button in self.deeds:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.plans.itemSelectionChanged.connect(self.note_choice)
        self.plans.itemActivated.connect(lambda _item: self.changes_wanted.emit())
        self.note_choice()

    def show_plans(self, title: str, standings: Sequence[Standing]) -> None:
        """Show the plans of a backup."""
        self.title.setText(title)
        self.standings = standings
        self.plans.show_rows([plan_row(each) for each in standings])
        self.note_choice()

    def chosen(self) -> list[Standing]:
        """Return the plans that are chosen, of those that the backup has."""
        found = [self.standings[row] for row in self.plans.chosen_rows()]
        return [each for each in found if each.there is not None]

    def there(self) -> list[Standing]:
        """Return all plans that the backup has."""
        return [each for each in self.standings if each.there is not None]

    def note_choice(self) -> None:
        """Offer what can be done with the plans that are chosen."""
        for button in self.deeds:
            button.setEnabled(bool(self.chosen()))
        self.chosen_changed.emit()


def ask_to_restore(parent: QWidget, question: str, then: Callable[[], object]) -> None:
    """Ask whether plans are to be restored; then do it."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_("Backups"))
    box.setText(question)
    box.setInformativeText(
        _("What is here now is backed up first, so it can be taken back. Plans that are only here stay.")
    )
    yes = box.addButton(_("&Restore"), QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(_("Leave as it is"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    yes.clicked.connect(lambda _on: then())
    box.open()
