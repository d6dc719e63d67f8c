"""What clerks and administrators do on the pages; `visitor` is one of portal.py's who is signed in."""

import re


def at_width(visitor, width):
    """The visitor at a screen of that width."""
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.name = f"{visitor.name.rsplit('-', 1)[0]}-{width}"
    return visitor


def send_parcel(clerk):
    """From home to a parcel that left: what waits, the sheets, the stock, the page of one material."""
    clerk.open("/home", "home-clerk")
    clerk.says("発送期限の早い順")
    printed = clerk.page.locator('main table a[href^="/deliveries/dlv-"]').first
    clerk.open("/deliveries/packing?day=2099-12-31&until=true", "packing")
    clerk.page.emulate_media(media="print")
    clerk.look("packing-print", on_paper=True)
    clerk.page.emulate_media(media="screen")
    clerk.open("/stock", "stock")
    clerk.page.locator('main table a[href^="/stock/"]').first.click()
    clerk.look("stock-edition")
    clerk.fill({"quantity": "５００", "reason": "印刷所から"}, "receive")
    clerk.click("入庫を記録する", "stock-received")
    clerk.says("入庫を記録しました")
    clerk.open("/home", "home-clerk")
    clerk.clicks = 0
    printed.click()
    clerk.look("delivery")
    button = clerk.page.get_by_role("button", name=re.compile("^(発送済みにする|リンクを送る|提供済みにする)$"))
    clerk.click(button.first.inner_text(), "delivery-sent")
    clerk.says("発送を記録しました")
    assert clerk.clicks == 1, "what waits is sent by one link and one button"
    for queue in ("under_way", "comes_back", "back"):
        clerk.open(f"/deliveries?queue={queue}", f"deliveries-{queue}")
    clerk.open("/packs", "packs")
    clerk.open("/packs?programme=regional_dispatched", "packs-programme")
    clerk.click("セットを保存する", "packs-saved")
    clerk.says("標準資料セットを変更しました")
    clerk.open("/materials", "materials")
    clerk.page.locator('main table a[href^="/materials/"]').first.click()
    clerk.look("material")


def keep_programmes(administrator, width):
    """A programme is opened and changed, a seminar scheduled and taken off."""
    administrator.open("/programmes", "programmes-before")
    administrator.page.locator("summary", has_text="新しい事業を登録する").click()
    rules = {
        "code": f"branch_{width}", "name_ja": f"支部講習会（{width}）", "name_en": "Branch lecture",
        "delivery": "in_house", "asked_by/police": True, "qualifications/riss": True, "lead_days": "三十",
        "minimum_attendance": "10", "from": "2027-04-01", "target_group": f"branch_{width}",
    }
    administrator.fill(rules, "add")
    administrator.click("登録する", "programme-wrong")
    administrator.says("入力内容をご確認ください")
    administrator.fill({"delivery": "dispatched", "lead_days": "30"}, "add")
    administrator.click("登録する", "programme-added")
    administrator.says("事業を登録しました")
    administrator.page.locator("summary", has_text="規則を変更する").click()
    administrator.fill({"members_only": True, "reason": "会員向けにするため"}, "change")
    administrator.click("変更する", "programme-changed")
    administrator.says("警察（協議会の会員に限る）")
    administrator.open("/programmes?year=2027", "programmes-of-year")
    administrator.page.locator("summary", has_text="日程を登録する").click()
    event = {"programme": "skill_seminar", "held_on": "2027-09-10", "place": f"会場{width}", "capacity": "80"}
    administrator.fill(event, "schedule")
    administrator.click("日程に加える", "schedule-added")
    administrator.says(f"会場{width}")
    administrator.page.locator("summary", has_text="日程を取り消す").click()
    administrator.page.locator("#remove-event").select_option(index=1)
    administrator.click("取り消す", "schedule-removed")
    administrator.says("日程を取り消しました")


def administrate(administrator, width):
    """A person is added, a token made and ended, tables and the record read, the seals verified."""
    for path, label in (
        ("/home", "home-administrator"), ("/administration", "administration"), ("/programmes", "programmes"),
        ("/programmes/regional_dispatched", "programme"),
        ("/rates", "rates"), ("/rates/fee", "rates-fee"), ("/rates/withholding", "rates-withholding"),
        ("/rates/travel", "rates-travel"), ("/holidays", "holidays"), ("/mails", "mails"),
        ("/mails/bounces", "bounces"), ("/announcements", "announcements"), ("/mail-templates", "mail-templates"),
        ("/mail-templates/offer_sent", "mail-template"), ("/organizations", "organizations"),
        ("/presenters", "presenters"), ("/audit", "audit"), ("/audit?subject=req-1", "audit-subject"),
    ):
        administrator.open(path, label)
    keep_programmes(administrator, width)
    administrator.open("/audit/verification", "verification")
    administrator.click("検証する", "verification-holds")
    administrator.says("問題ありません")

    administrator.open("/users", "users")
    administrator.page.locator("summary", has_text="利用者を追加する").click()
    wanted = {"name": "<b>新人 花子", "email": f"new-{width}@example.jp", "roles/0": "clerk"}
    administrator.fill(wanted, "add")
    administrator.click("追加する", "user-added")
    administrator.says("<b>新人 花子")
    administrator.page.locator("summary", has_text="登録の変更").click()
    administrator.fill({"name": "新人 はな子", "email": "nonsense"}, "change")
    administrator.click("変更する", "user-wrong")
    administrator.says("入力内容をご確認ください")
    administrator.fill({"email": f"changed-{width}@example.jp"}, "change")
    administrator.click("変更する", "user-changed")
    administrator.says("登録を変更しました")
    administrator.fill({"role": "coordinator", "prefecture": "13"}, "grant")
    administrator.click("付与する", "user-granted")
    administrator.says("東京都のみ")

    administrator.open("/tokens", "tokens")
    administrator.page.locator("summary", has_text="トークンを発行する").click()
    administrator.fill({"label": f"連携 {width}", "role": "administrator"}, "issue")
    administrator.click("発行する", "token-wrong")
    administrator.says("入力内容をご確認ください")
    administrator.fill({"scope/requests": "read"}, "issue")
    administrator.click("発行する", "token-made")
    administrator.says("再び表示することはできません")
    for path, label in (("/organizations", "organization"), ("/presenters", "presenter")):
        administrator.page.goto(path)
        administrator.page.locator(f'main table a[href^="{path}/"]').first.click()
        administrator.look(label)
