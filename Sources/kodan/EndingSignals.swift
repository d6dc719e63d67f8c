import Glibc
import UnixSignals

extension UnixSignal {
    /// The signals at which a server or a worker ends once what is under way is done.
    ///
    /// SIGHUP, too: it comes when a terminal is closed, and from scripts that rotate logs, of which there are none to
    /// open anew. Whoever was started to outlive its terminal (`nohup`) does.
    static var ending: [UnixSignal] {
        var action = sigaction()
        guard unsafe sigaction(SIGHUP, nil, &action) == 0 else { return [.sigterm, .sigint] }
        let isIgnored = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
        return isIgnored ? [.sigterm, .sigint] : [.sigterm, .sigint, .sighup]
    }
}
