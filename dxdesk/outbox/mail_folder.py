"""A mail laid out for the web mail of an office: a folder with just the files to attach, and each text to copy."""

from pathlib import Path
from typing import Final

from dxdesk.exchange.message import MailError
from dxdesk.files import FileError, write_files
from dxdesk.language import translate as _
from dxdesk.outbox.mail import Mail, draft_message

ATTACH: Final = "attach"
MESSAGE: Final = "message.eml"


def write_mail_folder(folder: Path, mail: Mail) -> tuple[Path, ...]:
    """Write the files of a mail: `attach/` with just those to attach, `message.eml`, and the texts to copy.

    Return what was written. All of it is there afterwards, or all is as it was.

    Raises:
        FileError: a file cannot be written.
        MailError: the address cannot be used, or other files lie where those to attach go.
    """
    attach = folder / ATTACH
    names = {each.name for each in mail.files}
    try:
        attach.mkdir(parents=True, exist_ok=True)
        others = sorted(each.name for each in attach.iterdir() if each.name not in names)
    except OSError as error:
        raise FileError("no_access", attach / MESSAGE, error.strerror or str(error)) from error
    if others:
        sentence = _(
            "In “{folder}” there is “{name}” already, which would be attached by mistake. Choose an empty folder."
        )
        raise MailError(sentence.format(folder=attach, name=others[0]))
    texts = {"to.txt": mail.letter.to, "subject.txt": mail.letter.subject, "body.txt": mail.letter.body}
    files = {attach / each.name: each.data for each in mail.files}
    files |= {folder / name: _text(text) for name, text in texts.items()}
    files[folder / MESSAGE] = draft_message(mail)
    write_files(files)
    return tuple(files)


def _text(text: str) -> bytes:
    """Return a text as every editor of Windows shows it, also those that know no UTF-8 without its mark."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
