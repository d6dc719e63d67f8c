"""What presenters do on the pages beyond their offers: profile, days off, what was paid, a report with its receipt."""

import re

from playwright.sync_api import expect

from visitor import EMAILS, URL, Visitor, mailed_link, sign_in_by_link


def keep_house(browser, width, script):
    """A presenter looks through their own pages, and changes what is theirs to change."""
    visitor = Visitor(browser, "presenter", width, script)
    sign_in_by_link(visitor, EMAILS["presenter"])
    visitor.open("/profile", "profile")
    visitor.fill({"reach_minutes": "3"}, "change")
    visitor.click("変更する", "profile-wrong")
    visitor.says("入力内容をご確認ください")
    visitor.fill({"reach_minutes": "１２０"}, "change")
    visitor.click("変更する", "profile-changed")
    visitor.says("登録内容を変更しました")
    if script and width > 1000:
        visitor.page.locator("summary", has_text="メールアドレスを変更する").click()
        visitor.fill({"email": "neu@example.jp"}, "address")
        visitor.click("確認のメールを送る", "profile-address")
        visitor.says("確認待ちの新アドレス")
        visitor.page.goto(mailed_link("neu@example.jp", rf"{re.escape(URL)}/address\?link=kdl_\S+"))
        visitor.look("address")
        visitor.click("このアドレスに変更する", "address-confirmed")
        visitor.says("ご連絡先のメールアドレスを変更しました")
    visitor.open("/days-off", "days-off")
    week = visitor.page.locator("table.grid tbody tr").first.bounding_box()
    assert week["height"] < 100, "a week is a row of the month, on a phone too"
    visitor.fill({"first": f"2027-08-{1 + width % 20:02d}", "reason": "出張"}, "add")
    visitor.click("登録する", "days-off-added")
    visitor.says("対応不可日を登録しました")
    visitor.open("/paid", "paid")
    visitor.open("/lectures", "lectures")
    lecture = visitor.page.locator('main table a[href^="/lectures/"]').first
    if lecture.count():
        lecture.click()
        visitor.look("lecture-presenter")
        receipt = {"name": "領収書.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes([width % 256])}
        visitor.page.locator("#file-file").set_input_files(receipt)
        visitor.click("送る", "lecture-receipt")
        visitor.says("ファイルを受け付けました")
        expect(visitor.page.get_by_role("link", name="領収書.png").first).to_be_visible()


def accept_by_keyboard(browser, link):
    """From the mail's link to the acceptance with the keyboard alone."""
    visitor = Visitor(browser, "keyboard")
    visitor.page.goto(link)
    visitor.tab_to("main button:has-text('承諾する')")
    visitor.page.keyboard.press("Enter")
    visitor.says("承諾を受け付けました")
    visitor.look("offer-by-keyboard")
