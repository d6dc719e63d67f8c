/// Attempts on what is known of payees and of claims.
extension Breach {
    static let aliases = [
        Breach(
            "a payee as itself",
            "INSERT INTO payee_alias VALUES (3, 3, 'x', 1, '2026-04-01')",
            by: "payee_alias_other"
        ),
        Breach(
            "an alias of an alias",
            "INSERT INTO payee_alias VALUES (3, 2, 'x', 1, '2026-04-01')",
            by: "payee_alias_flat"
        ),
        Breach(
            "an alias of what has one",
            "INSERT INTO payee_alias VALUES (1, 3, 'x', 1, '2026-04-01')",
            by: "payee_alias_flat"
        ),
        Breach(
            "two aliases",
            "INSERT INTO payee_alias VALUES (2, 3, 'x', 1, '2026-04-01')",
            by: "payee_alias_pkey"
        ),
        Breach(
            "an alias without a reason",
            "INSERT INTO payee_alias VALUES (3, 1, '', 1, '2026-04-01')",
            by: "payee_alias_reason"
        ),
        Breach("an alias changed", "UPDATE payee_alias SET same_as = 3", by: "payee_alias_append_only"),
        Breach("an alias taken back", "DELETE FROM payee_alias", by: "payee_alias_append_only"),
    ]

    static func treaty(_ values: String, valid: String = "[2026-10-01,)") -> String {
        """
        INSERT INTO treaty_decision (payee_id, relief, rate_bp, treaty, notified_on, valid, decided_by, decided_at)
        VALUES (1, \(values), '\(valid)', 1, '2026-06-02T00:00:00Z')
        """
    }

    static let treaties = [
        Breach(
            "a relief that is none",
            treaty("'half', NULL, 'x', '2026-06-01'"),
            by: "treaty_decision_relief"
        ),
        Breach(
            "a rate above what is due without a treaty",
            treaty("'reduced', 2042, 'x', '2026-06-01'"),
            by: "treaty_decision_rate"
        ),
        Breach("a rate of nothing", treaty("'reduced', 0, 'x', '2026-06-01'"), by: "treaty_decision_rate"),
        Breach(
            "a reduction to no rate",
            treaty("'reduced', NULL, 'x', '2026-06-01'"),
            by: "treaty_decision_reduced"
        ),
        Breach(
            "an exemption with a rate",
            treaty("'exempt', 1000, 'x', '2026-06-01'"),
            by: "treaty_decision_reduced"
        ),
        Breach(
            "relief without a notification",
            treaty("'exempt', NULL, 'x', NULL"),
            by: "treaty_decision_notified"
        ),
        Breach(
            "a notification of no relief",
            treaty("'none', NULL, 'x', '2026-06-01'"),
            by: "treaty_decision_notified"
        ),
        Breach("a treaty without a name", treaty("'none', NULL, '', NULL"), by: "treaty_decision_treaty"),
        Breach(
            "a decision for no day",
            treaty("'none', NULL, 'x', NULL", valid: "empty"),
            by: "treaty_decision_valid"
        ),
        Breach(
            "two decisions at once",
            treaty("'none', NULL, 'x', NULL", valid: "[2026-09-30,)"),
            by: "treaty_decision_one"
        ),
        Breach(
            "a decision that turns into another",
            "UPDATE treaty_decision SET treaty = 'y'",
            by: "treaty_decision_kept"
        ),
        Breach(
            "a decision that begins on another day",
            "UPDATE treaty_decision SET valid = '[2026-06-30,2026-10-01)'",
            by: "treaty_decision_kept"
        ),
        Breach("a decision taken back", "DELETE FROM treaty_decision", by: "treaty_decision_kept"),
    ]

    static let agreements = [
        Breach(
            "an agreement of another kind",
            "INSERT INTO fee_agreement VALUES (1, 'double', NULL, 'x', 1, '2026-06-02')",
            by: "fee_agreement_kind"
        ),
        Breach(
            "a net promise of nothing",
            "INSERT INTO fee_agreement VALUES (1, 'net', 0, 'x', 1, '2026-06-02')",
            by: "fee_agreement_net"
        ),
        Breach(
            "a net promise without an amount",
            "INSERT INTO fee_agreement VALUES (1, 'net', NULL, 'x', 1, '2026-06-02')",
            by: "fee_agreement_amount"
        ),
        Breach(
            "a declined fee of an amount",
            "INSERT INTO fee_agreement VALUES (1, 'declined', 5000, 'x', 1, '2026-06-02')",
            by: "fee_agreement_amount"
        ),
        Breach(
            "an agreement without a reason",
            "INSERT INTO fee_agreement VALUES (1, 'declined', NULL, '', 1, '2026-06-02')",
            by: "fee_agreement_reason"
        ),
        Breach(
            "two agreements on one lecture",
            "INSERT INTO fee_agreement VALUES (1, 'declined', NULL, 'x', 1, '2026-06-02')",
            by: "fee_agreement_once"
        ),
        Breach(
            "an agreement changed",
            "UPDATE fee_agreement SET net_fee = 1",
            by: "fee_agreement_append_only"
        ),
        Breach(
            "consumption tax of nothing",
            "INSERT INTO separated_consumption_tax VALUES (1, 1, 0, 1, '2026-06-02')",
            by: "separated_consumption_tax_amount"
        ),
        Breach(
            "consumption tax shown by a receipt",
            "INSERT INTO separated_consumption_tax VALUES (1, 2, 3000, 1, '2026-06-02')",
            by: "separated_consumption_tax_document"
        ),
        Breach(
            "consumption tax taken back",
            "INSERT INTO separated_consumption_tax VALUES (1, 1, 3000, 1, '2026-06-02'); DELETE FROM separated_consumption_tax",
            by: "separated_consumption_tax_append_only"
        ),
    ]

    private static func rule(_ values: String) -> String {
        "INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis) VALUES (\(values), 'x')"
    }

    static let evidenceRules = [
        Breach(
            "evidence of an allowance",
            rule("'lodging_allowance', 0, 'receipt', '[2026-04-01,)'"),
            by: "evidence_rule_claim"
        ),
        Breach(
            "evidence above less than nothing",
            rule("'bus', -1, 'receipt', '[2026-04-01,)'"),
            by: "evidence_rule_above"
        ),
        Breach("evidence of any kind", rule("'bus', 0, 'other', '[2026-04-01,)'"), by: "evidence_rule_kind"),
        Breach("evidence on no day", rule("'bus', 0, 'receipt', 'empty'"), by: "evidence_rule_valid"),
        Breach("two rules at once", rule("'rail', 500, 'receipt', '[2026-05-01,)'"), by: "evidence_rule_one"),
    ]
}
