"""A Word file of the open plan as a leader sends it back, and the dialog that compares it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from dxdesk.document.compose import compose
from dxdesk.render.docx.writing import write_docx
from tests.comparison.returned import comment, replace, returned, track_insertion
from ui.main_window import MainWindow
from ui.word_comparison import WordComparison, open_word_comparison


def open_returned(window: MainWindow) -> WordComparison:
    """Compare the open plan with a file in which a value, words of the program and a comment are new."""
    assert window.view is not None
    desk = window.view.desk
    name = desk.plan.document.recipients[0].rstrip(".;,")
    edits = (
        replace(name, f"{name}, Phòng Nội vụ"),
        replace("như sau:", "với nội dung sau:"),
        comment("Căn cứ", "Kiểm tra lại hiệu lực của văn bản này."),
        track_insertion(desk.plan.goals.general[:40], " Lấy người dân làm trung tâm."),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ke-hoach-lanh-dao-sua.docx"
        path.write_bytes(returned(*edits, data=write_docx(compose(desk.plan, desk.pack))))
        dialog = open_word_comparison(window, path)
        assert dialog is not None
        assert window.office.worker.wait_idle(30)
    QApplication.processEvents()
    return dialog
