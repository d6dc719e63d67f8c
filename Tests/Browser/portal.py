"""Does each role's main job on the pages, in Chromium, as people do it: with and without JavaScript, wide and narrow.

`portal.py URL KODAN WORLD SHOTS`; see Config/test-browser.sh.
"""

import re
import shutil

from playwright.sync_api import sync_playwright

import desk
from accounting import audit, pay_month
from hosts import apply, ask, ask_by_keyboard, come_back, receive
from presenters import accept_by_keyboard, keep_house
from steering import steer
from visitor import EMAILS, SHOTS, URL, Visitor, kodan, mailed_link, seen, sign_in_as_staff, sign_in_by_link


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
            apply(browser, width, script)

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
            come_back(host)
            host.open("/account", "account")
            host.open("/calendar", "calendar")
            host.click("ログアウト", "signed-out")
            host.says("ログアウトしました")

            keep_house(browser, width, script)
            own = Visitor(browser, "own", width, script)
            sign_in_by_link(own, EMAILS["presenter"])
            own.open("/requests/new", "request-new-self-hosted")
            desk.send_parcel(desk.at_width(clerk, width))
            receive(browser, coordinator, clerk, request, width, script)
            desk.administrate(desk.at_width(administrator, width), width)
        typed = ask_by_keyboard(browser)
        screen(coordinator, typed)
        offer(coordinator, typed)
        accept_by_keyboard(browser, offer_link(coordinator))
        steer(coordinator, spare)
        month = pay_month(browser)
        for width, script in ((1280, True), (390, False)):
            audit(browser, month, width, script)
        coordinator.open("/offers", "offers")
        coordinator.open("/requests?text=" + "講", "requests-search")
        browser.close()
    print(f"{len(seen)} pages were seen, {len(list(SHOTS.iterdir()))} pictures are in {SHOTS}.")


main()
