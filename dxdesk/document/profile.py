"""Which fields of a form the PDF has: two ways to sign it elsewhere, and one that the registry fills in too."""

from collections.abc import Mapping
from typing import Final, Literal

# Where something is put in after the document is made. None is the beginning of another: some programs
# find a field by the beginning of its name.
FieldName = Literal["signer", "agency", "number", "day", "month"]
Profile = Literal["flat", "fields", "fillable"]

# flat: no field at all, for a signing tool that places its own; fields: those of the two signatures;
# fillable: number and day as well.
PROFILES: Final[Mapping[Profile, frozenset[FieldName]]] = {
    "flat": frozenset(),
    "fields": frozenset({"signer", "agency"}),
    "fillable": frozenset({"signer", "agency", "number", "day", "month"}),
}
