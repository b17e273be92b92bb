"""An update that came as a file: checked, shown, and taken in when somebody says so."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QFileDialog

from dxdesk.files import reason_of
from dxdesk.guidance.loading import installed_packs, meta_of
from dxdesk.guidance.own_packs import is_own, remove_pack
from dxdesk.guidance.pack import Pack
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.store.faults import StoreError
from dxdesk.update.faults import UpdateError
from dxdesk.update.fitness import Step
from dxdesk.update.manifest import SUFFIX
from dxdesk.update.program import Ready, give_up, way_here
from dxdesk.update.publishers import PUBLISHER_SUFFIX
from dxdesk.update.reading import Update
from dxdesk.update.words import way_words
from ui.dialog import Dialog, NoticeLine, deed_button, muted
from ui.dropping import FileDrop
from ui.icons import icon
from ui.job_bar import JobBar
from ui.publisher_question import ask_about_publisher
from ui.start_calls import while_alive
from ui.update_facts import UpdateFacts
from ui.update_handing_over import HandingOver
from ui.update_jobs import Offer, add_guidance, look, prepare_program
from ui.work import Cancel, CancelledError

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 100
_LINES: Final = 34
_NEW: Final = mark(
    "“{name}” is added. New plans of {year} take it; a plan that was begun offers it on its first page."
)
_ADDED: Final[Mapping[Step, str]] = {
    "same": mark("“{name}” was here already; it was replaced by the same. Nothing else is changed."),
    "older": mark("“{name}” is added. New plans of {year} keep to the newer version that is here."),
}


def open_update(window: "MainWindow") -> "UpdateDialog":
    """Show over the window how an update that came as a file is taken in."""
    dialog = UpdateDialog(window)
    dialog.open()
    return dialog


class UpdateDialog(Dialog):
    """Says what an update is and who made it; adds guidance, or prepares a new version and closes the window."""

    def __init__(self, window: "MainWindow") -> None:
        """Begin without a file."""
        super().__init__(window, _("Update from a file"), _LETTERS, _LINES)
        self._window = window
        self._offer: Offer | None = None
        FileDrop(self, self.take_in)
        self._build()

    def done(self, result: int) -> None:
        """Stop what is going on when the dialog is closed."""
        self.job.call_off()
        super().done(result)

    def ask_file(self) -> None:
        """Ask for an update."""
        dialog = QFileDialog(self, _("Update from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = _("Updates and publishers' keys ({pattern})")
        dialog.setNameFilters(
            [kinds.format(pattern=f"*{SUFFIX} *{PUBLISHER_SUFFIX}"), f"{_('All files')} (*)"]
        )
        dialog.fileSelected.connect(lambda name: self.take_in(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_in(self, file: Path) -> None:
        """Check a file and show what it is; the key of a publisher is asked about. One thing at a time."""
        if self.job.busy:
            words = _(
                "“{name}” was not looked at: wait until this is done, or stop it. Then choose the file anew."
            )
            self.notice.say(words.format(name=file.name), "warning")
            return
        if file.name.lower().endswith(".json"):
            ask_about_publisher(file, self, self.notice)
            return
        self._offer = None
        self._show_nothing()
        cancel = self._begin(_("Checking “{name}”…").format(name=file.name))
        worker = self._window.office.worker
        worker.run(
            look,
            file,
            worker.relayed(while_alive(self, self.job.show_share)),
            cancel,
            done=while_alive(self, self._show),
            failed=while_alive(self, self._fail),
        )

    def install(self) -> None:
        """Take the update in."""
        if self._offer is None:
            return
        worker, update = self._window.office.worker, self._offer.update
        told = worker.relayed(while_alive(self, self.job.show_share))
        failed = while_alive(self, self._fail)
        if self._offer.pack is not None:
            cancel = self._begin(_("Adding the guidance…"))
            worker.run(add_guidance, update, told, cancel, done=while_alive(self, self._added), failed=failed)
            return
        self._window.settle()
        self._window.office.archive.flush()
        cancel = self._begin(_("Laying the new version ready…"))
        data = self._window.office.place.parent
        prepared = partial(self._back_up, update, cancel)
        worker.run(prepare_program, update, data, told, cancel, done=prepared, failed=failed)

    def _build(self) -> None:
        words = _(
            "New guidance or a new version of the program comes as a file that ends in .dxupdate, on a stick or by "
            "mail. It is taken in only where its signature is that of a publisher who is known here."
        )
        self.hint = muted(words)
        self.column.addWidget(self.hint)
        self.facts = UpdateFacts()
        self.column.addWidget(self.facts, 1)
        self.way = muted("")
        self.column.addWidget(self.way)
        self.again = QCheckBox(_("Install this version once &more"))
        self.again.toggled.connect(lambda _on: self._note_choice())
        self.column.addWidget(self.again)
        self.job = JobBar()
        self.column.addWidget(self.job)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.column.addStretch(0)
        self.choose = deed_button(_("Choose a &file…"), self.ask_file)
        self.choose.setIcon(icon("folder"))
        self.deed = deed_button(_("&Add this guidance"), self.install)
        self.deed.setProperty("role", "primary")
        self.close_button = self.add_foot(self.choose, self.deed)
        self._show_nothing()
        self.choose.setFocus()

    def _show_nothing(self) -> None:
        for widget in (self.facts, self.way, self.again, self.deed, self.notice):
            widget.hide()
        self.hint.show()

    def _show(self, offer: Offer) -> None:
        self._end()
        self._offer = offer
        self.hint.hide()
        self.facts.show_offer(offer, self._window.office.preferences.language)
        program, way = offer.pack is None, way_here()
        self.way.setText(way_words(way, offer.update.manifest))
        self.way.setVisible(program)
        self.again.setChecked(False)
        self.again.setVisible(program and way == "installer" and offer.step == "same")
        self.deed.setText(_("&Install and start again") if program else _("&Add this guidance"))
        self.deed.setVisible(not program or way == "installer")
        if offer.pack is not None and offer.step == "same":
            self.notice.say(_("This guidance is here already. Adding it again replaces it by the same."))
        self._note_choice()
        (self.deed if self.deed.isVisibleTo(self) and self.deed.isEnabled() else self.close_button).setFocus()

    def _note_choice(self) -> None:
        asked = self.again.isVisibleTo(self) and not self.again.isChecked()
        self.deed.setEnabled(self._offer is not None and not asked)

    def _added(self, pack: Pack) -> None:
        self._end()
        step = self._offer.step if self._offer is not None else "new"
        self._offer = None
        self._show_nothing()  # what was said of it is true no more
        self._window.note_guidance()
        told = _(_ADDED.get(step, _NEW)).format(name=pack.meta.name, year=pack.meta.year)
        self.notice.say(told, "soft", _("&Undo"), partial(self._take_back, pack) if step != "same" else None)
        self.close_button.setFocus()

    def _take_back(self, pack: Pack) -> None:
        wanted = (pack.meta.id, pack.meta.version)
        for folder in filter(is_own, installed_packs()):
            meta = meta_of(folder)
            if meta is not None and (meta.id, meta.version) == wanted:
                try:
                    remove_pack(folder)
                except OSError as error:
                    words = _("“{name}” cannot be removed: {reason}.")
                    self._refuse(words.format(name=meta.name, reason=reason_of(error)))
                    return
        self._window.note_guidance()
        self.notice.say(_("Everything is as it was before."))

    def _back_up(self, update: Update, prepared: Cancel, ready: Ready) -> None:
        """Back up the plans; whoever stops it, or closes the dialog, leaves nothing of what was laid ready."""

        def stop(error: Exception) -> None:
            give_up(ready)
            while_alive(self, self._fail)(error)

        def go_on(cancel: Cancel) -> None:
            if cancel.cancelled:
                stop(CancelledError())
            else:
                self._hand_over(update, ready)

        if prepared.cancelled:
            stop(CancelledError())
            return
        cancel = self._begin(_("Backing up the plans…"))
        self._window.office.backups.back_up(
            "update",
            done=lambda _backup: go_on(cancel),
            failed=stop,
            progress=while_alive(self, self.job.show_share),
            cancel=cancel,
        )

    def _hand_over(self, update: Update, ready: Ready) -> None:
        """Close the window; what was laid ready begins when the program has ended."""
        window, office = self._window, self._window.office
        office.handing_over = HandingOver(update, ready, office.place.parent)
        self.close()
        if not window.close():
            office.handing_over = None  # something could not be written, and whoever works here stays
            give_up(ready)
            words = _(
                "The new version was not installed, because the window stays open. Nothing was changed."
            )
            window.notice.say(words, "warning")

    def _begin(self, words: str) -> Cancel:
        self.notice.hide()
        for button in (self.choose, self.deed):
            button.setEnabled(False)
        cancel = self.job.begin(words)
        self.job.stop.setFocus()
        return cancel

    def _end(self) -> None:
        self.job.end()
        self.choose.setEnabled(True)
        self._note_choice()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            self._end()
            self.notice.say(_("Stopped. Nothing was changed."))
        elif isinstance(error, (UpdateError, StoreError)):
            self._refuse(str(error))
        else:
            self._end()
            raise error

    def _refuse(self, words: str) -> None:
        self._end()
        self.notice.say(words, "error")
        self.close_button.setFocus()
