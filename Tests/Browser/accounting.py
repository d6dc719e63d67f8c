"""What accountants, approvers and auditors do on the pages: a month from nothing to the bank, and the way back."""

import datetime
import pathlib
import re
import time

from visitor import EMAILS, ENVIRONMENT, PASSWORD, Visitor, kodan, one_time_code, sign_in_as_staff


def correct(accountant):
    """Two honoraria of last month were wrong by a fare each: red and black entries, paid with the next month."""
    ahead = datetime.timedelta(seconds=int(ENVIRONMENT["KODAN_CLOCK_AHEAD"]))
    since = (datetime.datetime.now() + ahead).date() - datetime.timedelta(days=50)
    accountant.open(f"/honoraria?state=settled&from={since}", "honoraria-settled")
    rows = accountant.page.locator("main tbody th a")
    paths = [rows.nth(at).get_attribute("href") for at in range(2)]
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
    # A code serves once.
    time.sleep(31)
    both.open("/staff/sign-in", "staff-sign-in")
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
    assert pathlib.Path(download.value.path()).read_bytes().startswith(b"1"), "it begins with its header"
    assert accountant.clicks == 2, "the accountant has the bank file in two clicks"
    accountant.follow("の結果を登録する", "transfer")
    accountant.fill({"returned": "何か"}, "settle")
    accountant.click("結果を登録する", "transfer-wrong")
    accountant.says("読み取れません")
    accountant.fill({"returned": "1 口座なし"}, "settle")
    accountant.click("結果を登録する", "transfer-early")
    accountant.says("より前に支払われることはありません")
    # What the bank sends back it may send back before the day on which it was to pay.
    accountant.fill({"returned": "1 口座なし\n2 口座なし"}, "settle")
    accountant.click("結果を登録する", "transfer-settled")
    accountant.says("組戻し2件")
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
