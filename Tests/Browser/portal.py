"""Does each role's main job on the pages, in Chromium, as people do it: with and without JavaScript, wide and narrow.

The server shows the demo's year. Mails are those that the worker writes into the demo's folder; links are taken from
them. axe-core looks at every page that is seen, and a picture of it is kept.
"""

import base64
import datetime
import email
import hashlib
import hmac
import pathlib
import re
import shutil
import subprocess
import sys
import time

import desk
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

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

    def look(self, label):
        """What everybody may expect of every page, and a picture of it."""
        page = self.page
        assert page.locator("h1").count() == 1, f"{self.name} {label}: no heading"
        wide = page.locator("body").bounding_box()["width"]
        assert wide <= page.viewport_size["width"], f"{self.name} {label}: {wide} pixels wide"
        assert len(page.content().encode()) < HEAVIEST, f"{self.name} {label}: heavy"
        page.screenshot(path=SHOTS / f"{label}-{self.name}.png", full_page=True)
        seen.add(label)
        if not self.script:
            return
        faults = Axe().run(page).response["violations"]
        assert not faults, f"{self.name} {label}: " + "; ".join(
            f"{fault['id']} {fault['nodes'][0]['html'][:200]}" for fault in faults
        )

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
    visitor.fill({"email": address, "password": PASSWORD}, "password")
    visitor.click("ログインする", "codes-wanted")
    visitor.click("設定をはじめる", "codes-key")
    secret = visitor.page.locator("dd").first.inner_text()
    visitor.fill({"code": "000000"}, "confirm")
    visitor.click("確認する", "codes-wrong")
    visitor.says("入力内容をご確認ください")
    visitor.fill({"code": one_time_code(secret)}, "confirm")
    visitor.click("確認する", "codes-recovery")
    visitor.says("回復コード")
    visitor.open("/home", "home-staff")


def ask(visitor, title):
    """A host asks for a lecture on one page; what is wrong is said, and what was typed stays."""
    visitor.open("/requests/new", "request-new")
    ahead = datetime.timedelta(days=75, seconds=int(ENVIRONMENT["KODAN_CLOCK_AHEAD"]))
    day = (datetime.datetime.now() + ahead).date()
    day -= datetime.timedelta(days=max(0, day.weekday() - 4))
    wanted = {
        "contact/name": "大手町 花子", "contact/email": EMAILS["host"], "contact/phone": "03-1234-5678",
        "title": title, "purpose": "被害を防ぐ", "audience": "中小企業の担当者", "expected_attendance": "４０",
        "slots/0/day": day.isoformat(), "slots/0/from": "14:00", "slots/0/to": "13:00",
        "place": "online", "consent": True, "open_to_public": True,
    }
    visitor.fill(wanted, "submit")
    for choice in ("programme", "topic"):
        options = visitor.page.locator(f"#submit-{choice} option")
        visitor.fill({choice: options.nth(1).get_attribute("value")}, "submit")
    visitor.click("申し込む", "request-wrong")
    visitor.says("入力内容をご確認ください")
    expect(visitor.page.locator("#submit-title")).to_have_value(title)
    visitor.fill({"slots/0/to": "16:00"}, "submit")
    visitor.click("申し込む", "request")
    visitor.says("お申込みを受け付けました")
    request = re.search(r"/requests/(req-\d+)", visitor.page.url)[1]
    # What was sent is not offered again; what was typed and not sent is.
    visitor.open("/requests/new", "request-new")
    expect(visitor.page.locator("#submit-title")).to_have_value("")
    if visitor.script:
        visitor.fill({"title": "打ちかけ"}, "submit")
        visitor.open("/requests/new", "request-new")
        expect(visitor.page.locator("#submit-title")).to_have_value("打ちかけ")
    return request


def screen(coordinator, request):
    coordinator.open("/home", "desk")
    coordinator.open(f"/requests/{request}", "request-coordinator")
    coordinator.click("決定する", "request-screen-wrong")
    coordinator.says("入力してください")
    coordinator.fill({"decision": "approve"}, "screen")
    coordinator.click("決定する", "request-approved")
    coordinator.says("承認しました")


def offer(coordinator, request):
    """The match is the nightly one; the coordinator sends what it proposes."""
    kodan("match", "--save", "--as", EMAILS["coordinator"])
    coordinator.open(f"/requests/{request}", "request-matched")
    coordinator.click("候補の講師に打診を送る", "request-offered")
    coordinator.says("打診を送りました")


def offer_link(coordinator):
    """The link in the mail to whom was asked."""
    href = coordinator.page.locator('table a[href^="/offers/"]').first.get_attribute("href")
    return mailed_link(None, rf"{re.escape(URL)}{href}\?link=kdo_\S+")


def main():
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    with sync_playwright() as play:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        coordinator = Visitor(browser, "coordinator")
        sign_in_as_staff(coordinator, EMAILS["coordinator"])
        clerk = Visitor(browser, "clerk")
        sign_in_as_staff(clerk, EMAILS["clerk"])
        administrator = Visitor(browser, "administrator")
        sign_in_as_staff(administrator, EMAILS["administrator"])
        for width, script in ((1280, True), (390, False)):
            stranger = Visitor(browser, "stranger", width, script)
            stranger.open("/", "start")
            assert stranger.open("/nowhere", "nowhere").status == 404
            stranger.open("/requests", "sign-in")
            stranger.fill({"email": "nonsense"}, "mail")
            stranger.click("リンクを送る", "sign-in-wrong")
            stranger.says("入力内容をご確認ください")

            host = Visitor(browser, "host", width, script)
            sign_in_by_link(host, EMAILS["host"])
            request = ask(host, f"<script>alert({width})</script>")
            screen(coordinator, request)
            offer(coordinator, request)

            presenter = Visitor(browser, "presenter", width, script)
            presenter.open(offer_link(coordinator), "offer")
            presenter.clicks = 1
            presenter.click("承諾する", "offer-accepted")
            presenter.says("承諾を受け付けました")
            assert presenter.clicks == 2, "from the mail to the acceptance there are two clicks"

            host.open(f"/requests/{request}", "request-assigned")
            host.says("派遣決定")
            host.page.locator('a[href^="/lectures/"]').last.click()
            host.look("lecture")
            host.click("予定どおり開催できる", "lecture-reconfirmed")
            host.open("/requests", "requests")
            host.open("/account", "account")
            host.click("ログアウト", "signed-out")
            host.says("ログアウトしました")

            own = Visitor(browser, "own", width, script)
            sign_in_by_link(own, EMAILS["presenter"])
            own.open("/lectures", "lectures")
            own.open("/requests/new", "request-new-self-hosted")
            clerk.page.set_viewport_size({"width": width, "height": 900})
            desk.send_parcel(clerk)
            administrator.page.set_viewport_size({"width": width, "height": 900})
            desk.administrate(administrator, width)
        coordinator.open("/offers", "offers")
        coordinator.open("/requests?text=" + "講", "requests-search")
        browser.close()
    print(f"{len(seen)} pages were seen, {len(list(SHOTS.iterdir()))} pictures are in {SHOTS}.")


main()
