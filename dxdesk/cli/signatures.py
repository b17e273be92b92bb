"""What the commands print of a signature."""

from collections.abc import Iterable

from dxdesk.language import translate as _
from dxdesk.signing.report import SignatureReport
from dxdesk.text.days import VIETNAM


def signature_lines(signature: SignatureReport, title: str) -> Iterable[str]:
    """Yield a title, when it was signed and by which clock, and what is wrong with it or that nothing is."""
    yield title
    moment = signature.stamped_at or signature.claimed_at
    if moment is not None:
        when = f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"
        stamped = signature.stamped_at is not None
        words = _("signed {time}, by a time stamp") if stamped else _("signed {time}, by the signer's clock")
        yield "  " + words.format(time=when)
    yield from (f"  {sentence}" for sentence in signature.words())
    if signature.is_sound:
        yield "  " + _("The signature is sound.")


def name_line(signature: SignatureReport) -> str:
    """Return whom a certificate names and of which organisation, as far as it says so."""
    if not signature.organisation or signature.organisation == signature.name:
        return signature.name or "?"
    return _("{name} ({field})").format(name=signature.name, field=signature.organisation)
