#!/bin/sh
# Whether the memory of a server stays flat: wrk (Debian) sends REQUESTS requests to a server with the demo's year, and
# the resident memory is read from /metrics after each tenth. Fails if the last half grew by more than GROWTH bytes.
#   REQUESTS  how many (1000000)
#   GROWTH    bytes (4194304)
#   KODAN     the executable (.build/release/kodan)
set -eu
cd "$(dirname "$0")/.."

checkout=$PWD
requests=${REQUESTS:-1000000}
growth=${GROWTH:-4194304}
kodan=$(realpath "${KODAN:-.build/release/kodan}")
world=$checkout/.build-memory
log=$world/server.log
command -v wrk >/dev/null 2>&1 || { echo "wrk is needed (Debian: wrk)." >&2; exit 1; }

mkdir -p "$world"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port
(
    cd "$world"
    exec env KODAN_CONFIG="$checkout/Config" KODAN_RATE_PER_TOKEN=off KODAN_RATE_PER_ADDRESS=off \
        KODAN_METRICS_FROM=127.0.0.0/8 "$kodan" demo --port "$port"
) >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

waited=0
until grep -q '^Serving on ' "$log" && curl -fsS -o /dev/null "$url/readyz" 2>/dev/null; do
    if ! kill -0 "$server" 2>/dev/null || [ "$waited" -ge 900 ]; then
        tail -n 20 "$log" >&2
        echo "The server did not come up." >&2
        exit 1
    fi
    sleep 1
    waited=$((waited + 1))
done
token=$(sed -n 's/^KODAN_DEMO_TOKEN_COORDINATOR=//p' "$world/.kodan/demo.env")

# A page, one request of it, a path that is not there, and a call without a token, one after the other.
cat >"$world/calls.lua" <<'LUA'
local paths = { "/v1/requests?limit=50", "/v1/requests/req-1", "/v1/nothing", "/healthz" }
local number = 0
request = function()
    number = number + 1
    return wrk.format("GET", paths[number % #paths + 1])
end
LUA

figure() { curl -fsS "$url/metrics" | sed -n "s/^$1 //p"; }
answered() { curl -fsS "$url/metrics" | awk '/^kodan_http_requests_total/ { n += $NF } END { print n + 0 }'; }

readings=""
step=1
while [ "$step" -le 10 ]; do
    target=$((requests * step / 10))
    while [ "$(answered)" -lt "$target" ]; do
        wrk -t 1 -c 32 -d 2s -s "$world/calls.lua" -H "Authorization: Bearer $token" "$url" >/dev/null
    done
    # Connections that have just ended are counted out.
    sleep 1
    bytes=$(figure process_resident_memory_bytes)
    printf '%10d requests  %10d bytes\n' "$(answered)" "$bytes"
    readings="$readings $bytes"
    step=$((step + 1))
done
# shellcheck disable=SC2086
set -- $readings
shift 4
middle=$1
shift 5
last=$1
if [ $((last - middle)) -gt "$growth" ]; then
    echo "Memory grew by $((last - middle)) bytes over the last half." >&2
    exit 1
fi
echo "Memory is flat: $((last - middle)) bytes over the last half."
