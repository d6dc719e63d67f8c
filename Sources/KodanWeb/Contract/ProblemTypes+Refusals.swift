extension ProblemTypes {
    /// What the office's rules refuse: the codes of `Refusal`.
    static let refusals: [ProblemType] = [
        ProblemType("account_confirmed", "The account was confirmed already."),
        ProblemType("account_holder", "The account holder's name cannot be written in a bank file."),
        ProblemType("account_keys", "The keys for bank accounts are missing or do not open what was sealed."),
        ProblemType(
            "account_unseen",
            "What came back would go to an account that only who asked for it or sends it has confirmed."
        ),
        ProblemType(
            "address_unknown",
            "The address holds a secret that was never given out so, or was taken back."
        ),
        ProblemType("already_assigned", "Another presenter is bound to the request already."),
        ProblemType("anonymized", "Whom it is about was anonymized: nothing of them changes any more."),
        ProblemType("asked_already", "The presenter is being asked for this request already."),
        ProblemType("assignment_state", "The assignment's state does not allow this step."),
        ProblemType("attendance_too_small", "Fewer are expected than the programme wants at least."),
        ProblemType(
            "attestation_wants_evidence",
            "There is neither a co-host's confirmation nor a coordinator's decision on evidence."
        ),
        ProblemType("attested_already", "This side has attested already."),
        ProblemType("bank_closed", "Banks are closed on the day."),
        ProblemType(
            "bank_name",
            "The payee's bank or branch has no name, and the body's bank wants one in its files."
        ),
        ProblemType(
            "bounce_cleared",
            "The address was cleared already, or mails to it never came back for good."
        ),
        ProblemType("bounced_already", "It is recorded already that the mail came back."),
        ProblemType("budget_exceeded", "The request would exceed its programme's budget."),
        ProblemType("calculated_already", "The honorarium was calculated already."),
        ProblemType("change_answered", "This side has said yes already."),
        ProblemType("change_open", "A change of this lecture is being asked about already."),
        ProblemType("change_overdue", "The time in which both sides could say yes has passed."),
        ProblemType("change_state", "The change has ended, or does not allow this step."),
        ProblemType("code_refused", "The code that should confirm one-time codes is not right."),
        ProblemType("code_wanted", "The password is right, and a one-time code is wanted beside it."),
        ProblemType("corrected_already", "The entry was taken back already, or takes another one back."),
        ProblemType("day_ahead", "The day has not come yet."),
        ProblemType("day_passed", "The day lies in the past."),
        ProblemType(
            "day_too_far",
            "The day lies more than two years ahead, for which nothing is planned yet."
        ),
        ProblemType(
            "deadline_not_later",
            "The new deadline is not later, or less than an hour before one has to leave for the lecture."
        ),
        ProblemType("deadline_passed", "The offer's deadline has passed."),
        ProblemType("delivery_state", "The delivery's state does not allow this step."),
        ProblemType("desk_entry_closed", "The entry of the desk was closed already."),
        ProblemType("edition_has_file", "The edition has another file; another file is another edition."),
        ProblemType("edition_without_file", "The edition has no file here."),
        ProblemType("email_taken", "The mail address is another user's."),
        ProblemType(
            "excluded_already",
            "This side asked already never to be brought together with the other."
        ),
        ProblemType("excluded_from_request", "The presenter is excluded from the request already."),
        ProblemType("fee_agreed", "Something was agreed about the fee already."),
        ProblemType(
            "file_differs",
            "The bank file made again is not the file that was recorded: its bank profile or an account's data changed."
        ),
        ProblemType("finding_ended", "The finding is not open any more."),
        ProblemType("foreign_bounce_report", "The report is about no mail of this office."),
        ProblemType("foreign_payee", "The payee receives nothing for the presenter."),
        ProblemType(
            "hard_rules",
            "These rules speak against the presenter, and nobody sets them aside; their short names, `not_qualified`."
        ),
        ProblemType("holidays_known", "The holidays of the year are known already."),
        ProblemType("invalid_field", "A field does not hold what it should."),
        ProblemType("last_administrator", "Nobody would be left who names administrators."),
        ProblemType(
            "later_fact",
            "Something of this kind is stated of the payee from this later day on already."
        ),
        ProblemType("lead_time", "A wished day is nearer than the programme's lead time, in days."),
        ProblemType("legs_want_evidence", "Some legs have no evidence."),
        ProblemType("likely_duplicate", "Persons or organizations like these are registered already."),
        ProblemType("limited_link", "The link of a mail does not serve for this."),
        ProblemType("limited_token", "A token that is limited to scopes does not serve for this."),
        ProblemType("link_spent", "The link was used, has expired or was never given out."),
        ProblemType("mail_state", "The mail's state does not allow this step."),
        ProblemType("match_running", "Another matching run is under way."),
        ProblemType("material_link_ended", "The link served once: it is over, used up, or was taken back."),
        ProblemType("member_already", "The user is a member of the organization already."),
        ProblemType("month_closed", "The month is closed and never changes."),
        ProblemType("month_open", "The month is not closed yet."),
        ProblemType("month_unknown", "The month is not open for payments yet."),
        ProblemType("moved_too_often", "The lecture has moved too often to move again."),
        ProblemType("name_still_needed", "The name is still needed, so that it is not taken away."),
        ProblemType("net_for_nonresident", "A net amount is promised to residents only."),
        ProblemType("no_account", "The payee has no confirmed bank account."),
        ProblemType("no_bounce_report", "What came in is no report of a mail that came back."),
        ProblemType("no_fee_rate", "No fee rate is in force for the rank on the day."),
        ProblemType("no_holidays", "No table of holidays covers the year."),
        ProblemType("no_payee", "The presenter has no payee on the day."),
        ProblemType("no_such_transfer", "The bank file has no transfer at this place."),
        ProblemType(
            "no_tax_rate",
            "No tax rate is in force on the day: a date beyond the tables is refused, not guessed."
        ),
        ProblemType("no_travel_rate", "No such travel rate is in force on the day."),
        ProblemType("nobody_reached", "No active presenter whom a mail reaches meets the conditions."),
        ProblemType("not_attested", "Both attestations are not there yet."),
        ProblemType("not_claim", "The payment sends money: nothing is asked back."),
        ProblemType("not_excluded", "This side has not asked never to be brought together with the other."),
        ProblemType("not_found", "There is no such thing, or it is not the asker's to see."),
        ProblemType(
            "not_matched",
            "The request is not among those that are matched: it is on hold, or outside of what was asked for."
        ),
        ProblemType("not_member", "The user is no member of the organization."),
        ProblemType("not_over_yet", "The lecture is not over yet."),
        ProblemType("not_permitted", "The role may not do this."),
        ProblemType("not_printed", "Only what is on paper lies in stock."),
        ProblemType(
            "not_signed_in",
            "The credential serves nobody: unknown, expired, revoked, or a disabled user."
        ),
        ProblemType("nothing_changed", "The correction says what the entry says."),
        ProblemType("nothing_moved", "What is proposed is how things are."),
        ProblemType("nothing_to_pay", "There is nothing to pay in the month."),
        ProblemType(
            "nothing_to_settle",
            "Nothing was claimed for a lecture that was called off, or its programme pays nothing."
        ),
        ProblemType("notice_answered", "It was answered already, or another one stands in its place."),
        ProblemType("notice_deadline_passed", "It counts as confirmed: its deadline has passed."),
        ProblemType("notice_differs", "Made again, it is not what was issued."),
        ProblemType("notice_not_objected", "Nobody has objected to it: it stands."),
        ProblemType(
            "offer_state",
            "The offer's state does not allow this step: it was answered, taken back or overtaken."
        ),
        ProblemType("organization_merged", "The organization is part of another."),
        ProblemType("own_access", "Nobody else could give this back."),
        ProblemType(
            "own_account_change",
            "Who asked for a change of account does not confirm it, unless they called back."
        ),
        ProblemType(
            "own_affair",
            "It is the asker's own lecture or pay, and so for somebody else to decide."
        ),
        ProblemType("own_finding", "Whose claim a finding is about does not clear it."),
        ProblemType("own_organization", "The presenter belongs to the organization that asks."),
        ProblemType("own_payment", "Who prepared it does not approve it."),
        ProblemType("paid_too_early", "What was paid is dated before it can have been."),
        ProblemType("password_refused", "The password that is to be changed is not right."),
        ProblemType("password_wanted", "This session began with a link: password and code are wanted."),
        ProblemType("pay_day_passed", "The payment day of the month has passed."),
        ProblemType("payee_alias", "The payee has a part in an alias already."),
        ProblemType("payee_known", "Somebody is paid for the presenter already."),
        ProblemType(
            "payee_resident",
            "A treaty decision is for non-residents; the payee is none on the day."
        ),
        ProblemType(
            "payment_blocked",
            "A finding that keeps payees out of payments came up after the payment was prepared."
        ),
        ProblemType("payment_state", "The payment's state does not allow this step."),
        ProblemType("presenter_away", "The presenter has said that they cannot come on that day."),
        ProblemType("presenter_not_active", "The presenter is not active."),
        ProblemType("presenter_status", "The presenter's status does not allow this step."),
        ProblemType(
            "programme_days",
            "The programme has a lecture, an open request or an event on a day that would not be its."
        ),
        ProblemType(
            "programme_delivery",
            "The programme is delivered another way: dispatched, self-hosted or by the body itself."
        ),
        ProblemType("programme_not_for_asker", "This kind of organization may not ask under the programme."),
        ProblemType("programme_not_in_force", "The programme is not in force on the wished day."),
        ProblemType(
            "programme_used",
            "Of a programme that is in use, delivery and honorarium stand: end it and add another."
        ),
        ProblemType("rate_in_the_way", "This row says something for some of these days already."),
        ProblemType(
            "rate_used",
            "Amounts were computed from the rate: it neither goes nor ends before them."
        ),
        ProblemType("reconfirmed_already", "This side said already that the lecture stands."),
        ProblemType(
            "record_file_number",
            "A file of payment records of the year takes a number from `next` to 99."
        ),
        ProblemType("request_state", "The request's state does not allow this step."),
        ProblemType("residency_unknown", "Nobody has said where the payee is taxed."),
        ProblemType(
            "result_amount",
            "The bank's answer states another amount for this transfer than was sent."
        ),
        ProblemType("role_held", "The user holds the role already."),
        ProblemType("role_not_held", "The user does not hold the role, or not for the prefecture."),
        ProblemType("scope_missing", "The token does not hold this scope."),
        ProblemType("self_hosted", "A self-hosted lecture is given by who asked for it, and by nobody else."),
        ProblemType("separate_tax_stated", "Consumption tax was stated apart from the fee already."),
        ProblemType("separate_tax_too_large", "The consumption tax is more than the fee that holds it."),
        ProblemType("session_wanted", "Only a session may do this, no token."),
        ProblemType(
            "settled_already",
            "The bank's answer for this transfer is recorded already; nothing of this one was recorded."
        ),
        ProblemType("sign_in_busy", "Too many passwords are being checked at once."),
        ProblemType("sign_in_refused", "Address, password or code are not right; which of them is not told."),
        ProblemType(
            "soft_rules",
            "These rules speak against the presenter; a coordinator may set them aside; their short names, `out_of_reach`."
        ),
        ProblemType("stock_short", "So many copies are not in stock."),
        ProblemType("tax_band_gap", "The tax bands of these payees would have a gap on the day."),
        ProblemType(
            "taxed_otherwise",
            "Where the payee is taxed has changed since the payment was prepared."
        ),
        ProblemType("token_revoked", "The token was revoked already."),
        ProblemType(
            "too_many_attempts",
            "There were too many tries; the next one is taken after so many seconds."
        ),
        ProblemType("too_many_legs", "A journey has more legs than may be claimed."),
        ProblemType("totals_differ", "The file's totals differ from the ledger's; nothing was exported."),
        ProblemType("totp_missing", "The role needs one-time codes, and they are not set up."),
        ProblemType("totp_not_enrolled", "No one-time codes are being set up."),
        ProblemType(
            "travel_does_not_fit",
            "The way from or to another lecture of the presenter does not fit between the two."
        ),
        ProblemType("two_lectures_at_once", "The presenter has another lecture at that time."),
        ProblemType("unapproved_payments", "Payments of the month wait for approval."),
        ProblemType("unknown_code", "The code names nothing that exists."),
        ProblemType("user_state", "The user is disabled, or enabled, already."),
        ProblemType("wants_invoice", "Only the payee's own invoice shows consumption tax apart."),
    ]
}
