# Read by scripts that try a server with the demo's year: `. Config/demo-server.sh`.
# Takes $kodan (the executable), $checkout, $world (a folder), $log (a file) and $python; sets $port. The server and its
# private PostgreSQL end with the script.
mkdir -p "$world"
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
echo "Telling the demo's year anew; the server's words go to $log ..." >&2
# The limits on rates would slow the calls down; they have tests of their own.
(
    cd "$world"
    exec env KODAN_CONFIG="$checkout/Config" KODAN_RATE_PER_TOKEN=off KODAN_RATE_PER_ADDRESS=off \
        KODAN_RATE_OF_SIGN_IN=off KODAN_METRICS_FROM=127.0.0.0/8 "$kodan" demo --reset --port "$port"
) >"$log" 2>&1 &
server=$!
# Ends the server, and the private PostgreSQL that the demo would leave for its next run.
finish() {
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    socket=$(sed -n "s/^DATABASE_URL=.*host=\([^&']*\).*/\1/p" "$world/.kodan/demo.env" 2>/dev/null | sed 's#%2F#/#g')
    held=$(dirname "$socket")/data/postmaster.pid
    if [ -n "$socket" ] && [ -f "$held" ]; then kill -INT "$(head -n 1 "$held")" 2>/dev/null || true; fi
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

waited=0
until grep -q '^Serving on ' "$log" && curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" 2>/dev/null; do
    if ! kill -0 "$server" 2>/dev/null || [ "$waited" -ge 900 ]; then
        tail -n 20 "$log" >&2
        echo "The server did not come up." >&2
        exit 1
    fi
    sleep 1
    waited=$((waited + 1))
done
