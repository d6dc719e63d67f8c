import KodanDomain
import KodanService

/// How the contract tells of a match: the question, and `MatchJSON`, the answer of the command line and of the
/// interface.
enum MatchContract {
    /// Equivalent minutes.
    static let minutes = Schema.integer(0...Int(Int32.max), example: 45)
    private static let amount = Schema.integer(0...4_611_686_018_427_387_904, example: 45)
    private static let rule = Schema.text("out_of_reach", pattern: "^[a-z_]+$")
    private static let request = Schema.Property.required("request", .key(LectureRequest.self))
    private static let title = Schema.Property.optional("title", .text(Example.lectureTitle))
    private static let presenter = Schema.Property.required("presenter", .key(Presenter.self))
    private static let name = Schema.Property.optional("name", .text(Example.personName))
    private static let time: [Schema.Property] = [
        .required("start", .instant), .required("end", .laterInstant),
    ]
    private static let wish = Schema.integer(RequestDraft.slotBounds, example: 1)

    /// To what a match may be limited.
    static let scope: [Schema.Property] = [
        .optional("prefectures", .list(.prefecture, atMost: 100), "Only requests of these prefectures."),
        .optional(
            "programmes",
            .list(.code("regional_dispatched"), atMost: 100),
            "Only requests under these programmes."
        ),
    ]

    /// What is asked.
    static let question = Schema.named(
        "MatchForm",
        .form([
            .required("save", .flag, "Whether the plan is saved; else it is only looked at."),
            scope[0], scope[1],
            .optional(
                "as_of",
                .instant,
                "The moment to look from, without `save`; the present if absent.",
                inExample: false
            ),
            .optional(
                "explain",
                .list(.key(LectureRequest.self), atMost: MatchQuestion.explainedAtMost),
                "The requests to explain in full."
            ),
            .optional("scarcity", .flag, "Whether it is told where one more presenter would help most."),
        ])
    )

    /// An assignment of a plan.
    static let assignment: [Schema.Property] =
        [request, title, presenter, name] + [.required("slot", wish, "Which wish it is; 1 is the best.")]
        + time + [
            .required("online", .flag),
            .required(
                "cost",
                .named("MatchCost", .body(terms.map { .required($0, minutes) })),
                "In equivalent minutes, by term."
            ),
        ]
    private static let terms = [
        "travel", "slot_order", "missing_level", "not_preferred", "online_instead", "same_host_again", "load",
        "total",
    ]

    /// The answer.
    static let plan = Schema.named(
        "MatchPlan",
        .body([
            .optional("run", .key(MatchingRun.self), "The saved run."),
            .required("total_cost", amount, "`plan_cost`, and `unmatched_cost` for each that gets nobody."),
            .required("plan_cost", amount), .required("unmatched_cost", amount),
            .required("matched", .count), .required("unmatched", .count),
            .required("assignments", .list(.named("PlannedAssignment", .body(assignment)), atMost: nil)),
            .required("unmatched_requests", .list(unmatched, atMost: nil)),
            .required(
                "stale",
                .list(stale, atMost: nil),
                "What was not saved, since it does not hold any more."
            ),
            .required("fairness", .list(fairness, atMost: nil)),
            .optional("explanations", .list(explanation, atMost: nil)),
            .optional("scarcities", .list(scarcity, atMost: nil)),
        ])
    )

    private static let rules = Schema.list(
        .named("RuleCount", .body([.required("rule", rule), .required("presenters", .count)])),
        atMost: nil
    )
    private static let unmatched = Schema.named(
        "UnmatchedRequest",
        .body([
            request, title,
            .required(
                "reason",
                .body([
                    .required("code", .choice(["nobody", "given_to_others", "too_late"])),
                    .optional("presenters", .count), .optional("rules", rules),
                ])
            ),
        ])
    )
    private static let stale = Schema.named(
        "StaleRow",
        .body([
            request, .optional("presenter", .key(Presenter.self)), .required("reason", rule),
            .optional("rule", rule),
        ])
    )
    private static let spread = Schema.named(
        "LectureSpread",
        .body(
            ["presenters", "lectures", "most", "with_none", "busiest_tenth", "lectures_of_busiest_tenth"].map
            {
                .required($0, .count)
            }
        )
    )
    private static let fairness = Schema.named(
        "Fairness",
        .body([
            .required("fiscal_year", .fiscalYear), .required("before", spread), .required("after", spread),
        ])
    )
    private static let scarcity = Schema.named(
        "Scarcity",
        .body([
            .required("prefecture", .prefecture), .required("prefecture_name", .text(Example.prefectureName)),
            .required("topic", .code("five_rules")), .required("fewer_unmatched", .count),
            .required("fewer_minutes", change), .required("dual_bound", amount),
        ])
    )
    private static let change = Schema.integer(-2_147_483_648...2_147_483_647, example: 15)

    private static let explanation = Schema.named(
        "Explanation",
        .body([
            request, title,
            .required("outcome", .choice(["matched", "nobody_eligible", "given_to_others", "too_late"])),
            .optional("assignment", .named("PlannedAssignment", .body(assignment))),
            .optional("rules", rules),
            .optional(
                "blocking",
                .list(
                    .body([.required("rules", .list(rule, atMost: nil)), .required("presenters", .count)]),
                    atMost: nil
                ),
                "The smallest sets of rules without which somebody could come."
            ),
            .optional("eligible", .list(.key(Presenter.self), atMost: nil)),
            .optional(
                "competitors",
                .list(
                    .body([presenter, name, request, title] + time + [.required("takes", rule)]),
                    atMost: nil
                ),
                "The lectures that need those who are eligible."
            ),
            .optional("remedies", .list(remedy, atMost: nil), "What would help."),
            .optional("next_best", .list(nextBest, atMost: nil)),
        ])
    )
    private static let remedy = Schema.body([
        .required("change", .choice(["any_presenter", "online", "another_date", "more_reach"])),
        .required("presenters", .count), .optional("slot", wish), .optional("start", .instant),
        .optional("end", .laterInstant), .optional("minutes", .count),
        .optional("who", .list(.key(Presenter.self), atMost: nil)),
    ])
    private static let nextBest = Schema.body(
        [presenter, name] + [.required("slot", wish)] + time + [
            .required("online", .flag), .required("more_unmatched", change),
            .required("more_minutes", change),
        ]
    )
}
