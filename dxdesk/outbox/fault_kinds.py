"""The faults of sending: a code, whether trying again helps, what happened and what to do."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from dxdesk.language import mark

# "soon": by itself, with growing pauses; "later": by itself too, but there is no hurry;
# "person": only after somebody has done something about it.
Retry = Literal["soon", "later", "person"]


# What an access code mends that is entered.
FOR_CODE: Final = frozenset({"token", "no_token", "key_store"})


class Kind(NamedTuple):
    """Whether a fault is tried again, and its sentence in English."""

    retry: Retry
    sentence: str


KINDS: Final[Mapping[str, Kind]] = {
    # The way to the receiver.
    "offline": Kind(
        "soon",
        mark("There is no connection to {host}. Check the network."),
    ),
    "no_host": Kind(
        "soon",
        mark(
            "The name {host} is not found. Check the network; if other addresses open, check that of the destination."
        ),
    ),
    "cut": Kind("soon", mark("The connection to {host} broke off.")),
    "silent": Kind("soon", mark("{host} did not answer in time.")),
    "proxy": Kind(
        "later",
        mark(
            "The proxy {proxy} made no connection ({reason}). Check the proxy settings of this computer, or ask "
            "whoever looks after the network."
        ),
    ),
    "proxy_password": Kind(
        "person",
        mark(
            "The proxy {proxy} asks for a name and a password. Ask whoever looks after the network to set them up on "
            "this computer."
        ),
    ),
    "portal": Kind(
        "later",
        mark(
            "Instead of the receiver, a page of the network has answered. Open a web browser and sign in to the "
            "network."
        ),
    ),
    "moved": Kind(
        "later",
        mark(
            "{host} points to another address, and nothing was sent there. Sign in to the network if it asks for "
            "that; otherwise ask the receiver for its present address."
        ),
    ),
    "between": Kind(
        "later",
        mark(
            "Something between this computer and {host} has refused the connection (error {status}). Ask whoever "
            "looks after the network to allow it."
        ),
    ),
    # Whether it is the receiver at all.
    "untrusted": Kind(
        "person",
        mark(
            "The certificate of {host} comes from an issuer that is not trusted, so nothing was sent. Sign in to the "
            "network if it asks for that; otherwise ask the receiver for the certificate of its authority."
        ),
    ),
    "expired": Kind(
        "person",
        mark(
            "The certificate of {host} is not valid at this time, so nothing was sent. Check the day and the time of "
            "this computer; if they are right, tell the receiver."
        ),
    ),
    "other_name": Kind(
        "person",
        mark(
            "The certificate of {host} belongs to another address, so nothing was sent. Check the address of the "
            "destination, and sign in to the network if it asks for that."
        ),
    ),
    "unsafe": Kind(
        "later",
        mark(
            "No safe connection to {host} can be made ({reason}), so nothing was sent. Sign in to the network if it "
            "asks for that; if it stays so, tell the receiver."
        ),
    ),
    "other_service": Kind(
        "person",
        mark("At {host} there is no service that takes plans. Check the address of the destination."),
    ),
    "other_key": Kind(
        "person",
        mark(
            "{host} signs its receipts with another certificate than before, so nothing was sent. Ask the receiver "
            "whether it has changed it, by telephone for instance, and take its new address book."
        ),
    ),
    "bad_receipt": Kind(
        "person",
        mark(
            "The receipt of {host} does not hold, so the package does not count as received. {reason} Tell the "
            "receiver."
        ),
    ),
    "garbled": Kind(
        "later",
        mark("The answer of {host} cannot be read. If it stays so, tell the receiver."),
    ),
    # What the destination's entry lacks.
    "address": Kind(
        "person",
        mark(
            "The address “{address}” cannot be used. It must begin with https:// and name the receiver's computer."
        ),
    ),
    "no_address": Kind(
        "person",
        mark(
            "The address book has no address on the network for “{name}”. Enter it, or take a newer address book."
        ),
    ),
    "authority": Kind(
        "person",
        mark("The certificate of the receiver's authority cannot be read. Take a file in PEM form."),
    ),
    # What the receiver says of this package.
    "draft": Kind("person", mark("The package is a draft. Seal the plan first, then send it.")),
    "closed_year": Kind(
        "person",
        mark("{host} does not take plans of the year {year} now. Ask the receiver until when it does."),
    ),
    "other_version": Kind(
        "person",
        mark(
            "{host} does not take packages of version {version}. Bring the program up to date, or ask the receiver."
        ),
    ),
    "too_large": Kind(
        "person",
        mark(
            "“{name}” is too large for {host}: {size} KB, where at most {limit} KB are taken. Scan it with fewer "
            "dots, or hand it over on a stick."
        ),
    ),
    "no_token": Kind(
        "person",
        mark("There is no access code for {host} yet. Enter the one that the receiver gave to the unit."),
    ),
    "key_store": Kind("person", mark("The access code of this unit cannot be read. {detail}")),
    "damaged": Kind(
        "person",
        mark(
            "The package in the outbox is damaged, so it was not sent. Send the revision once more. {detail}"
        ),
    ),
    "token": Kind(
        "person",
        mark(
            "{host} does not know the access code of this unit. Ask the receiver for a new one and enter it."
        ),
    ),
    "forbidden": Kind(
        "person",
        mark("{host} does not take this package from this unit. {detail}"),
    ),
    "conflict": Kind(
        "person",
        mark(
            "{host} has another package of this unit, year and revision already. If the plan was changed, seal an "
            "amendment and send that; otherwise ask the receiver."
        ),
    ),
    "refused": Kind(
        "person",
        mark("{host} has found faults in the package and has not taken it. {detail}"),
    ),
    "malformed": Kind(
        "person",
        mark("{host} cannot use what was sent (error {status}). Bring the program up to date. {detail}"),
    ),
    "document": Kind(
        "person",
        mark("{host} does not take the document “{name}”. {detail} Tell the receiver."),
    ),
    "busy": Kind("soon", mark("{host} is busy and asks to wait.")),
    "trouble": Kind(
        "soon",
        mark("{host} has a trouble of its own (error {status}). If it stays so, tell the receiver."),
    ),
}
