"""What a coordinator does beyond single requests: the desk, several at once, a plan on a map, figures and coverage."""


def at_both_widths(visitor, path, label):
    """The page as it looks on a desk and on a phone."""
    name = visitor.name
    for width in (390, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.name = name.replace("1280", str(width))
        visitor.open(path, label)
    visitor.name = name


def several(visitor, request, path, label, button, done):
    """Ticks a request of the list, looks at what will happen, and confirms it."""
    at_both_widths(visitor, path, label)
    visitor.page.locator(f'input[name="{request}"]').check()
    visitor.click("選んだ申込を確かめる", f"{label}-preview")
    visitor.click(button, f"{label}-done")
    visitor.says(done)


def announce(visitor):
    """One mail to the presenters of a prefecture: written, looked at, put right, sent once, and followed."""
    at_both_widths(visitor, "/announcements/new", "announcement-new")
    visitor.click("人数と文面を確かめる", "announcement-wrong")
    visitor.says("入力内容をご確認ください")
    words = {"subject": "年度末のお知らせ", "text": "はじめに\n\n手続きのお知らせです。", "prefectures/47": True}
    visitor.fill(words, "preview")
    visitor.click("人数と文面を確かめる", "announcement-preview")
    visitor.says("まだ送っていません")
    visitor.click("件名・本文・宛先を直す", "announcement-edit")
    visitor.fill({"subject": "年度末の事務連絡"}, "preview")
    visitor.click("人数と文面を確かめる", "announcement-preview")
    visitor.says("年度末の事務連絡")
    visitor.click("人に送信する", "announcement-sent", exact=False)
    visitor.says("送信を受け付けました")
    visitor.follow("この連絡のメール", "announcement-mails")


def steer(visitor, request):
    """From the approval of several requests to the offers of several, with the plan between."""
    at_both_widths(visitor, "/desk", "desk-queues")
    several(visitor, request, "/desk/approvals", "desk-approvals", "1件を承認する", "1件を承認する処理が終わりました")
    at_both_widths(visitor, f"/requests/{request}/matching?presenter=pre-1", "steering")
    visitor.click("打診する", "steering-wrong")
    visitor.says("入力内容をご確認ください")
    at_both_widths(visitor, f"/requests/{request}/explanation", "explanation")
    visitor.says("計画の結果")
    at_both_widths(visitor, "/matching/plan", "plan")
    for box in visitor.page.locator('td input[type="checkbox"]').all():
        if not box.get_attribute("name").startswith(f"{request}/"):
            box.uncheck()
    visitor.click("選んだ申込を保存する", "plan-saved")
    visitor.says("1件を保存しました")
    at_both_widths(visitor, "/matching", "matching")
    visitor.page.locator('main a[href^="/matching/run-"]').first.click()
    visitor.look("matching-run")
    several(visitor, request, "/desk/offers", "desk-offers", "1件を打診する", "1件を打診する処理が終わりました")
    visitor.open(f"/requests/{request}/matching", "steering-offered")
    visitor.page.locator('table a[href^="/offers/"]').first.click()
    visitor.look("offer-coordinator")
    visitor.open("/search", "search")
    visitor.fill({"text": "こう"}, "search")
    visitor.click("検索する", "search-found")
    visitor.says("検索結果です")
    at_both_widths(visitor, "/coverage", "coverage")
    at_both_widths(visitor, "/coverage?topic=five_rules", "coverage-topic")
    at_both_widths(visitor, "/results", "results")
    visitor.page.get_by_role("link", name="前の年度").click()
    visitor.look("results-year")
    # The body's own seminars were held and counted too.
    visitor.says("13 / 13か所")
    announce(visitor)
