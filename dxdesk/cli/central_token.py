"""`dxdesk central token`: what units send with."""

from argparse import Namespace

from dxdesk.central.tokens import KnownToken, add_token, list_tokens, revoke_token
from dxdesk.cli.central_rooms import opened_database
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.new import find_unit
from dxdesk.cli.output import print_json
from dxdesk.guidance.loading import newest_year
from dxdesk.language import translate as _
from dxdesk.package.format import StatementUnit
from dxdesk.text.days import VIETNAM
from dxdesk.units.catalogue import UnknownSchemeError, catalogue


def add(arguments: Namespace) -> int:
    """Print a new token: the only time that it is shown."""
    unit = find_unit(arguments.unit, arguments.year or newest_year())
    place = StatementUnit(scheme=unit.scheme, code=unit.code, level=unit.level)
    with opened_database(arguments) as database, database.writing() as connection:
        token = add_token(connection, place, arguments.label)
    if arguments.json:
        print_json({"token": token, "unit": place})
        return DONE
    print(_("Token of {unit} ({code}); it is not shown again:").format(unit=unit.name, code=unit.code))
    print(token)
    return DONE


def show(arguments: Namespace) -> int:
    """List the tokens."""
    with opened_database(arguments) as database, database.reading() as connection:
        tokens = list_tokens(connection)
    if arguments.json:
        print_json(tokens)
        return DONE
    for token in tokens:
        print(_line(token))
    return DONE


def revoke(arguments: Namespace) -> int:
    """Shut tokens out; all that are named, or none."""
    with opened_database(arguments) as database, database.writing() as connection:
        for number in arguments.number:
            if not revoke_token(connection, number):
                message = _("There is no token {number} in force. See: dxdesk central token list")
                raise CommandError(message.format(number=number))
    for number in arguments.number:
        print(_("Token {number} is revoked.").format(number=number))
    return DONE


def _line(token: KnownToken) -> str:
    try:
        unit = catalogue(token.unit.scheme).unit(token.unit.code)
    except UnknownSchemeError:
        unit = None
    words = (
        _("{number}. {unit} ({code}), since {since}, revoked {revoked}")
        if token.revoked_at
        else _("{number}. {unit} ({code}), since {since}")
    )
    line = words.format(
        number=token.id,
        unit=unit.name if unit else token.unit.scheme,
        code=token.unit.code,
        since=f"{token.created_at.astimezone(VIETNAM):%d/%m/%Y}",
        revoked=f"{token.revoked_at.astimezone(VIETNAM):%d/%m/%Y}" if token.revoked_at else "",
    )
    return f"{line}: {token.label}" if token.label else line
