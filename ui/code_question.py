"""The access code of a unit for a destination: typed once, kept in the system's key store."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from dxdesk.exchange.format import Destination
from dxdesk.language import translate as _
from dxdesk.outbox.access_codes import code_name
from dxdesk.plan.edits import EditError
from ui.fields.choice import ComboBox
from ui.office import Office
from ui.question import Question
from ui.start_words import unit_title


class CodeQuestion(Question):
    """Asks for the code, and for which unit where there are several."""

    def __init__(
        self,
        office: Office,
        destination: Destination,
        parent: QWidget,
        tell: Callable[[str], object],
        *,
        unit: str = "",
    ) -> None:
        """Ask for the code of a unit at a destination, one at first; `tell` says where it is kept."""
        super().__init__(_("Access code"), parent)
        self._office = office
        self._destination = destination
        self._tell = tell
        self._owner = parent
        words = _(
            "The receiver {receiver} gives each unit a code of its own. It is kept in the key store of this system, "
            "never in a file of the program."
        )
        self.add_words(words.format(receiver=destination.receiver.name))
        plans = office.archive.read(lambda store: store.plans())
        self._units = {plan.unit_code: unit_title(plan.unit_name) for plan in plans}
        self.unit = ComboBox()
        self.unit.addItems(list(self._units.values()))
        if unit in self._units:
            self.unit.setCurrentIndex(list(self._units).index(unit))
        self._add(_("&Unit"), self.unit)
        self.code = QLineEdit()
        self.code.setEchoMode(QLineEdit.EchoMode.Password)
        self._add(_("Access &code"), self.code)
        self.add_verbs(_("&Keep it"), _("&Not now"))
        self.code.setFocus()

    def take(self) -> None:
        """Keep the code.

        Raises:
            EditError: there is none, or no unit.
        """
        code, row = self.code.text().strip(), self.unit.currentIndex()
        if not code:
            raise EditError(_("Enter the access code that the receiver gave to the unit."))
        if row < 0:
            raise EditError(_("Write a plan first: the code belongs to its unit."))
        name = code_name(self._destination.key, list(self._units)[row])
        kept = _("The access code is kept in the key store of this system.")
        office, tell = self._office, self._tell
        office.outbox.codes.keep(name, code, self._owner, lambda words: tell(words or kept))
        office.outbox.resume_without_code(self._destination.key)
