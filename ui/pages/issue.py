"""From the plan that is written to the one that is issued: sealed, signed, come home, recorded."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog

from dxdesk.issuing.closing import sealed_files
from dxdesk.issuing.faults import OpenErrorsError, UnfitIssueError
from dxdesk.issuing.registry import check_issue, issue_remarks
from dxdesk.language import translate as _
from dxdesk.package.reading import read_package
from dxdesk.plan.model import Plan
from dxdesk.plan.wording import default_year
from dxdesk.signing.sign_role import Role
from dxdesk.store.clock import ahead_of_clock, clock_words
from dxdesk.store.values import Paper, Revision
from dxdesk.text.days import UnclearDayError
from ui.desk import Desk
from ui.office import Office
from ui.pages.export_trouble import unfit
from ui.pages.issue_answers import IssueAnswers
from ui.pages.issue_confirm import confirm_clock, confirm_issue, confirm_reopen, confirm_reseal
from ui.pages.issue_content import ContentPanel
from ui.pages.issue_data import DataPanel
from ui.pages.issue_earlier import EarlierPanel
from ui.pages.issue_keeping import PaperKeeping
from ui.pages.issue_papers import PaperDeeds, PapersPanel, papers_words
from ui.pages.issue_registry import RegistryPanel
from ui.pages.issue_run import IssueRun
from ui.pages.issue_sending import SendingPanel, open_sending
from ui.pages.issue_signing import SigningPanel
from ui.pages.issue_steps import IssueSteps
from ui.pages.issue_trouble import refusal, refused
from ui.pages.page import FormPage
from ui.pages.section import Section
from ui.sign_dialog import SignDialog

if TYPE_CHECKING:
    from dxdesk.signing.homecoming import Homecoming


class IssuePage(FormPage):
    """One step below the other; those that are not due yet are not shown."""

    def __init__(self, desk: Desk, office: Office) -> None:
        """Show how far the plan on the desk is."""
        lead = _(
            "The plan is sealed, signed here, elsewhere or by pen, and the signed file is taken back in; "
            "with number and day it is issued."
        )
        super().__init__(desk, "issue", _("Sign and issue"), lead=lead)
        self._office = office
        self.run = IssueRun(desk, office, self)
        self.signed: Homecoming | None = None
        self._newest: Paper | None = None
        self.content = ContentPanel(desk, office.signing, self.seal, self.reopen)
        self.signing = SigningPanel(self.ask_signature)
        self.answers = IssueAnswers()
        keeping = PaperKeeping(desk, office.worker, self.answers, self)
        self.papers = PapersPanel(
            PaperDeeds(self.choose_file, self.take_in, keeping.open, keeping.save, keeping.remove)
        )
        self.registry = RegistryPanel(desk.drafts, self.record, self.fill)
        self.sending = SendingPanel(desk, self.send)
        self.steps = IssueSteps(self, self.content, self.signing, self.registry)
        self.data = DataPanel(desk, office)
        self.earlier = EarlierPanel(keeping.save_package)
        self._arrange()
        self._wire()
        self.refresh()

    @property
    def revision(self) -> Revision | None:
        """The sealed revision that is signed, or was issued; None while a draft is written."""
        return self.desk.standing.sealed if self.desk.standing.phase != "draft" else None

    def bring_to(self, path: str) -> None:  # noqa: ARG002 - the page has no places of the plan
        """Put the focus on what is to be done next."""
        self.steps.go_on()

    def refresh(self) -> None:
        """Show how far the plan is now; the focus goes on to the next step where its own is done."""
        with self.steps.keeping_focus():
            self._refresh()

    def _refresh(self) -> None:
        self.content.refresh()
        self.sending.refresh()
        revision = self.revision
        is_waiting = revision is not None and revision.issued_at is None
        papers = self.desk.book.papers(revision.number) if revision else ()
        self._sections["signing"].setVisible(is_waiting)
        self._sections["papers"].setVisible(revision is not None)
        self._sections["registry"].setVisible(is_waiting and bool(papers))
        self._sections["data"].setVisible(revision is not None)
        earlier = [each for each in self.desk.book.revisions if each.issued_at and each != revision]
        self.earlier.show_revisions(earlier)
        self._sections["earlier"].setVisible(bool(earlier))
        if revision is not None:
            self.registry.begin(revision.number)
            self.papers.show_papers(papers, can_change=is_waiting, about=papers_words(revision, papers))
            with self.answers.telling():
                self._verify(papers, revision)
                self.data.show_revision(revision)

    def seal(self) -> None:
        """Seal the plan; where papers have come for what was sealed before, or it is signed, ask first."""
        self.answers.clear()
        with self.answers.telling():
            papers, signatures = self._at_stake()
            if self._stays():
                return
            if papers or signatures:
                confirm_reseal(self, papers, signatures, self._seal_by_clock)
            else:
                self._seal_by_clock()

    def _seal_by_clock(self) -> None:
        """Seal it; where the plan is younger than the clock says, ask first."""
        now = datetime.now(UTC)
        ahead = self.desk.archive.read(lambda store: ahead_of_clock(store, now, self.desk.plan_id))
        if ahead is None:
            self.run.seal()
        else:
            confirm_clock(self, clock_words(ahead, now), self.run.seal)

    def reopen(self) -> None:
        """Take the sealing back; where papers have come already, or it is signed, ask first."""
        revision = self.revision
        if revision is None:
            return
        if self._stays():
            return
        papers, signatures = self._at_stake()
        reopen = partial(self.desk.book.reopen, revision.number)
        if papers or signatures:
            confirm_reopen(self, papers, signatures, reopen)
        else:
            reopen()

    def _stays(self) -> bool:
        """Say whether the sealed revision is sent, so that it must stay as it is; tell what to do then."""
        revision = self.revision
        is_out = revision is not None and revision.issued_at is None and self.desk.book.is_out(revision)
        if is_out:
            words = _(
                "This revision stands in the outbox, so it stays as it is. If it has not left yet, choose “Do not "
                "send it” there first; otherwise record it as issued, and write an amendment."
            )
            self._refuse(words)
        return is_out

    def _at_stake(self) -> tuple[int, int]:
        """Return how many papers, and signatures of the data, the sealed revision has."""
        revision, book = self.revision, self.desk.book
        if revision is None:
            return 0, 0
        return len(book.papers(revision.number)), len(book.signatures(revision.number))

    def choose_file(self) -> None:
        """Ask for the file that came home."""
        kinds = _("Signed PDF, or a scan (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;All files (*)")
        found, _kind = QFileDialog.getOpenFileName(self, _("Choose the signed file"), "", kinds)
        if found:
            self.take_in(Path(found))

    def take_in(self, path: Path) -> None:
        """Take a file in that came home, if it belongs to the sealed revision. Word files are compared."""
        self.answers.clear()
        if path.suffix.lower() == ".docx":
            self.desk.comparison_wanted.emit(path)
        elif self.revision is None:
            self._refuse(_("Seal the plan first: only what is sealed can have been signed."))
        elif self.revision.issued_at is not None:
            self._refuse(_("This revision is issued already, and stays as it is."))
        else:
            with self.answers.telling():
                self.run.take_in(path, self.revision)

    def ask_signature(self, role: Role) -> None:
        """Ask what to sign the newest state of the PDF with, and sign it."""
        revision, newest = self.revision, self._newest
        if revision is None:
            return
        self.answers.clear()
        book, keep = self.desk.book, partial(self.run.keep_signed, revision, newest)
        with self.answers.telling():
            data = book.paper(newest) if newest else sealed_files(book.package(revision.number)).pdf
            SignDialog(self, self._office, role, data, keep).open()

    def send(self) -> None:
        """Ask to whom the sealed revision is sent, and how."""
        self.answers.clear()
        open_sending(self.desk, self._office, self)

    def fill(self) -> None:
        """Write number and day into the signed PDF."""
        self.answers.clear()
        with self.answers.telling():
            read = self._read_registry()
            if read is not None and self.revision is not None and self._newest is not None:
                self.run.fill(self.revision, self._newest, *read)

    def record(self) -> None:
        """Record that the revision is issued, after asking."""
        self.answers.clear()
        revision, read = self.revision, None
        with self.answers.telling():
            read = self._read_registry()
        if revision is not None and read is not None:
            number, day = read
            remarks = issue_remarks(self._sealed_plan(revision), revision.profile, day, self.signed)
            confirm_issue(self, number, day, remarks, lambda: self._issue(revision, number, day))

    def _issue(self, revision: Revision, number: str, day: date) -> None:
        self.desk.book.issue(revision.number, number, day)
        self.registry.forget()

    def _read_registry(self) -> tuple[str, date] | None:
        """Return number and day; where they do not fit, say so below them."""
        revision = self.revision
        if revision is None:
            return None
        plan = self._sealed_plan(revision)
        try:
            number, day = self.registry.read(default_year(plan))
            check_issue(plan, number, day, date.today(), self.signed)  # noqa: DTZ011 - the day at the desk
        except (UnclearDayError, UnfitIssueError) as error:
            self.registry.say_trouble(str(error))
            return None
        self.registry.say_trouble("")
        return number, day

    def _sealed_plan(self, revision: Revision) -> Plan:
        return read_package(self.desk.book.package(revision.number)).package.plan

    def _arrange(self) -> None:
        self.add_widget(self.content)
        self.add_widget(self.answers)
        self._sections = {
            "signing": Section(_("Sign on this computer"), self.signing),
            "papers": Section(_("The signed paper"), self.papers),
            "registry": Section(_("Number and day"), self.registry),
            "data": Section(_("Signature of the data"), self.data),
            "sending": Section(_("Send it"), self.sending),
            "earlier": Section(_("Earlier revisions"), self.earlier),
        }
        for section in self._sections.values():
            self.add_widget(section)
        self.column.addStretch(1)

    def _wire(self) -> None:
        for signal in (self.desk.reviewed, self._office.signing.changed):
            signal.connect(self._follow)
        self.answers.came.connect(self._bring_answer)
        self.answers.left.connect(self.steps.go_on)
        self.run.begun.connect(self.answers.work)
        self.run.ended.connect(self.answers.rest)
        self.run.failed.connect(self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has happened while other pages were in front."""
        super().showEvent(event)
        self.refresh()

    def _follow(self) -> None:
        """Follow what happens while the page is in front: to see what was changed takes its time."""
        if self.isVisible():
            self.refresh()

    def _bring_answer(self) -> None:
        QTimer.singleShot(0, self.answers, lambda: self.bring_into_sight(self.answers))

    def _verify(self, papers: Sequence[Paper], revision: Revision) -> None:
        """Look at the signed PDF of the revision; the newest one counts."""
        signed = [paper for paper in papers if paper.role == "signed-pdf"]
        self._newest = signed[0] if signed else None
        if self._newest is None:
            self._know(None, revision)
        for paper in signed:
            self.run.verify(paper, revision, partial(self._judge, paper, revision))

    def _judge(self, paper: Paper, revision: Revision, found: "Homecoming") -> None:
        if paper.id in self.papers.lines:
            self.papers.lines[paper.id].show_verdict(found)
        if self._newest is not None and paper.id == self._newest.id:
            self._know(found, revision)

    def _know(self, signed: "Homecoming | None", revision: Revision) -> None:
        """Show what follows from who has signed."""
        with self.steps.keeping_focus():
            self._show_known(signed, revision)

    def _show_known(self, signed: "Homecoming | None", revision: Revision) -> None:
        self.signed = signed
        self.signing.show_signatures(revision, signed)
        document = self.desk.plan.document
        number = (signed.number if signed else "") or document.number
        day = (signed.issued_on if signed else None) or document.issued_on
        self.registry.propose(number, day, document.symbol)
        is_open = signed is not None and not signed.number and "agency" not in _fields_of(signed)
        self.registry.fill.setVisible(revision.profile == "fillable" and is_open)

    def _refuse(self, words: str) -> None:
        self.answers.show_answer(refused(words))

    def _fail(self, error: Exception) -> None:
        if isinstance(error, OpenErrorsError):
            self.desk.review()
            return
        answer = refusal(error) or unfit(error, self.desk)
        if answer is None:
            raise error
        self.answers.show_answer(answer)


def _fields_of(signed: "Homecoming") -> set[str]:
    return {one.field for one in signed.report.signatures}
