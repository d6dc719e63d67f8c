import KodanDomain
import KodanText

/// The forms by which administrators keep programmes and the body's own schedule.
enum ProgrammeForms {
    /// The form that opens a programme.
    static func adding(_ qualifications: [NamedCode]) -> Block {
        Block(
            "新しい事業を登録する",
            form: PageForm(
                "add",
                "登録する",
                [
                    .text("code", "記号", most: 40).hinted("英小文字・数字・下線。あとから変更できません。")
                ] + fields(nil, qualifications)
            ),
            isFolded: true
        )
    }

    /// The form that changes the rules of `entry`.
    static func changing(_ entry: ProgrammeEntry, _ qualifications: [NamedCode]) -> Block {
        Block(
            "規則を変更する",
            [
                "承認済みの申込は取り消されません。講師に求める資格は、講師が決まっていない申込にも適用されます。",
                "下書きと差し戻し中の申込は、新しい規則で受け付けます。使われている事業の形態と謝金の有無は変更できません。",
            ],
            form: PageForm(
                "change",
                "変更する",
                fields(entry, qualifications) + [.area("reason", "理由", most: 500)],
                seen: ProgrammeTexts.state(entry)
            ),
            isFolded: true
        )
    }

    /// The forms that add to the schedule of `year`, count who came until `today`, and take off it.
    static func scheduling(
        _ events: [ProgrammeEventEntry],
        _ programmes: [ProgrammeEntry],
        _ year: FiscalYear,
        _ today: LocalDate
    ) -> [Block] {
        let own = programmes.map(\.programme).filter { $0.delivery == .inHouse }
        let hidden = ["year": "\(year.startYear)"]
        var blocks = [
            Block(
                "日程を登録する",
                form: PageForm(
                    "schedule",
                    "日程に加える",
                    [
                        .choice("programme", "事業", own.map { ($0.code.text, $0.name) }),
                        .text("held_on", "日", type: "date"),
                        .text("place", "会場", most: ProgrammeEvent.placeLimit),
                        .number("capacity", "定員（名）"),
                    ],
                    hidden: hidden
                ),
                isFolded: true
            )
        ]
        let past = events.filter { $0.event.heldOn <= today }
        if !past.isEmpty { blocks.append(counting(past, hidden)) }
        if !events.isEmpty {
            blocks.append(
                Block(
                    "日程を取り消す",
                    ["日や会場が変わったときは、取り消してから登録し直してください。"],
                    form: PageForm(
                        "remove",
                        "取り消す",
                        [.choice("event", "日程", choices(events))],
                        hidden: hidden,
                        isGrave: true
                    ),
                    isFolded: true
                )
            )
        }
        return blocks
    }

    /// The form that notes how many came to one of `events`, which are over.
    private static func counting(_ events: [ProgrammeEventEntry], _ hidden: [String: String]) -> Block {
        Block(
            "参加人数を登録する",
            ["登録すると、開催したものとして目標に対する実績に数えます。登録し直すと、新しい人数になります。"],
            form: PageForm(
                "count",
                "登録する",
                [.choice("event", "日程", choices(events)), .number("attendance", "参加人数（名）")],
                hidden: hidden
            ),
            isFolded: true
        )
    }

    private static func choices(_ events: [ProgrammeEventEntry]) -> [(String, String)] {
        events.map { entry in
            ("\(entry.id)", "\(PageWords.day(entry.event.heldOn))　\(entry.event.place)")
        }
    }

    private static func fields(_ entry: ProgrammeEntry?, _ qualifications: [NamedCode]) -> [FormField] {
        let programme = entry?.programme
        return [
            .text("name_ja", "名称", value: programme?.name ?? "", most: ProgrammeDraft.nameLimit),
            .text("name_en", "英語の名称", value: entry?.englishName ?? "", most: ProgrammeDraft.nameLimit),
            .choice(
                "delivery",
                "形態",
                Delivery.allCases.map { ($0.rawValue, ProgrammeTexts.name($0)) },
                value: programme?.delivery.rawValue ?? ""
            ),
        ] + askers(entry?.admission) + wanted(entry?.admission, qualifications) + [
            FormField.tick("pays_honorarium", "謝金を支払う", isTicked: programme?.paysHonorarium ?? false)
                .optional.beginning("講演と申込"),
            .number("lead_days", "申込の期限（講演の何日前まで）", value: "\(programme?.leadDays ?? 30)"),
            .number("minimum_attendance", "最少人数", value: "\(programme?.minimumAttendance ?? 0)"),
            .text("from", "有効期間のはじめ", value: day(programme?.validity.first), type: "date"),
            .text("last", "有効期間のおわり", value: day(programme?.validity.last), type: "date")
                .hinted("空欄なら、次に決めるまで有効です。").optional,
            .text("target_group", "目標のまとまり", value: entry?.targetGroup ?? "", most: 40)
                .hinted("年間目標を共にする事業の記号です。ほかの事業と共にしないときは、この事業の記号にします。変更すると、過去の年度の実績も新しいまとまりで数えます。"),
        ]
    }

    private static func askers(_ admission: ProgrammeAdmission?) -> [FormField] {
        var fields = OrganizationKind.allCases.map { kind in
            FormField.tick(
                "asked_by/\(kind.rawValue)",
                NameText.name(of: kind, in: .japanese),
                isTicked: admission?.askers.contains(kind) ?? false
            ).optional
        }
        fields[0] = fields[0].beginning("申し込める団体（講師派遣のとき）")
        return fields + [
            .tick("members_only", "協議会の会員に限る", isTicked: admission?.isForMembers ?? false).optional
        ]
    }

    private static func wanted(
        _ admission: ProgrammeAdmission?,
        _ qualifications: [NamedCode]
    ) -> [FormField] {
        var fields = qualifications.map { one in
            FormField.tick(
                "qualifications/\(one.code)",
                one.japanese,
                isTicked: admission?.qualifications.contains { $0.text == one.code } ?? false
            ).optional
        }
        if !fields.isEmpty { fields[0] = fields[0].beginning("講師に求める資格（いずれか一つ。選ばなければ全員）") }
        return fields
    }

    private static func day(_ day: LocalDate?) -> String { day.map { "\($0)" } ?? "" }
}
