"""A mail as text (RFC 5322), written so that every mail program reads its Vietnamese."""

from email.charset import QP, Charset
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from typing import Final

from dxdesk.language import translate as _
from dxdesk.text.characters import clean

POLICY: Final = compat32.clone(linesep="\r\n")


class MailError(Exception):
    """A mail cannot be made; the text says why and what to do."""


def read_mail_address(text: str) -> Address:
    """Return a mail address in ASCII.

    Raises:
        MailError: it is none.
    """
    try:
        address = Address(addr_spec=text.strip())
    except (ValueError, IndexError, HeaderParseError):  # for the many ways to be none
        address = Address()
    domain = address.domain
    plain = text.isascii() and text.isprintable() and not set(text.strip()) & set(' <>,;:"()[]\\')
    if not (plain and address.username and "." in domain.strip(".")):
        sentence = _("“{address}” is no mail address. Correct it, then try again.")
        raise MailError(sentence.format(address=text))
    return address


def text_message(subject: str, body: str, *, to: str, receiver: str, boundary: str) -> MIMEMultipart:
    """Return a message with a text; `to` may be empty, `receiver` is the name beside the address.

    The library's newer interface writes long headers in words of base64, of which a mail program drops the second
    where the first ends in "=" (mu 1.8 with GMime); words of quoted-printable are read by all.

    Raises:
        MailError: the address cannot be used.
    """
    message = MIMEMultipart(boundary=boundary)
    if to:
        message["To"] = _named(read_mail_address(to), receiver)
    message["Subject"] = Header(subject, _quoted(), header_name="Subject").encode()
    text = MIMENonMultipart("text", "plain", charset="utf-8")
    text.set_payload(body, _quoted())
    message.attach(text)
    return message


def _named(address: Address, name: str) -> str:
    header = Header(header_name="To")
    if words := " ".join(clean(name, many_lines=False).split()):
        header.append(words, _quoted())
    header.append(f"<{address.addr_spec}>", "us-ascii")
    return header.encode()


def _quoted() -> Charset:
    charset = Charset("utf-8")
    charset.header_encoding = charset.body_encoding = QP
    return charset
