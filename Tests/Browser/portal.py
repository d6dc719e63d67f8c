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

from steering import steer

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
    secret = visitor.secret = visitor.page.locator("dd").first.inner_text()
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


def correct(accountant):
    """Two honoraria of last month were wrong by a fare each: red and black entries, paid with the next month."""
    ahead = datetime.timedelta(seconds=int(ENVIRONMENT["KODAN_CLOCK_AHEAD"]))
    since = (datetime.datetime.now() + ahead).date() - datetime.timedelta(days=75)
    accountant.open(f"/honoraria?state=settled&from={since}", "honoraria-settled")
    rows = accountant.page.locator("main tbody tr").filter(
        has=accountant.page.locator("td", has_text=re.compile("^0円$"))
    )
    paths = [rows.nth(at).locator("th a").get_attribute("href") for at in range(2)]
    for path in paths:
        accountant.open(path, "honorarium")
        accountant.page.locator("summary", has_text="訂正").click()
        accountant.click("訂正する", "honorarium-wrong")
        accountant.says("入力")
        accountant.fill({"travel_to_presenter": "９,９００", "reason": "運賃の記載漏れ"}, "correct")
        accountant.click("訂正する", "honorarium-corrected")
        accountant.says("黒伝")


def pay_month(browser):
    """A month from nothing to the bank, with the clicks that the office was promised; one login cannot do it all."""
    accountant = Visitor(browser, "accountant")
    sign_in_as_staff(accountant, EMAILS["accountant"])
    approver = Visitor(browser, "approver")
    sign_in_as_staff(approver, EMAILS["approver"])

    correct(accountant)
    accountant.open("/home", "home-accountant")
    accountant.clicks = 0
    accountant.follow("支払分を進める", "month-unprepared")
    month = re.search(r"/months/(\d{4}-\d{2})", accountant.page.url)[1]
    accountant.click("計算して支払を作成する", "month-prepared")
    accountant.says("作成しました")
    accountant.click("件を承認に回す", "month-submitted", exact=False)
    accountant.says("承認に回しました")
    assert accountant.clicks == 3, "an accountant submits a month in three clicks"
    assert not accountant.page.get_by_role("button", name="承認する").count(), "no button to approve one's own"

    # Another role of the same person does not help.
    kodan("users", "grant", "--as", EMAILS["administrator"], "--role", "approver", EMAILS["accountant"])
    both = Visitor(browser, "both")
    both.open("/sign-in", "sign-in")
    both.fill({"email": EMAILS["accountant"], "password": PASSWORD}, "password")
    both.fill({"code": one_time_code(accountant.secret)}, "password")
    both.click("ログインする", "home-both")
    if both.page.get_by_role("button", name="承認者に切り替える").count():
        both.page.get_by_role("button", name="承認者に切り替える").click()
    both.open(f"/months/{month}", "month-own")
    both.says("ご自身が作成した支払")
    assert not both.page.get_by_role("button", name="承認する").count(), "not in another role either"

    approver.open("/home", "home-approver")
    approver.clicks = 0
    approver.follow(re.compile("月$"), "month-to-approve")
    approver.click("件を承認する", "month-approved", exact=False)
    approver.says("承認しました")
    approver.click("この月を締める", "month-closed")
    approver.says("締めました")
    assert approver.clicks == 3, "an approver approves and closes a month in three clicks"

    accountant.open("/home", "home-accountant-closed")
    accountant.clicks = 0
    accountant.click("振込データを作成する", "month-exported", exact=False)
    accountant.clicks += 1
    with accountant.page.expect_download() as download:
        accountant.page.get_by_role("link", name=re.compile("^振込データ .* を受け取る$")).first.click()
    assert pathlib.Path(download.value.path()).stat().st_size % 120 == 0, "records of the bank have 120 bytes"
    assert accountant.clicks == 2, "the accountant has the bank file in two clicks"
    accountant.follow("の結果を登録する", "transfer")
    accountant.fill({"returned": "何か"}, "settle")
    accountant.click("結果を登録する", "transfer-wrong")
    accountant.says("読み取れません")
    accountant.fill({"returned": "1 口座なし"}, "settle")
    accountant.click("結果を登録する", "transfer-settled")
    accountant.says("組戻し1件")
    accountant.open(f"/months/{month}", "month-returned")
    accountant.click("件の支払通知書を発行する", "month-noticed", exact=False)
    accountant.says("発行しました")
    return month


def audit(browser, month, width, script):
    """An auditor reads everything, and is offered nothing that changes anything."""
    auditor = Visitor(browser, "auditor", width, script)
    if script:
        sign_in_as_staff(auditor, EMAILS["auditor"])
        audit.state = auditor.context.storage_state()
    else:
        auditor.context.add_cookies(audit.state["cookies"])
    auditor.open("/home", "home-auditor")
    for path, label in (
        ("/months", "months"), (f"/months/{month}", "month"), (f"/months/{month}/slip", "slip"),
        ("/honoraria?state=settled", "honoraria"), ("/findings", "findings"), ("/payees", "payees"),
        ("/notices", "notices"), ("/budgets", "budgets"), ("/papers", "papers"), ("/exports", "exports"),
        ("/transactions?amount_min=30,000", "transactions"), ("/transactions?amount_min=many", "transactions-wrong"),
    ):
        auditor.open(path, label)
        assert not auditor.page.locator("main form[method=post]").count(), f"a form at {path}"
        first = auditor.page.locator("main tbody th a").first
        if label in ("honoraria", "payees", "notices"):
            first.click()
            auditor.look(label + "-one")
    auditor.open(f"/months/{month}", "month")
    auditor.page.locator("main a[href^='/payments/']").first.click()
    auditor.look("payment")
    auditor.follow("申込からこの支払までの経緯", "walk")
    auditor.says("申込 req-")


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
            spare = ask(host, f"予備の講演{width}")
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
        steer(coordinator, spare)
        month = pay_month(browser)
        for width, script in ((1280, True), (390, False)):
            audit(browser, month, width, script)
        coordinator.open("/offers", "offers")
        coordinator.open("/requests?text=" + "講", "requests-search")
        browser.close()
    print(f"{len(seen)} pages were seen, {len(list(SHOTS.iterdir()))} pictures are in {SHOTS}.")


main()
