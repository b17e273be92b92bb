"""Who comes in to the dashboard, and who does not."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from dxdesk.central.account_tables import ACCOUNT, SESSION
from dxdesk.central.pages.doorkeeper import own_address
from dxdesk.central.passwords import hashed, is_of
from tests.central.browsing import PASSWORD, Visitor, new_user, signed_in, words_of
from tests.central.imports import central
from tests.central.server import RunningServer, running_server


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")


def test_nobody_sees_anything_without_signing_in(server: RunningServer) -> None:
    for path in ("/", "/2023/vn", "/2023/42/units?state=missing", "/account", f"/packages/{'a' * 64}/file"):
        answered = Visitor(server.url).get(path)
        assert answered.status == 303
        assert answered.headers["location"].startswith("/sign-in?next=%2F")
    assert Visitor(server.url).get("/sign-in?next=/2023/vn").status == 200


def test_one_goes_on_to_what_was_asked_for(server: RunningServer) -> None:
    visitor = Visitor(server.url)
    answered = visitor.sign_in(new_user(server, "onward"), onward="/2023/42/units?state=missing")
    assert (answered.status, answered.headers["location"]) == (303, "/2023/42/units?state=missing")
    assert visitor.get("/2023/42/units?state=missing").status == 200
    assert visitor.get("/sign-in").status == 303


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "//[",
        "https://evil.example/",
        "/\\evil.example",
        "evil",
        "",
        "/\r\nX: y",
        "javascript:alert(1)",
        "/ờ",
    ],
)
def test_nobody_is_led_elsewhere(address: str) -> None:
    assert own_address(address) == "/"


def test_case_and_form_of_a_name_do_not_matter(server: RunningServer) -> None:
    new_user(server, "Nguyễn.Đức")
    assert Visitor(server.url).sign_in("NGUYỄN.ĐỨC ").status == 303


def test_a_wrong_password_says_no_more_than_an_unknown_name(server: RunningServer) -> None:
    known = new_user(server, "known")
    wrong = Visitor(server.url).sign_in(known, "another password")
    unknown = Visitor(server.url).sign_in("unknown", "another password")
    assert wrong.status == unknown.status == 401
    assert wrong.body.replace(b'value="known"', b"") == unknown.body.replace(b'value="unknown"', b"")
    assert "set-cookie" not in wrong.headers


def test_guessing_comes_to_an_end(server: RunningServer) -> None:
    guessed = new_user(server, "guessed")
    visitor = Visitor(server.url)
    statuses = [visitor.sign_in(guessed, f"guess number {count}").status for count in range(11)]
    assert statuses == [401] * 10 + [429]
    assert visitor.sign_in(guessed).status == 429  # also with the right one
    assert Visitor(server.url).sign_in(new_user(server, "colleague")).status == 303


def test_forms_from_other_sites_do_nothing(server: RunningServer) -> None:
    name = new_user(server, "framed")
    fields = {"name": name, "password": PASSWORD, "next": "/"}
    for headers in ({"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Origin": "null"}):
        visitor = Visitor(server.url, **headers)
        assert visitor.post("/sign-in", fields).status == 403
        assert not visitor.cookies
    assert Visitor(server.url, Sec_Fetch_Site="same-origin").post("/sign-in", fields).status == 303


def test_odd_forms_are_refused_in_words(server: RunningServer) -> None:
    visitor = Visitor(server.url)
    assert visitor.post("/sign-in", {"name": "x" * 10_000}).status == 413
    assert visitor.post("/sign-in", {str(number): "x" for number in range(50)}).status == 400
    assert visitor.post("/sign-in", {}).status == 401
    assert visitor.get("/sign-out").status == 405


def test_signing_out_ends_the_session_and_not_only_the_cookie(server: RunningServer) -> None:
    visitor = signed_in(server, "leaving")
    kept = dict(visitor.cookies)
    assert visitor.post("/sign-out", {}).headers["location"] == "/sign-in"
    assert "dxdesk" not in visitor.cookies
    visitor.cookies = kept
    assert visitor.get("/2023/vn").status == 303


def test_a_revoked_user_is_out_at_once_and_may_come_anew(server: RunningServer) -> None:
    visitor = signed_in(server, "revoked")
    assert visitor.get("/2023/vn").status == 200
    code, said = central("user", "revoke", "revoked", "--db", server.database)
    assert (code, said.strip()) == (0, "The user revoked is shut out.")
    assert visitor.get("/2023/vn").status == 303
    assert Visitor(server.url).sign_in("revoked").status == 401
    new_user(server, "revoked", area="42")
    assert visitor.get("/2023/vn").status == 303
    assert Visitor(server.url).sign_in("revoked").status == 303


def test_a_password_is_changed_by_whoever_knows_it(server: RunningServer) -> None:
    visitor = signed_in(server, "changing")
    elsewhere = Visitor(server.url)
    elsewhere.sign_in("changing")
    new = "một mật khẩu khác hẳn"
    fields = {"password": PASSWORD, "new": new, "again": new}
    assert visitor.post("/account", fields | {"password": "wrong"}).status == 401
    assert visitor.post("/account", fields | {"again": "other"}).status == 422
    assert visitor.post("/account", fields | {"new": "short", "again": "short"}).status == 422
    assert visitor.post("/account", fields).status == 303
    assert "The password is changed." in visitor.text("/account?changed=")
    assert elsewhere.get("/2023/vn").status == 303
    assert Visitor(server.url).sign_in("changing").status == 401
    assert Visitor(server.url).sign_in("changing", new).status == 303


def test_the_database_knows_no_password_and_no_session(server: RunningServer) -> None:
    visitor = signed_in(server, "kept")
    with server.opened() as database, database.reading() as connection:
        kept = [str(tuple(row)) for table in (ACCOUNT, SESSION) for row in connection.execute(select(table))]
    assert not any(secret in row for row in kept for secret in (PASSWORD, visitor.cookies["dxdesk"]))


def test_a_session_is_over_after_a_day_of_work(server: RunningServer) -> None:
    visitor = signed_in(server, "late")
    with server.opened() as database, database.writing() as connection:
        connection.execute(SESSION.update().values(expires_at=SESSION.c.created_at))
    assert visitor.get("/2023/vn").status == 303


def test_a_cookie_is_for_this_server_alone(server: RunningServer, tmp_path: Path) -> None:
    flags = Visitor(server.url).sign_in(new_user(server, "plain")).headers["set-cookie"].split("; ")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(flags)
    with running_server(tmp_path, options=["--workers", "1", "--behind-proxy"]) as behind:
        cookie = Visitor(behind.url).sign_in(new_user(behind, "proxied")).headers["set-cookie"]
    assert cookie.startswith("__Host-dxdesk=")
    assert "Secure" in cookie.split("; ")
    assert "Domain" not in cookie


def test_pages_load_nothing_from_elsewhere_and_are_not_kept(server: RunningServer) -> None:
    answered = signed_in(server, "headers").get("/2023/vn")
    policy = answered.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answered.headers["cache-control"] == "no-store"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert b"<script" not in answered.body
    assert b"style=" not in answered.body


def test_whose_map_has_no_plans_yet_is_told_so(server: RunningServer) -> None:
    made = central("user", "add", "sau", "--area", "42", "--year", 2026, "--db", server.database, "--json")
    visitor = Visitor(server.url)
    visitor.sign_in("sau", json.loads(made[1])["password"])
    answered = visitor.get("/?lang=en")
    assert answered.status == 200
    assert "Nothing has come yet" in words_of(answered)


def test_a_language_is_chosen_and_kept(server: RunningServer) -> None:
    visitor = Visitor(server.url)
    assert "Đăng nhập" in words_of(visitor.get("/sign-in"))
    assert "Sign in" in words_of(visitor.get("/sign-in?lang=en"))
    assert "Sign in" in words_of(visitor.get("/sign-in"))
    assert "Đăng nhập" in words_of(visitor.get("/sign-in?lang=vi"))
    assert visitor.get("/sign-in?lang=xx").status == 200


def test_wrong_addresses_are_told_as_a_page(server: RunningServer) -> None:
    answered = Visitor(server.url).get("/nowhere?lang=en", Accept="text/html")
    assert (answered.status, answered.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is nothing at this address." in words_of(answered)
    assert Visitor(server.url).get("/nowhere").plain["status"] == 404


def test_commands_make_users(server: RunningServer, tmp_path: Path) -> None:
    code, out = central("user", "add", "Lan", "--area", "448", "--db", server.database, "--json")
    made = json.loads(out)
    assert (code, made["name"], made["area"]) == (0, "lan", "448")
    assert Visitor(server.url).sign_in("lan", made["password"]).status == 303
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", "utf-8")
    code, out = central("user", "add", "minh", "--password-file", file, "--db", server.database)
    assert (code, out.strip()) == (0, "The user minh can sign in.")
    assert Visitor(server.url).sign_in("minh").status == 303
    _code, out = central("user", "list", "--db", server.database)
    assert "lan: Huyện Lộc Hà (448), since" in out
    assert "minh: everything, since" in out
    assert PASSWORD not in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "two words"),
        ("add", ""),
        ("add", "x" * 65),
        ("add", "taken"),
        ("add", "commune", "--area", "18580"),
        ("add", "nowhere", "--area", "99"),
        ("revoke", "taken", "nobody"),
    ],
)
def test_commands_say_what_will_not_do(server: RunningServer, arguments: tuple[str, ...]) -> None:
    with server.opened() as database, database.reading() as connection:
        is_new = "taken" not in connection.scalars(select(ACCOUNT.c.name)).all()
    if is_new:
        new_user(server, "taken")
    code, out = central("user", *arguments, "--db", server.database)
    assert (code, out) == (1, "")
    assert Visitor(server.url).sign_in("taken").status == 303


def test_short_passwords_are_not_taken(server: RunningServer, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("short", "utf-8")
    code, _out = central("user", "add", "short", "--password-file", file, "--db", server.database)
    assert code == 1


def test_a_password_is_one_however_its_letters_are_written() -> None:
    kept = hashed("mật khẩu")
    assert is_of("ma\u0323\u0302t kha\u0302\u0309u", kept)
    assert not is_of("mat khau", kept)
    assert kept != hashed("mật khẩu")
