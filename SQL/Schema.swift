/// The migrations that the executable carries, oldest first.
public enum Schema {
    /// One numbered file of `SQL/core`.
    public struct File: Sendable {
        /// Its name, `0001_foundation.sql`.
        public let name: String
        /// What it says.
        public let text: String

        init(name: String, bytes: [UInt8]) {
            self.name = name
            text = String(decoding: bytes, as: UTF8.self)
        }
    }

    /// All files in the order in which they are applied.
    ///
    /// A file is never edited after its release.
    public static let core: [File] = [
        File(name: "0001_foundation.sql", bytes: PackageResources._001_foundation_sql),
        File(name: "0002_geography.sql", bytes: PackageResources._002_geography_sql),
        File(name: "0003_people.sql", bytes: PackageResources._003_people_sql),
        File(name: "0004_payees.sql", bytes: PackageResources._004_payees_sql),
        File(name: "0005_programmes.sql", bytes: PackageResources._005_programmes_sql),
        File(name: "0006_requests.sql", bytes: PackageResources._006_requests_sql),
        File(name: "0007_lectures.sql", bytes: PackageResources._007_lectures_sql),
        File(name: "0008_money.sql", bytes: PackageResources._008_money_sql),
        File(name: "0009_record.sql", bytes: PackageResources._009_record_sql),
        File(name: "0010_security.sql", bytes: PackageResources._010_security_sql),
        File(name: "0011_rates.sql", bytes: PackageResources._011_rates_sql),
        File(name: "0012_claims.sql", bytes: PackageResources._012_claims_sql),
        File(name: "0013_budget.sql", bytes: PackageResources._013_budget_sql),
        File(name: "0014_corrections.sql", bytes: PackageResources._014_corrections_sql),
        File(name: "0015_papers.sql", bytes: PackageResources._015_papers_sql),
        File(name: "0016_sign_in.sql", bytes: PackageResources._016_sign_in_sql),
        File(name: "0017_kept_answers.sql", bytes: PackageResources._017_kept_answers_sql),
        File(name: "0018_chain.sql", bytes: PackageResources._018_chain_sql),
        File(name: "0019_people.sql", bytes: PackageResources._019_people_sql),
        File(name: "0020_money_readers.sql", bytes: PackageResources._020_money_readers_sql),
        File(name: "0021_monitoring.sql", bytes: PackageResources._021_monitoring_sql),
        File(name: "0022_reading.sql", bytes: PackageResources._022_reading_sql),
        File(name: "0023_mail.sql", bytes: PackageResources._023_mail_sql),
        File(name: "0024_calendar.sql", bytes: PackageResources._024_calendar_sql),
        File(name: "0025_offers.sql", bytes: PackageResources._025_offers_sql),
        File(name: "0026_materials.sql", bytes: PackageResources._026_materials_sql),
        File(name: "0027_changes.sql", bytes: PackageResources._027_changes_sql),
        File(name: "0028_applications.sql", bytes: PackageResources._028_applications_sql),
        File(name: "0029_arrangements.sql", bytes: PackageResources._029_arrangements_sql),
        File(name: "0030_openings.sql", bytes: PackageResources._030_openings_sql),
        File(name: "0031_presenter_changes.sql", bytes: PackageResources._031_presenter_changes_sql),
        File(name: "0032_chosen_shipping.sql", bytes: PackageResources._032_chosen_shipping_sql),
        File(name: "0033_limits.sql", bytes: PackageResources._033_limits_sql),
        File(name: "0034_kept_answers.sql", bytes: PackageResources._034_kept_answers_sql),
        File(name: "0035_names.sql", bytes: PackageResources._035_names_sql),
        File(name: "0036_policies.sql", bytes: PackageResources._036_policies_sql),
        File(name: "0037_repeated_calls.sql", bytes: PackageResources._037_repeated_calls_sql),
        File(name: "0038_limited_mails.sql", bytes: PackageResources._038_limited_mails_sql),
        File(name: "0039_known_schema.sql", bytes: PackageResources._039_known_schema_sql),
        File(name: "0040_large_stocks.sql", bytes: PackageResources._040_large_stocks_sql),
        File(name: "0041_programmes.sql", bytes: PackageResources._041_programmes_sql),
        File(name: "0042_own_affairs.sql", bytes: PackageResources._042_own_affairs_sql),
        File(name: "0043_new_addresses.sql", bytes: PackageResources._043_new_addresses_sql),
        File(name: "0044_anonymization.sql", bytes: PackageResources._044_anonymization_sql),
        File(name: "0045_awaited_mails.sql", bytes: PackageResources._045_awaited_mails_sql),
        File(name: "0046_lapses.sql", bytes: PackageResources._046_lapses_sql),
        File(name: "0047_keys_and_laws.sql", bytes: PackageResources._047_keys_and_laws_sql),
        File(name: "0048_told_notices.sql", bytes: PackageResources._048_told_notices_sql),
        File(name: "0049_third_persons.sql", bytes: PackageResources._049_third_persons_sql),
        File(name: "0050_co_hosts.sql", bytes: PackageResources._050_co_hosts_sql),
        File(name: "0051_taken_back.sql", bytes: PackageResources._051_taken_back_sql),
        File(name: "0052_second_lock.sql", bytes: PackageResources._052_second_lock_sql),
        File(name: "0053_request_steps.sql", bytes: PackageResources._053_request_steps_sql),
        File(name: "0054_event_attendance.sql", bytes: PackageResources._054_event_attendance_sql),
        File(name: "0055_registers.sql", bytes: PackageResources._055_registers_sql),
        File(name: "0056_whole_addresses.sql", bytes: PackageResources._056_whole_addresses_sql),
        File(name: "0057_standing_facts.sql", bytes: PackageResources._057_standing_facts_sql),
        File(name: "0058_announcements.sql", bytes: PackageResources._058_announcements_sql),
        File(name: "0059_holds_and_holidays.sql", bytes: PackageResources._059_holds_and_holidays_sql),
        File(name: "0060_moved_online.sql", bytes: PackageResources._060_moved_online_sql),
        File(name: "0061_years_of_requests.sql", bytes: PackageResources._061_years_of_requests_sql),
        File(name: "0062_mergers.sql", bytes: PackageResources._062_mergers_sql),
        File(name: "0063_own_names.sql", bytes: PackageResources._063_own_names_sql),
        File(name: "0064_long_lists.sql", bytes: PackageResources._064_long_lists_sql),
        File(name: "0065_given_back.sql", bytes: PackageResources._065_given_back_sql),
        File(name: "0066_at_one_moment.sql", bytes: PackageResources._066_at_one_moment_sql),
        File(name: "0067_away.sql", bytes: PackageResources._067_away_sql),
        File(name: "0068_ten_years.sql", bytes: PackageResources._068_ten_years_sql),
        File(name: "0069_known_users.sql", bytes: PackageResources._069_known_users_sql),
        File(name: "0070_days_off.sql", bytes: PackageResources._070_days_off_sql),
        File(name: "0071_came_back.sql", bytes: PackageResources._071_came_back_sql),
        File(name: "0072_waiting_money.sql", bytes: PackageResources._072_waiting_money_sql),
    ]
}
