"""Somebody with a browser, without one: cookies kept, forms sent, as plain HTTP."""

import re
import time
from html import unescape
from http.client import HTTPConnection
from typing import Final
from urllib.parse import urlencode

from dxdesk.central.accounts import add_account, begin_session, list_accounts
from tests.central.sent import Answered
from tests.central.server import SCHEME, RunningServer

PASSWORD: Final = "một mật khẩu đủ dài"  # noqa: S105 - of users that only tests have


class Visitor:
    """Asks for pages; `headers` go with every request."""

    def __init__(self, url: str, **headers: str) -> None:
        self.cookies: dict[str, str] = {}
        self._host = url.removeprefix("http://").rstrip("/")
        self._headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def get(self, path: str, **headers: str) -> Answered:
        return self._asked("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answered:
        return self._asked("POST", path, urlencode(fields), headers)

    def sign_in(self, name: str, password: str = PASSWORD, onward: str = "/") -> Answered:
        return self.post("/sign-in", {"name": name, "password": password, "next": onward})

    def text(self, path: str) -> str:
        answered = self.get(path)
        assert answered.status == 200, (path, answered.status, answered.headers)
        return words_of(answered)

    def until(self, path: str, words: str) -> None:
        """Ask until a page has these words: on a busy computer, figures may be some seconds old."""
        end = time.monotonic() + 60
        while words not in (found := self.text(path)):
            assert time.monotonic() < end, found
            time.sleep(0.2)

    def _asked(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answered:
        sent = self._headers | {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(self._host, timeout=60)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(value)
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answered(answer.status, found, answer.read())
        finally:
            connection.close()

    def _keep(self, cookie: str) -> None:
        name, _equals, value = cookie.partition(";")[0].partition("=")
        if value.strip('"'):
            self.cookies[name] = value
        else:
            self.cookies.pop(name, None)


def words_of(answered: Answered) -> str:
    """Return the words of a page on one line, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answered.body.decode())).split())


def new_user(server: RunningServer, name: str, area: str = "") -> str:
    """Make a user of the dashboard; return the name."""
    with server.opened() as database, database.writing() as connection:
        add_account(connection, name, PASSWORD, scheme=SCHEME, code=area)
    return name


def signed_in(server: RunningServer, name: str, area: str = "") -> Visitor:
    """Return a new user who has a session and reads English; hashing a password takes its time."""
    visitor = Visitor(server.url)
    visitor.cookies["dxdesk-language"] = "en"
    new_user(server, name, area)
    with server.opened() as database, database.writing() as connection:
        known = next(one for one in list_accounts(connection) if one.name == name)
        visitor.cookies["dxdesk"] = begin_session(connection, known)
    return visitor
