"""Somebody at a browser, and what a test of pages needs beside it: commands, mails, one-time codes, signing in.

The server shows the demo's year. Mails are those that the worker writes into the demo's folder; links are taken from
them. axe-core looks at every page that is seen, and a picture of it is kept.
"""

import base64
import email
import hashlib
import hmac
import pathlib
import re
import subprocess
import sys
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

URL, KODAN, WORLD, SHOTS = sys.argv[1:5]
WORLD, SHOTS = pathlib.Path(WORLD), pathlib.Path(SHOTS)
PASSWORD = "correct horse battery staple"
# What a page may weigh with its style and script, uncompressed.
HEAVIEST = 100_000
seen = set()
used = set()
BEGIN = time.time()


def environment():
    """The demo's settings, for commands beside the server."""
    values = {"PATH": "/usr/bin:/bin"}
    for line in (WORLD / ".kodan" / "demo.env").read_text().splitlines():
        match = re.fullmatch(r"(\w+)=(.*)", line)
        if match:
            values[match[1]] = match[2].strip("'")
    return values


ENVIRONMENT = environment()
EMAILS = {
    name.removeprefix("KODAN_DEMO_EMAIL_").lower(): value
    for name, value in ENVIRONMENT.items()
    if name.startswith("KODAN_DEMO_EMAIL_")
}


def kodan(*words, typed=None):
    done = subprocess.run(
        [KODAN, *words], cwd=WORLD, env=ENVIRONMENT, input=typed, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"kodan {' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout


def mailed_link(address, pattern):
    """The link in a mail to `address` (to anybody, if None) that matches and was not used yet; the worker sends it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for path in (WORLD / ".kodan" / "mail").rglob("*.eml"):
            if path.stat().st_mtime < BEGIN:
                continue
            message = email.message_from_bytes(path.read_bytes())
            if address and address not in message["To"]:
                continue
            for part in message.walk():
                if part.get_content_type() != "text/plain":
                    continue
                found = re.search(pattern, part.get_payload(decode=True).decode("utf-8"))
                if found and found[0] not in used:
                    used.add(found[0])
                    return found[0]
        time.sleep(0.5)
    raise AssertionError(f"no mail to {address} holds {pattern}")


def one_time_code(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, (int(time.time()) // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


class Visitor:
    """Somebody at a browser."""

    def __init__(self, browser, name, width=1280, script=True):
        self.name = f"{name}-{width}{'' if script else '-plain'}"
        self.script = script
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="ja-JP", java_script_enabled=script, base_url=URL
        )
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: sys.exit(f"{self.name}: {error}"))
        self.page.on("request", self.check_request)
        self.clicks = 0

    def check_request(self, request):
        assert request.url.startswith((URL, "data:")), f"{self.name} asks {request.url}"

    def open(self, path, label):
        answer = self.page.goto(path)
        self.look(label)
        return answer

    def click(self, text, label, exact=True):
        self.clicks += 1
        self.page.get_by_role("button", name=text, exact=exact).first.click()
        self.look(label)

    def follow(self, text, label):
        """Clicks a link."""
        self.clicks += 1
        self.page.locator("main").get_by_role("link", name=text).first.click()
        self.look(label)

    def fill(self, values, form):
        for name, value in values.items():
            field = self.page.locator(f'#{form}-{name.replace("/", "-")}')
            kind = field.evaluate("e => e.tagName + e.type") if self.script else None
            if value is True:
                field.check()
            elif kind == "SELECTselect-one" or (kind is None and field.locator("option").count()):
                field.select_option(value)
            else:
                field.fill(value)

    def look(self, label, on_paper=False):
        """What everybody may expect of every page, and a picture of it; paper is not asked what a screen is."""
        page = self.page
        assert page.locator("h1").count() == 1, f"{self.name} {label}: no heading"
        wide = page.locator("body").bounding_box()["width"]
        assert wide <= page.viewport_size["width"], f"{self.name} {label}: {wide} pixels wide"
        assert len(page.content().encode()) < HEAVIEST, f"{self.name} {label}: heavy"
        page.screenshot(path=SHOTS / f"{label}-{self.name}.png", full_page=True)
        seen.add(label)
        if on_paper or not self.script:
            return
        faults = Axe().run(page).response["violations"]
        assert not faults, f"{self.name} {label}: " + "; ".join(
            f"{fault['id']} {fault['nodes'][0]['html'][:200]}" for fault in faults
        )

    def tab_to(self, selector):
        """Goes on by the key Tab until what is meant has the focus."""
        wanted = self.page.locator(selector).first
        for _ in range(200):
            if wanted.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.name}: {selector} is not reached by Tab")

    def says(self, text):
        expect(self.page.locator("main")).to_contain_text(text)


def sign_in_by_link(visitor, address):
    visitor.open("/sign-in", "sign-in")
    visitor.fill({"email": address}, "mail")
    visitor.click("リンクを送る", "sign-in-sent")
    visitor.says("メールでお送りしました")
    visitor.page.goto(mailed_link(address, rf"{re.escape(URL)}/sign-in\?link=kdl_\S+"))
    visitor.look("sign-in-link")
    visitor.click("ログインする", "home")


def sign_in_as_staff(visitor, address):
    """For the first time: the password is mailed, one-time codes are set up."""
    kodan("users", "password", "reset", "--as", EMAILS["administrator"], address)
    link = mailed_link(address, rf"{re.escape(URL)}/password\?link=kdl_\S+")
    visitor.page.goto(link)
    visitor.look("password")
    visitor.fill({"password": "short"}, "set")
    visitor.click("設定する", "password-wrong")
    visitor.says("入力内容をご確認ください")
    visitor.fill({"password": PASSWORD}, "set")
    visitor.click("設定する", "staff-sign-in")
    # What shows who one is stays nowhere: a code that was refused is not there again.
    visitor.fill({"email": address, "password": "wrong", "recovery_code": "AAAA-BBBB-CCCC-DDDD"}, "password")
    visitor.click("ログインする", "staff-sign-in-wrong")
    visitor.says("入力内容をご確認ください")
    visitor.open("/staff/sign-in", "staff-sign-in")
    expect(visitor.page.locator("#password-recovery_code")).to_have_value("")
    visitor.fill({"email": address, "password": PASSWORD}, "password")
    visitor.click("ログインする", "codes-wanted")
    visitor.click("設定をはじめる", "codes-key")
    secret = visitor.secret = visitor.page.locator("dd").first.inner_text()
    visitor.fill({"code": "000000"}, "confirm")
    visitor.click("確認する", "codes-wrong")
    visitor.says("入力内容をご確認ください")
    visitor.fill({"code": one_time_code(secret)}, "confirm")
    visitor.click("確認する", "codes-recovery")
    visitor.says("回復コード")
    visitor.open("/home", "home-staff")
