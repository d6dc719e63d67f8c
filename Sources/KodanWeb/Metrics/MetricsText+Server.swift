import KodanDomain
import KodanService

extension MetricsText {
    /// What the server counted itself.
    mutating func write(_ metrics: HTTPMetrics) {
        let all = metrics.all.sorted { ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method) }
        family("kodan_http_requests_total", .counter, "Requests that were answered.")
        for (key, series) in all {
            for (status, count) in series.statuses.sorted(by: { $0.key < $1.key }) {
                sample(
                    "kodan_http_requests_total",
                    [("method", key.method), ("route", key.route), ("status", String(status))],
                    count
                )
            }
        }
        let duration = "kodan_http_request_duration_seconds"
        family(duration, .histogram, "Time from the header of a request to its answer, without sending that.")
        for (key, series) in all {
            let labels: [Label] = [("method", key.method), ("route", key.route)]
            var count = 0
            for (bound, inside) in zip(
                HTTPMetrics.bounds.map { Double($0) / 1e9 } + [.infinity],
                series.buckets
            ) {
                count += inside
                sample(duration + "_bucket", labels + [("le", Self.number(bound))], count)
            }
            sample(duration + "_sum", labels, Double(series.nanoseconds) / 1e9)
            sample(duration + "_count", labels, count)
        }
        single("kodan_http_requests_in_flight", .gauge, "Requests under way, this one too.", metrics.inFlight)
        family(
            "kodan_rejected_total",
            .counter,
            "Requests and connections that were turned away, by the limit."
        )
        let rejected = metrics.rejected
        for reason in Rejection.allCases {
            sample("kodan_rejected_total", [("limit", reason.rawValue)], rejected[reason] ?? 0)
        }
    }

    /// The connections to the database.
    mutating func write(_ pool: PoolFigures) {
        single("kodan_pool_size", .gauge, "Connections that the pool opens at most.", pool.size)
        single("kodan_pool_open", .gauge, "Connections that are open.", pool.open)
        single("kodan_pool_idle", .gauge, "Open connections that nobody uses.", pool.idle)
        single("kodan_pool_waiting", .gauge, "Requests that wait for a connection.", pool.waiting)
    }

    /// What the database says about the service; nil if it did not answer in time.
    mutating func write(_ figures: ServiceFigures?) {
        single(
            "kodan_database_up",
            .gauge,
            "Whether the database answered the question of these figures.",
            figures == nil ? 0 : 1
        )
        guard let figures else { return }
        single("kodan_outbox_queued", .gauge, "Mails that wait to be sent.", figures.mailsQueued)
        single(
            "kodan_outbox_put_off",
            .gauge,
            "Those of them that were tried in vain and wait for the next try.",
            figures.mailsPutOff
        )
        single(
            "kodan_outbox_dead",
            .gauge,
            "Mails that were given up and wait for a person.",
            figures.mailsDead
        )
        single(
            "kodan_outbox_lag_seconds",
            .gauge,
            "For how long the oldest mail has been due, announcements left aside; 0 if none is.",
            Double(figures.mailLagMicroseconds) / 1e6
        )
        single("kodan_offers_open", .gauge, "Offers that wait for an answer.", figures.offersOpen)
        single(
            "kodan_offers_late",
            .gauge,
            "Offers whose deadline has passed and that the worker has not ended.",
            figures.offersLate
        )
        single("kodan_months_open", .gauge, "Payment months that are not closed.", figures.monthsOpen)
        single(
            "kodan_audit_seal_lag_seconds",
            .gauge,
            "For how long the oldest event of the record has waited for its seal; grows without a worker.",
            Double(figures.sealLagMicroseconds) / 1e6
        )
    }

    /// The process, under the names that Prometheus' own libraries use.
    mutating func write(_ process: ProcessFigures) {
        single(
            "process_start_time_seconds",
            .gauge,
            "When the process began, in seconds since 1970.",
            process.startedAt
        )
        guard let now = process.now() else { return }
        single("process_resident_memory_bytes", .gauge, "Memory of the process.", now.residentBytes)
        single("process_cpu_seconds_total", .counter, "Processor time of the process.", now.processorSeconds)
        single("process_open_fds", .gauge, "Open file descriptors.", now.openFiles)
        single("process_max_fds", .gauge, "File descriptors that may be open.", now.maximumFiles)
    }
}
