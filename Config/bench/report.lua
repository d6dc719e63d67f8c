-- The line of a run, with the names that the yardsticks use.
return function(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        'JSON {"rps": %.1f, "p50_ms": %.3f, "p99_ms": %.3f, "max_ms": %.1f, "requests": %d, '
            .. '"bytes_per_response": %.0f, "errors_status": %d, "errors_other": %d}\n',
        summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        latency.max / 1000, summary.requests, summary.bytes / math.max(1, summary.requests), errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
