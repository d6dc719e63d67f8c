// What is tried with honoraria and rates, and what stops it.

extension MoneyRuleTests {
    static let entries = [
        Attempt("an honorarium changed", "UPDATE honorarium SET fee = 1", "honorarium_append_only"),
        Attempt("an honorarium deleted", "DELETE FROM honorarium", "honorarium_append_only"),
        Attempt("all honoraria at once", "TRUNCATE honorarium CASCADE", "honorarium_append_only"),
        Attempt("a fee rate changed", "UPDATE fee_rate SET amount = amount + 1", "fee_rate_kept"),
        Attempt("a tax rate raised", "UPDATE withholding_rate SET note = 'x'", "withholding_rate_kept"),
        Attempt(
            "two tax rates at once",
            "INSERT INTO withholding_rate OVERRIDING SYSTEM VALUE SELECT 999, payee_class, band, rate_bp, income_tax_bp, "
                + "reconstruction_permille, defence_permille, valid, note FROM withholding_rate LIMIT 1",
            "withholding_rate_one"
        ),
        Attempt(
            "a fee without the host's word",
            entry(of: 3, dates: "'2026-10-21'::date, '2026-11-01'::date, 2026"),
            "honorarium_attested"
        ),
        Attempt(
            "a fee under a programme that pays none",
            "UPDATE lecture_request SET programme_id = (SELECT id FROM programme WHERE NOT pays_honorarium LIMIT 1); "
                + entry("'black', 2::bigint", of: 2),
            "honorarium_attested"
        ),
        Attempt("a lecture paid for twice", entry(of: 2), "honorarium_one_original"),
        Attempt(
            "somebody else's payee",
            red
                + entry("'black', 2::bigint", of: 2).replacing(
                    "presenter_payee.payee_id,",
                    with: "(SELECT min(id) FROM payee WHERE id <> presenter_payee.payee_id),"
                ),
            "honorarium_payee_of_presenter"
        ),
        Attempt(
            "another lecture date",
            entry("'black', 2::bigint", of: 2, dates: "'2026-10-21'::date, '2026-11-01'::date, 2026"),
            "honorarium_of_assignment"
        ),
        Attempt(
            "another budget year",
            red + entry("'black', 2::bigint", of: 2, dates: "'2026-10-20'::date, '2026-11-01'::date, 2027"),
            "honorarium_budget_year"
        ),
        Attempt(
            "an honorarium fixed before the lecture",
            entry(of: 2, dates: "'2026-10-20'::date, '2026-10-19'::date, 2026"),
            "honorarium_fixed_later"
        ),
        Attempt(
            "a fee without a rate",
            red + entry("'black', 2::bigint", of: 2, rate: "NULL::bigint"),
            "honorarium_fee_has_rate"
        ),
        Attempt(
            "a red entry with another amount",
            entry("'red', 2::bigint", of: 2, fee: -29_999),
            "honorarium_red_mirrors"
        ),
        Attempt(
            "a red entry of another lecture",
            entry("'red', 1::bigint", of: 2, fee: -30_000),
            "honorarium_red_mirrors"
        ),
        Attempt(
            "a red entry with a plus",
            "ALTER TABLE honorarium DISABLE TRIGGER red_mirrors; " + entry("'red', 2::bigint", of: 2),
            "honorarium_sign"
        ),
        Attempt(
            "two red entries for one",
            entry("'red', 2::bigint", of: 2, fee: -30_000) + entry("'red', 2::bigint", of: 2, fee: -30_000),
            "honorarium_corrected_once"
        ),
        Attempt(
            "a correction of nothing",
            entry("'black', NULL::bigint", of: 2),
            "honorarium_black_after_red"
        ),
        Attempt(
            "a black entry beside what stands",
            entry("'black', 2::bigint", of: 2),
            "honorarium_black_after_red"
        ),
        Attempt(
            "a black entry in another year",
            red + entry("'black', 2::bigint", of: 2, dates: "'2026-10-20'::date, '2027-01-01'::date, 2026"),
            "honorarium_black_after_red"
        ),
    ]
}
