import Foundation
import KodanDomain
import KodanService
import KodanText

extension OfficeClock {
    /// The machine's clock.
    static let wall = OfficeClock {
        Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    /// The machine's clock, so many seconds ahead.
    static func wall(ahead seconds: Int) -> OfficeClock {
        OfficeClock(
            now: { Instant(microseconds: OfficeClock.wall.now().microseconds + Int64(seconds) * 1_000_000) },
            codes: OfficeClock.wall.now
        )
    }
}

extension Language {
    /// The language of the terminal.
    static var terminal: Language {
        let environment = ProcessInfo.processInfo.environment
        return Language(locale: environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"])
    }
}

/// Random bytes of the operating system.
func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
