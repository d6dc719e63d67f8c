"""What hosts and strangers do on the pages: asking for a lecture, with and without being registered."""

import datetime
import pathlib
import re

from playwright.sync_api import expect

from visitor import EMAILS, ENVIRONMENT, URL, Visitor, mailed_link


def weekday_ahead(days):
    """A working day so many days ahead, by the demo's clock."""
    ahead = datetime.timedelta(days=days, seconds=int(ENVIRONMENT["KODAN_CLOCK_AHEAD"]))
    day = (datetime.datetime.now() + ahead).date()
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))


def first_choices(visitor, form, *names):
    """The first value of each of these choices."""
    for name in names:
        options = visitor.page.locator(f"#{form}-{name} option")
        visitor.fill({name: options.nth(1).get_attribute("value")}, form)


def ask(visitor, title):
    """A host asks for a lecture on one page; what is wrong is said, and what was typed stays."""
    visitor.open("/requests/new", "request-new")
    day = weekday_ahead(75)
    wanted = {
        "contact/name": "大手町 花子", "contact/email": EMAILS["host"], "contact/phone": "03-1234-5678",
        "title": title, "purpose": "被害を防ぐ", "audience": "中小企業の担当者", "expected_attendance": "４０",
        "printed_copies": "３０",
        "slots/0/day": day.isoformat(), "slots/0/from": "14:00", "slots/0/to": "13:00",
        "place": "online", "consent": True, "open_to_public": True,
    }
    visitor.fill(wanted, "submit")
    first_choices(visitor, "submit", "programme", "topic")
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
        visitor.says("まだ送っていない内容")
        visitor.page.get_by_role("button", name="入力を消す").click()
        expect(visitor.page.locator("#submit-title")).to_have_value("")
        visitor.open("/requests/new", "request-new")
        expect(visitor.page.locator("#submit-title")).to_have_value("")
    return request


def come_back(host):
    """A session ends while a form is filled in: what was typed is kept, and is there again after signing in."""
    host.open("/requests/new", "request-new")
    host.fill({"title": "途中の講演", "purpose": "被害を防ぐ"}, "submit")
    cookies = host.context.cookies()
    host.context.clear_cookies()
    host.click("申し込む", "session-ended")
    host.says("まだ送信していません")
    # As by signing in beside the page.
    host.context.add_cookies(cookies)
    host.click("入力した画面に戻る", "session-anew")
    if host.script:
        # What the page in between hides is kept nowhere else.
        assert host.page.evaluate("sessionStorage.getItem('kodan:sent')") is None
    host.says("もう一度送信してください")
    expect(host.page.locator("#submit-title")).to_have_value("途中の講演")
    expect(host.page.locator("#submit-purpose")).to_have_value("被害を防ぐ")


def apply(browser, width, script):
    """Who is not registered asks, confirms by mail, follows the request by its link, and hands it over."""
    visitor = Visitor(browser, "applicant", width, script)
    visitor.open("/", "start")
    visitor.follow("講師派遣を申し込む", "apply")
    address = f"applicant{width}@example.jp"
    wanted = {
        "host/name": "霞が関商工会", "host/kind": "chamber_of_commerce", "host/postal_code": "100-0013",
        "host/address": "霞が関1-1", "host/phone": "03-1111-2222", "host/email": "office@kasumi.example.jp",
        "contact/name": "霞 花子", "contact/email": address, "contact/phone": "03-1234-5678",
        "title": "はじめてのセキュリティ講習", "purpose": "被害を防ぐ", "audience": "会員の経営者",
        "expected_attendance": "３０", "slots/0/day": weekday_ahead(80).isoformat(), "slots/0/from": "14:00",
        "slots/0/to": "16:00", "place": "venue", "venue/name": "霞が関会館", "venue/postal_code": "000-0000",
        "venue/address": "霞が関1-2", "has_projector": True, "consent": True,
    }
    visitor.fill(wanted, "apply")
    first_choices(visitor, "apply", "programme", "topic")
    visitor.click("確認のメールを受け取る", "apply-wrong")
    visitor.says("入力内容をご確認ください")
    visitor.fill({"venue/postal_code": "100-0013"}, "apply")
    if script:
        visitor.page.locator("#apply-venue-postal_code").blur()
        expect(visitor.page.locator("#apply-reach")).to_contain_text("東京都千代田区に伺える講師")
        visitor.look("apply-reach")
    visitor.click("確認のメールを受け取る", "apply-sent")
    visitor.says("確認のメールをお送りしました")
    visitor.page.goto(mailed_link(address, rf"{re.escape(URL)}/apply/confirmation\?link=kdl_\S+"))
    visitor.look("apply-confirm")
    visitor.says("伺える講師")
    visitor.click("申込を確定する", "status")
    visitor.says("お申込みを受け付けました")
    status = mailed_link(address, rf"{re.escape(URL)}/requests/req-\d+\?link=\S+")
    visitor.page.goto(status)
    visitor.says("はじめてのセキュリティ講習")
    visitor.page.locator("summary", has_text="担当者を引き継ぐ").click()
    visitor.fill({"name": "後任 次郎", "email": f"next{width}@example.jp", "phone": "03-5555-6666"}, "hand_over")
    visitor.click("引き継ぐ", "handed-over")
    assert visitor.page.goto(status).status == 401, "the link of whoever handed over serves no more"
    visitor.page.goto(mailed_link(f"next{width}@example.jp", rf"{re.escape(URL)}/requests/req-\d+\?link=\S+"))
    visitor.look("status-successor")
    visitor.page.locator("summary", has_text="申込を取り消す").click()
    visitor.fill({"reason": "開催を見合わせるため"}, "cancel")
    visitor.click("取り消す", "status-cancelled")
    visitor.says("申込を取り消しました")


def receive(browser, coordinator, clerk, request, width, script):
    """What a clerk has sent, a host opens and acknowledges by the link of the request's page, without signing in."""
    coordinator.page.goto(f"/requests/{request}")
    links = coordinator.page.locator('main a[href^="/deliveries/dlv-"]').all()
    assert links, "materials are planned once a presenter is bound"
    for path in [link.get_attribute("href") for link in links]:
        clerk.page.goto(path)
        button = clerk.page.get_by_role("button", name=re.compile("^(発送済みにする|リンクを送る|提供済みにする)$"))
        # One of them may have left already, as the parcel that waited longest.
        if button.count():
            button.first.click()
            clerk.says("発送を記録しました")
    guest = Visitor(browser, "receiver", width, script)
    guest.page.goto(mailed_link(EMAILS["host"], rf"{re.escape(URL)}/requests/{request}\?link=\S+"))
    guest.look("status-materials")
    with guest.page.expect_download() as download:
        guest.page.get_by_role("link", name=re.compile("を開く$")).first.click()
    assert pathlib.Path(download.value.path()).stat().st_size > 0
    guest.click("受け取ったことを知らせる", "status-received")
    guest.says("受領済み")
    assert not guest.page.get_by_role("button", name="受け取ったことを知らせる").count(), "what arrived is not asked again"


def ask_by_keyboard(browser):
    """A host signs in and asks with the keyboard alone: every field and button is reached by Tab, in order."""
    visitor = Visitor(browser, "keyboard")
    page = visitor.page
    visitor.open("/sign-in", "sign-in")
    visitor.tab_to("#mail-email")
    page.keyboard.type(EMAILS["host"])
    page.keyboard.press("Enter")
    visitor.says("メールでお送りしました")
    page.goto(mailed_link(EMAILS["host"], rf"{re.escape(URL)}/sign-in\?link=kdl_\S+"))
    visitor.tab_to("main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/home")
    visitor.open("/requests/new", "request-new")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    typed = {
        "contact-name": "鍵盤 花子", "contact-email": EMAILS["host"], "contact-phone": "03-1234-5678",
        "title": "キーボードからの申込", "purpose": "被害を防ぐ", "audience": "経営者", "expected_attendance": "20",
    }
    for name in ("programme", *list(typed)[:3]):
        visitor.tab_to(f"#submit-{name}")
        page.keyboard.press("ArrowDown") if name == "programme" else page.keyboard.type(typed[name])
    for name in ("title", "topic", "purpose", "audience", "expected_attendance"):
        visitor.tab_to(f"#submit-{name}")
        page.keyboard.press("ArrowDown") if name == "topic" else page.keyboard.type(typed[name])
    day = weekday_ahead(75)
    visitor.tab_to("#submit-slots-0-day")
    # In what order a field takes the parts of a date depends on the browser's language: it is only reached by Tab here.
    page.locator("#submit-slots-0-day").fill(day.isoformat())
    for name, time in (("from", "14:00"), ("to", "16:00")):
        visitor.tab_to(f"#submit-slots-0-{name}")
        page.locator(f"#submit-slots-0-{name}").fill(time)
    visitor.tab_to("#submit-place")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    visitor.tab_to("#submit-consent")
    page.keyboard.press("Space")
    visitor.tab_to("main button:has-text('申し込む')")
    page.keyboard.press("Enter")
    visitor.says("お申込みを受け付けました")
    visitor.look("request-by-keyboard")
    return re.search(r"/requests/(req-\d+)", page.url)[1]
