#!/bin/sh
# Has every operation of the HTTP interface called as every role by Schemathesis (PyPI), against a server with the demo's
# year on a private PostgreSQL; fails on any answer that the contract does not promise, and on any error of the server.
#   SHORT=1  the contract's examples in some roles, the same calls every time, some three minutes, for every change
#   KODAN    the executable (.build/release/kodan)
# Further words go to Tests/Api/check.py: --roles host --max-examples 5
set -eu
cd "$(dirname "$0")/.."

checkout=$PWD
kodan=$(realpath "${KODAN:-.build/release/kodan}")
venv=$checkout/.build-api/venv
world=$checkout/.build-api/world
log=$checkout/.build-api/server.log

if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" || { echo "python3 with its venv module is needed (Debian: python3-venv)." >&2; exit 1; }
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check -r Tests/Api/requirements.txt

mkdir -p "$world"
port=$("$venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
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

if [ -n "${SHORT:-}" ]; then
    set -- --roles host,presenter,coordinator,accountant,auditor --phases examples --max-examples 2 --max-time 120 "$@"
else
    set -- --at-least 20000 "$@"
fi
"$venv/bin/python" Tests/Api/check.py "http://127.0.0.1:$port" "$world/.kodan/demo.env" "$@"
