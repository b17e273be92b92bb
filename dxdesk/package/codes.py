"""Every remark that reading a package can make: a stable code, its stage, what happened and what to do.

A code keeps its meaning for ever; a new remark gets a new one. DX193
was that signatures are not checked, and is not given again.
"""

from typing import Final, Literal

from dxdesk.language import mark
from dxdesk.value import Value

Stage = Literal[
    "size",
    "container",
    "encoding",
    "syntax",
    "version",
    "schema",
    "characters",
    "digests",
    "signatures",
    "documents",
    "metadata",
    "statement",
    "unit",
    "guidance",
    "revision",
]


class Code(Value, frozen=True, kw_only=True):
    """What one code stands for; the texts have named fields and are translated when they are shown."""

    stage: Stage
    message: str
    cure: str


_ASK_AGAIN = mark("Ask the sender for the file again; your own data are unchanged.")
_EXPORT_AGAIN = mark("Ask the sender to export the plan again with dxdesk.")
_CHOOSE = mark("Choose the file whose name ends in .dxplan.json.")
_RETYPE = mark("Retype the text at this place, then export the plan again.")
_ATTACH_AGAIN = mark("Ask the sender to attach the document again and to export the plan once more.")
_KEPT = mark("Nothing has to be done; it is kept and goes along when the plan is passed on.")
_TELL_OTHER_PROGRAM = mark(
    "Ask the sender to export the plan with dxdesk, or tell the maker of the program that wrote this file."
)

CODES: Final[dict[str, Code]] = {
    "DX101": Code(stage="size", message=mark("The file is empty."), cure=_ASK_AGAIN),
    "DX102": Code(
        stage="size",
        message=mark("The file has {size} MiB; a package may have at most {limit} MiB."),
        cure=mark("Ask the sender to export the plan without its attached documents."),
    ),
    "DX103": Code(
        stage="size",
        message=mark("The file has more than {limit} values; no plan has so many."),
        cure=_ASK_AGAIN,
    ),
    "DX105": Code(
        stage="container", message=mark("This file is {kind}, not a package with a plan."), cure=_CHOOSE
    ),
    "DX111": Code(
        stage="encoding",
        message=mark("The file begins with a byte order mark, so another program has saved it again."),
        cure=_ASK_AGAIN,
    ),
    "DX112": Code(
        stage="encoding",
        message=mark(
            "The file is written in {encoding} instead of UTF-8, so another program has saved it again."
        ),
        cure=_ASK_AGAIN,
    ),
    "DX113": Code(
        stage="encoding",
        message=mark("The byte at offset {offset} is not UTF-8, so the file is damaged."),
        cure=_ASK_AGAIN,
    ),
    "DX121": Code(
        stage="syntax",
        message=mark("The file is no valid JSON: it breaks off at line {line}, column {column}."),
        cure=_ASK_AGAIN,
    ),
    "DX122": Code(
        stage="syntax",
        message=mark("The file ends in the middle, at line {line}, so it did not arrive whole."),
        cure=_ASK_AGAIN,
    ),
    "DX123": Code(
        stage="syntax",
        message=mark("The values in the file are nested more than {limit} levels deep."),
        cure=_TELL_OTHER_PROGRAM,
    ),
    "DX124": Code(
        stage="syntax",
        message=mark("The name “{name}” stands twice in the same place."),
        cure=_TELL_OTHER_PROGRAM,
    ),
    "DX125": Code(stage="syntax", message=mark("{literal} is not a number."), cure=_TELL_OTHER_PROGRAM),
    "DX126": Code(
        stage="syntax",
        message=mark("The number {literal} has a fraction or an exponent; a package has whole numbers only."),
        cure=_TELL_OTHER_PROGRAM,
    ),
    "DX127": Code(
        stage="syntax",
        message=mark("The number {literal} is too large to be kept exactly."),
        cure=_TELL_OTHER_PROGRAM,
    ),
    "DX128": Code(
        stage="syntax", message=mark("The text has half of a character (a lone surrogate)."), cure=_RETYPE
    ),
    "DX131": Code(stage="version", message=mark("This file is not a package with a plan."), cure=_CHOOSE),
    "DX132": Code(
        stage="version",
        message=mark("The file does not say in which version of the format it is written."),
        cure=_EXPORT_AGAIN,
    ),
    "DX133": Code(
        stage="version",
        message=mark(
            "The file is written in version {version}; this program reads versions up to {readable}."
        ),
        cure=mark("Update the program, or ask the sender to export the plan in version 1."),
    ),
    "DX141": Code(
        stage="schema", message=mark("The value does not fit here: {detail}."), cure=_TELL_OTHER_PROGRAM
    ),
    "DX142": Code(
        stage="schema",
        message=mark("“{found}” is spelled otherwise than it is signed: {expected}."),
        cure=_TELL_OTHER_PROGRAM,
    ),
    "DX143": Code(
        stage="schema",
        message=mark("The member “{name}” is left out; what is signed has all members, also empty ones."),
        cure=_TELL_OTHER_PROGRAM,
    ),
    "DX145": Code(
        stage="characters",
        message=mark("The accents of the text are not in the standard form (NFC), from {character} on."),
        cure=_RETYPE,
    ),
    "DX146": Code(
        stage="characters",
        message=mark("The text has a character that must not be there: {character}."),
        cure=_RETYPE,
    ),
    "DX151": Code(
        stage="digests",
        message=mark("This file was changed after it was exported: the plan does not match its digest."),
        cure=mark(
            "Ask for the file again where it came from; the data here are unchanged. "
            "A draft of your own is changed in the program, not by hand."
        ),
    ),
    "DX152": Code(
        stage="digests",
        message=mark("This file was changed after it was exported: the statement does not match its digest."),
        cure=_ASK_AGAIN,
    ),
    "DX155": Code(
        stage="signatures",
        message=mark("A signature in the file is damaged: its data are not base64."),
        cure=_ASK_AGAIN,
    ),
    "DX156": Code(
        stage="signatures",
        message=mark("A signature in the file does not fit its statement, or is damaged."),
        cure=mark("Ask who sent the file for it as it was signed; the plan itself is whole."),
    ),
    "DX157": Code(
        stage="signatures",
        message=mark("{name} has signed; the certificate comes from an issuer that is not trusted here."),
        cure=mark("Get the certificate of the issuer from a place that you trust, and name it as trusted."),
    ),
    "DX158": Code(
        stage="signatures",
        message=mark("{name} has signed, but the certificate does not hold. {reason}."),
        cure=mark("Ask the signer to sign the package anew with a certificate that is valid."),
    ),
    "DX159": Code(
        stage="signatures",
        message=mark("{name} has signed with a certificate that has expired since. {reason}."),
        cure=mark("Nothing has to be done where you trust the signer's clock."),
    ),
    "DX161": Code(
        stage="documents",
        message=mark("“{name}” cannot be the name of an attached document."),
        cure=_ATTACH_AGAIN,
    ),
    "DX162": Code(
        stage="documents",
        message=mark("Two attached documents have the name “{name}”."),
        cure=_ATTACH_AGAIN,
    ),
    "DX163": Code(
        stage="documents",
        message=mark("The attached document “{name}” is damaged: its data are not base64."),
        cure=_ASK_AGAIN,
    ),
    "DX164": Code(
        stage="documents",
        message=mark("The attached document “{name}” has {found} bytes instead of {stated}."),
        cure=_ASK_AGAIN,
    ),
    "DX165": Code(
        stage="documents",
        message=mark("The attached document “{name}” was changed: it does not match its digest."),
        cure=_ASK_AGAIN,
    ),
    "DX166": Code(
        stage="documents",
        message=mark(
            "The name “{name}” or the type {media_type} does not fit a document of the kind {role}."
        ),
        cure=_ATTACH_AGAIN,
    ),
    "DX167": Code(
        stage="signatures",
        message=mark("A signature of the PDF “{name}” does not hold: {reason}."),
        cure=mark("Ask who sent the file for it as it was signed; the plan itself may be whole."),
    ),
    "DX168": Code(
        stage="signatures",
        message=mark(
            "A signature of the PDF “{name}” was made with a certificate that does not hold: {reason}."
        ),
        cure=mark("Ask the signer to sign the document anew with a certificate that is valid."),
    ),
    "DX169": Code(
        stage="signatures",
        message=mark("It is not known who signed the PDF “{name}”: {reason}."),
        cure=mark("Get the certificate of the issuer from a place that you trust, and name it as trusted."),
    ),
    "DX170": Code(
        stage="signatures",
        message=mark("The document “{name}” is called a signed PDF, but has no signature."),
        cure=mark("Ask the sender for the PDF as it was signed."),
    ),
    "DX171": Code(
        stage="metadata",
        message=mark("The document data say “{stated}” where the plan has “{planned}”."),
        cure=_EXPORT_AGAIN,
    ),
    "DX175": Code(
        stage="statement",
        message=mark("The statement says “{stated}” where the plan has “{planned}”."),
        cure=_EXPORT_AGAIN,
    ),
    "DX181": Code(
        stage="unit",
        message=mark("There is no unit with the code {code} in the administrative map {scheme}."),
        cure=mark("Ask the sender to choose the unit again, or update the program."),
    ),
    "DX182": Code(
        stage="unit",
        message=mark(
            "The unit {code} is given as {stated}, but it is {mapped} in the administrative map {scheme}."
        ),
        cure=mark("Ask the sender to choose the unit again, or update the program."),
    ),
    "DX183": Code(
        stage="unit",
        message=mark("This program does not have the administrative map {scheme}."),
        cure=mark("Update the program; the file can be read then."),
    ),
    "DX184": Code(
        stage="unit",
        message=mark(
            "A plan of {year} belongs to the administrative map {expected}, but this names {scheme}."
        ),
        cure=mark("Ask the sender to choose the unit again for the year of the plan."),
    ),
    "DX185": Code(
        stage="revision",
        message=mark("The first revision of a plan cannot follow another one."),
        cure=_EXPORT_AGAIN,
    ),
    "DX186": Code(
        stage="revision",
        message=mark("The file “{name}” is of another plan: unit {unit}, year {year}."),
        cure=mark("Name the earlier revisions of the same unit and year only."),
    ),
    "DX187": Code(
        stage="revision",
        message=mark("Revision {revision} does not name this revision {previous} as the one before it."),
        cure=mark("Ask the sender which of the two counts, and for the whole chain of revisions."),
    ),
    "DX188": Code(
        stage="revision",
        message=mark("Revision {previous} is missing, so it is not known what revision {revision} follows."),
        cure=mark("Name the file of this revision too; without it, nothing speaks against the package."),
    ),
    "DX189": Code(
        stage="revision",
        message=mark(
            "The file “{name}” is revision {found}, which does not come before revision {revision}."
        ),
        cure=mark("Name the earlier revisions only."),
    ),
    "DX191": Code(
        stage="schema",
        message=mark("“{name}” comes from version {version}, which is newer than this program."),
        cure=_KEPT,
    ),
    "DX192": Code(
        stage="digests",
        message=mark("This plan is a draft: it has not been sealed."),
        cure=mark("Treat it as a draft; a plan that counts is exported again after it is issued."),
    ),
    "DX194": Code(
        stage="guidance",
        message=mark("The plan was written with the guidance {id}, which is not on this computer."),
        cure=mark(
            "Ask for this guidance (a file .dxupdate) and add it to see its tasks by name; the plan itself is complete."
        ),
    ),
    "DX195": Code(
        stage="guidance",
        message=mark(
            "The plan was written with version {version} of the guidance {id}; another one is on this computer."
        ),
        cure=mark("Add this version if a task or an indicator seems to be missing."),
    ),
    "DX197": Code(
        stage="statement",
        message=mark("Plans of {year} are not taken here."),
        cure=mark(
            "Open the year at the receiver if they are to be taken (dxdesk central receiver --year), then let it look again."
        ),
    ),
    "DX198": Code(
        stage="revision",
        message=mark("Another package of this unit, year {year} and revision {revision} came too."),
        cure=mark("See both with “dxdesk central conflicts”, and say which counts."),
    ),
}
