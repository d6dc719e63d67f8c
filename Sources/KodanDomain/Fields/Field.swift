/// The fields of persons, organizations, payees and requests, by the names that JSON and imports use.
public enum Field: String, Sendable, CaseIterable {
    /// 姓.
    case familyName = "family_name"
    /// 名.
    case givenName = "given_name"
    /// セイ.
    case familyKana = "family_kana"
    /// メイ.
    case givenKana = "given_kana"
    /// The name of an organization.
    case name
    /// Its reading.
    case kana
    /// The kind of an organization.
    case kind
    /// Mail address.
    case email
    /// Telephone number.
    case phone
    /// Postal code.
    case postalCode = "postal_code"
    /// Prefecture.
    case prefecture
    /// Municipality.
    case municipality
    /// Address.
    case address
    /// Qualifications.
    case qualifications
    /// Topics with levels.
    case topics
    /// How far a presenter travels, in minutes.
    case reachMinutes = "reach_minutes"
    /// Whether a presenter lectures online.
    case acceptsOnline = "accepts_online"
    /// Whether a presenter stays overnight.
    case acceptsOvernight = "accepts_overnight"
    /// Lectures a month at most.
    case monthlyCap = "monthly_cap"
    /// The year of the April in which a fiscal year begins.
    case fiscalYear = "fiscal_year"
    /// Lectures a fiscal year at most.
    case yearlyCap = "yearly_cap"
    /// Hours of the week.
    case weeklyHours = "weekly_hours"
    /// Days on which a presenter cannot come.
    case unavailable
    /// The organization to which a presenter belongs.
    case organization
    /// Rank, which decides the fee.
    case rank
    /// Legal status of a payee.
    case legalStatus = "legal_status"
    /// Residency of a payee.
    case residency
    /// Name of a payee.
    case payeeName = "payee_name"
    /// Postal code of a payee.
    case payeePostalCode = "payee_postal_code"
    /// Address of a payee.
    case payeeAddress = "payee_address"
    /// Invoice number of a payee.
    case invoiceNumber = "invoice_number"
    /// Bank code.
    case bankCode = "bank_code"
    /// Branch code.
    case branchCode = "branch_code"
    /// Type of deposit.
    case depositType = "deposit_type"
    /// Account number.
    case accountNumber = "account_number"
    /// Account holder in kana.
    case accountHolder = "account_holder"
    /// Whether an organization is a member of the council.
    case councilMember = "council_member"
    /// The number under which an organization is registered.
    case registrationNumber = "registration_number"
    /// A programme.
    case programme
    /// A topic.
    case topic
    /// A level of a topic.
    case level
    /// A qualification.
    case qualification
    /// A qualification's number.
    case qualificationNumber = "qualification_number"
    /// Who asks for a lecture.
    case asker
    /// The person to ask about a request.
    case contactName = "contact_name"
    /// What a lecture is called.
    case title
    /// What it is for.
    case purpose
    /// Who comes to it.
    case audience
    /// How many are expected.
    case expectedAttendance = "expected_attendance"
    /// Venue, online or both.
    case place
    /// A venue's name.
    case venueName = "venue_name"
    /// A venue's address.
    case venueAddress = "venue_address"
    /// The contact's part of an organization.
    case department
    /// The station from which one comes to a venue.
    case nearestStation = "nearest_station"
    /// What the room has.
    case equipment
    /// How many printed sets are wished.
    case printedCopies = "printed_copies"
    /// Presenters who are not wished.
    case excludedPresenters = "excluded_presenters"
    /// The wished times.
    case slots
    /// Why something was decided.
    case reason
    /// How many came.
    case attendance
    /// How long it took.
    case minutes
    /// Whose decision it was.
    case by
    /// When it was held.
    case held
    /// Whom to ask next.
    case nextPresenters = "presenters"
    /// What a report says.
    case summary
    /// What a host remarks.
    case comment
    /// What is wrong with a payment notice.
    case objection
    /// How content the host was, 1 to 5.
    case satisfaction
    /// A leg of a journey.
    case travelLegs = "travel_legs"
    /// An amount of yen.
    case amount
    /// The consumption tax that the payee's document shows apart.
    case consumptionTax = "consumption_tax"
    /// How far a leg by car went.
    case kilometres
    /// For how many nights an allowance is claimed.
    case nights
    /// Whether the body paid the carrier or hotel itself.
    case paidDirectly = "paid_directly"
    /// The last day on which something holds.
    case lastDay = "last_day"
    /// A day.
    case day
    /// The day on which the bank is to pay.
    case payOn = "pay_on"
    /// A file behind a claim.
    case evidence
    /// A carrier's number of a parcel.
    case carrierNumber = "carrier_number"
    /// What a tax treaty does.
    case relief
    /// A rate in basis points.
    case rateBasisPoints = "rate_bp"
    /// A tax treaty.
    case treaty
    /// When the tax office was notified.
    case notifiedOn = "notified_on"
    /// When a registration was looked up.
    case checkedOn = "checked_on"
    /// The first day on which something holds.
    case validFrom = "from"
    /// The last day on which something holds.
    case validTo = "to"
    /// Whom the body pays.
    case payee
    /// A password.
    case password
    /// What a token or an edition is called.
    case label
    /// For how many days.
    case days
    /// What a token is limited to.
    case scopes
    /// A code of the catalogue.
    case code
    /// A name in Japanese.
    case japaneseName = "name_ja"
    /// A name in English.
    case englishName = "name_en"
    /// File or paper.
    case medium
    /// The day from which an edition serves.
    case issuedOn = "issued_on"
    /// The file of an edition.
    case file
    /// How many copies.
    case quantity
    /// Where copies go.
    case shipTo = "ship_to"
    /// How lectures of a programme come about.
    case delivery
    /// The kinds of organizations that may ask.
    case askedBy = "asked_by"
    /// Whether only members of the council may ask.
    case membersOnly = "members_only"
    /// Whether lectures are paid.
    case paysHonorarium = "pays_honorarium"
    /// The programmes that share a yearly target.
    case targetGroup = "target_group"
    /// How many days ahead a request comes in at the latest.
    case leadDays = "lead_days"
    /// How many must be expected at least.
    case minimumAttendance = "minimum_attendance"
    /// For how many a seminar is.
    case capacity
    /// By when they leave.
    case shipBy = "ship_by"
    /// What goes out.
    case materials
    /// In whose name something is done.
    case onBehalfOf = "on_behalf_of"
    /// How much is aimed at in a fiscal year.
    case target
    /// The subject of a mail.
    case subject
    /// The text of a mail.
    case text
}
