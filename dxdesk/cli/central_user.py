"""`dxdesk central user`: who may look at the figures in the browser."""

from argparse import Namespace

from dxdesk.central.accounts import Account, add_account, folded_name, list_accounts, revoke_account
from dxdesk.central.passwords import new_password
from dxdesk.cli.central_rooms import opened_database, told
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import secret_in
from dxdesk.cli.new import find_unit
from dxdesk.cli.output import print_json
from dxdesk.guidance.loading import newest_year
from dxdesk.language import translate as _
from dxdesk.text.days import VIETNAM
from dxdesk.units.catalogue import Unit, UnknownSchemeError, catalogue


def add(arguments: Namespace) -> int:
    """Make a user; a password of ours is printed, the only time that it is shown."""
    area = _area(arguments)
    password = secret_in(arguments.password_file) if arguments.password_file else new_password()
    name = told(lambda: folded_name(arguments.name))

    def make() -> None:
        with database.writing() as connection:
            where = {"scheme": area.scheme, "code": area.code} if area else {}
            add_account(connection, name, password, **where)

    with opened_database(arguments) as database:
        told(make)
    shown = None if arguments.password_file else password
    if arguments.json:
        print_json({"name": name, "password": shown, "area": area.code if area else None})
        return DONE
    if shown is None:
        print(_("The user {name} can sign in.").format(name=name))
        return DONE
    print(_("Password of {name}; it is not shown again:").format(name=name))
    print(shown)
    return DONE


def show(arguments: Namespace) -> int:
    """List the users."""
    with opened_database(arguments) as database, database.reading() as connection:
        accounts = list_accounts(connection)
    if arguments.json:
        print_json(accounts)
        return DONE
    for account in accounts:
        print(_line(account))
    return DONE


def revoke(arguments: Namespace) -> int:
    """Shut users out; all that are named, or none."""
    with opened_database(arguments) as database, database.writing() as connection:
        for name in arguments.name:
            if not told(lambda name=name: revoke_account(connection, name)):  # type: ignore[misc]
                message = _("There is no user “{name}”. See: dxdesk central user list")
                raise CommandError(message.format(name=name))
    for name in arguments.name:
        print(_("The user {name} is shut out.").format(name=name))
    return DONE


def _area(arguments: Namespace) -> Unit | None:
    if arguments.area is None:
        return None
    unit = find_unit(arguments.area, arguments.year or newest_year())
    if unit.level == "xa":
        message = _("A user is for a province or a district; {unit} is neither. Name the one above it.")
        raise CommandError(message.format(unit=unit.name))
    return unit


def _line(account: Account) -> str:
    words = (
        _("{name}: {area}, since {since}, revoked {revoked}")
        if account.revoked_at
        else _("{name}: {area}, since {since}")
    )
    return words.format(
        name=account.name,
        area=_area_name(account),
        since=f"{account.created_at.astimezone(VIETNAM):%d/%m/%Y}",
        revoked=f"{account.revoked_at.astimezone(VIETNAM):%d/%m/%Y}" if account.revoked_at else "",
    )


def _area_name(account: Account) -> str:
    if not account.code:
        return _("everything")
    try:
        unit = catalogue(account.scheme).unit(account.code)
    except UnknownSchemeError:
        unit = None
    return f"{unit.name} ({account.code})" if unit else f"{account.scheme}:{account.code}"
