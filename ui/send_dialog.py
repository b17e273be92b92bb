"""Sending a sealed revision: to whom, how, and what goes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dxdesk.exchange.format import Destination, Means
from dxdesk.language import translate as _
from dxdesk.outbox.access_codes import code_name
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.values import Revision
from ui import theme
from ui.archive_reading import ask
from ui.dialog import Dialog, NoticeLine, deed_button, heading, muted
from ui.fields.choice import ComboBox
from ui.icons import icon
from ui.office import Office
from ui.outbox_words import MEANS
from ui.pages.issue_words import revision_name
from ui.send_jobs import Contents, Refused, Sendable, contents, find_sendable, means_of, queue
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from ui.desk import Desk

_LETTERS: Final = 100
_LINES: Final = 30


class SendDialog(Dialog):
    """Asks to whom and how; `queued` is called with what then stands in the outbox."""

    def __init__(
        self,
        desk: "Desk",
        office: Office,
        revision: Revision,
        parent: QWidget,
        queued: Callable[[Dispatch], object],
    ) -> None:
        """Ask about a sealed revision of the plan on the desk."""
        super().__init__(parent, _("Send the plan"), _LETTERS, _LINES)
        self._desk = desk
        self._office = office
        self._revision = revision
        self._queued = queued
        self._sendable: Sendable | None = None
        self.means: dict[Means, QRadioButton] = {}
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Read what can be sent where."""
        plan_id, number = self._desk.plan_id, self._revision.number
        ask(
            self._office.archive,
            self,
            lambda store: find_sendable(store, plan_id, number),
            self._take,
            self._refuse,
        )

    @property
    def destination(self) -> Destination | None:
        """The destination that is chosen; None where there is none."""
        known = self._sendable.known if self._sendable is not None else ()
        row = self.to.currentIndex()
        return known[row].destination if 0 <= row < len(known) else None

    @property
    def chosen_means(self) -> Means | None:
        """The means that are chosen."""
        return next((means for means, button in self.means.items() if button.isChecked()), None)

    def send(self) -> None:
        """Put it into the outbox, with the access code that was typed."""
        destination, means = self.destination, self.chosen_means
        if destination is None or means is None:
            return
        code = self.code.text().strip()
        if means == "upload" and self.code.isVisibleTo(self) and not code:
            self.notice.say(_("Enter the access code that the receiver gave to the unit."), "warning")
            self.code.setFocus()
            return
        self.verb.setEnabled(False)
        self._office.outbox.preferences.change(destination=destination.key, means=means)
        if means == "upload" and code:
            name = code_name(destination.key, self._desk.plan.unit.code)
            self._office.outbox.codes.keep(name, code, self, lambda _words: self._queue(destination, means))
        else:
            self._queue(destination, means)

    def event(self, event: QEvent) -> bool:
        """Grow where a line has come that needs room, so that no other is cut."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            needed = self.column.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return done

    def _build(self) -> None:
        revision = self._revision
        self.column.addWidget(heading(revision_name(revision.number, revision.kind)))
        if self._desk.standing.edited:
            words = _("The plan was changed after it was sealed. What is sent is what was sealed.")
            self.column.addWidget(muted(words))
        self.to = ComboBox()
        self.to.setAccessibleName(_("To"))
        self.to.currentIndexChanged.connect(lambda _row: self._offer_means())
        self.book = deed_button(_("&Address book…"), self._open_book)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self.to, 1)
        row.addWidget(self.book)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.LARGE)
        form.setVerticalSpacing(theme.MEDIUM)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_label(_("&To"), self.to), row)
        self._build_ways()
        form.addRow(QLabel(_("How")), self._ways)
        self.code = QLineEdit()
        self.code.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setAccessibleName(_("Access code of the unit"))
        self._code_label = _label(_("Access &code"), self.code)
        form.addRow(self._code_label, self.code)
        self.about_code = muted("")
        self.about_code.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        form.addRow("", self.about_code)
        self.files = QLabel()
        self.files.setTextFormat(Qt.TextFormat.PlainText)
        self.files.setWordWrap(True)
        what = QLabel(_("What goes"))
        what.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.files.setAlignment(Qt.AlignmentFlag.AlignTop)
        form.addRow(what, self.files)
        self._form = form
        self.column.addLayout(form)
        self.about = muted("")
        self.column.addWidget(self.about)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self.verb = deed_button(_("&Send"), self.send)
        self.verb.setProperty("role", "primary")
        self.verb.setIcon(icon("send", "on_primary"))
        self.verb.setDefault(True)
        self.leave = self.add_foot(self.verb)
        self.leave.setText(_("&Not now"))
        self._enable(on=False)

    def _build_ways(self) -> None:
        self._ways = QVBoxLayout()
        self._ways.setSpacing(theme.TIGHT)
        self._group = QButtonGroup(self)
        for means, words in MEANS.items():
            button = QRadioButton(_(words))
            button.clicked.connect(self._show_contents)
            self._group.addButton(button)
            self.means[means] = button
            self._ways.addWidget(button)

    def _take(self, found: Sendable | Refused) -> None:
        if isinstance(found, Refused):
            self._refuse(found.words)
            return
        self._sendable = found
        now = self._office.outbox.preferences.now
        keys = [each.destination.key for each in found.known]
        self.to.blockSignals(True)
        self.to.clear()
        for each in found.known:
            self.to.addItem(each.destination.receiver.name)
        self.to.setCurrentIndex(keys.index(now.destination) if now.destination in keys else 0)
        self.to.blockSignals(False)
        self._enable(on=bool(keys))
        if not keys:
            words = _(
                "There is no destination yet. Take in the address book that the level above hands out, or enter one."
            )
            self.notice.say(words, "soft", _("&Address book…"), self._open_book)
            self.book.setFocus()
            return
        self.notice.hide()
        self._offer_means()
        self.to.setFocus()

    def _offer_means(self) -> None:
        """Offer the ways to the destination that is chosen; the one used last, or the first."""
        destination = self.destination
        if destination is None:
            return
        offered, now = means_of(destination), self._office.outbox.preferences.now
        for means, button in self.means.items():
            button.setVisible(means in offered)
        before = self.chosen_means
        wanted = next((each for each in (before, now.means) if each in offered), offered[0])
        self.means[wanted].setChecked(True)
        self._show_contents()

    def _show_contents(self) -> None:
        destination, means, sendable = self.destination, self.chosen_means, self._sendable
        if destination is None or means is None or sendable is None:
            return
        self.notice.hide()
        verbs = {"upload": _("&Send"), "mail": _("&Make the message…"), "folder": _("&Write it…")}
        self.verb.setText(verbs[means])
        self._ask_code(shown=False)
        if means == "upload":
            name = code_name(destination.key, self._desk.plan.unit.code)
            self._office.outbox.codes.look(
                name,
                self,
                lambda found, words: self._ask_code(
                    shown=not found and self.chosen_means == "upload", words=words
                ),
            )
        self._office.worker.run(
            contents,
            sendable.data,
            destination,
            means,
            self._revision,
            done=while_alive(self, lambda found: self._say_contents(destination, means, found)),
        )

    def _ask_code(self, *, shown: bool, words: str = "") -> None:
        """Ask for the access code of the unit where none is kept; `words` say why it cannot be, if so."""
        self._form.setRowVisible(self.code, shown)
        self.about_code.setText(words)
        self._form.setRowVisible(self.about_code, shown and bool(words))

    def _say_contents(self, destination: Destination, means: Means, found: Contents) -> None:
        if destination == self.destination and means == self.chosen_means:
            self.files.setText("\n".join(found.files))
            self.about.setText("\n".join(found.notices))

    def _queue(self, destination: Destination, means: Means) -> None:
        plan_id, number = self._desk.plan_id, self._revision.number
        self._office.archive.write(
            lambda store: queue(store, plan_id, number, destination, means),
            done=while_alive(self, self._finish),
        )

    def _finish(self, outcome: object) -> None:
        if isinstance(outcome, Refused):
            self._refuse(outcome.words)
            self.verb.setEnabled(True)
            return
        assert isinstance(outcome, Dispatch)  # noqa: S101 - see queue
        self._office.outbox.note_change()
        self.accept()
        self._queued(outcome)

    def _open_book(self) -> None:
        from ui.address_dialog import AddressDialog  # noqa: PLC0415 - for whoever needs it

        dialog = AddressDialog(self._office, self)
        dialog.finished.connect(lambda _result: self.refresh())
        dialog.open()

    def _refuse(self, words: str) -> None:
        self.notice.say(words, "error")

    def _enable(self, *, on: bool) -> None:
        for widget in (self.to, self.verb, *self.means.values()):
            widget.setEnabled(on)
        self._form.setRowVisible(self._ways, on)
        if not on:
            self._ask_code(shown=False)


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(buddy)
    return label
