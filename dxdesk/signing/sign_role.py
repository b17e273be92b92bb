"""Whose signature it is; both have a field of their name in the PDF."""

from typing import Final, Literal

Role = Literal["signer", "agency"]
# The one who is competent signs before the agency (Decree 30/2020, article 12).
ROLES: Final[tuple[Role, ...]] = ("signer", "agency")
