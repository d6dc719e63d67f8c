#!/bin/sh
# Measures the server over HTTP, in our own schema; with PEERS=DIR, the yardsticks' folder, in turns with the peers.
# Three endpoints: one request by its key, a filtered page of 50, a request made with record and idempotency. Ends
# with status 1 if a limit is missed.
#   PEERS      the yardsticks' folder; without it ours alone
#   TARGETS    which peers (go rust fastapi flask django)
#   ENDPOINTS  which endpoints (get list post)
#   REQUESTS   how many requests the office holds (20000)
#   CONNS      connections (32)
#   SECS       seconds of one run (10)
#   REPS       rounds (3); in each ours and every peer run once, figures are medians
#   BENCH_TMP  where the yardsticks keep their programs (/tmp/kodan-bench)
#   BENCH, KODAN  kodan-bench and kodan, if they are built already
#   KODAN_LOG_LEVEL  what the server logs (warning: the peers log no request either)
# With --check it only says what is missing.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

TARGETS=${TARGETS:-go rust fastapi flask django}
ENDPOINTS=${ENDPOINTS:-get list post}
REQUESTS=${REQUESTS:-20000}
CONNS=${CONNS:-32}
SECS=${SECS:-10}
REPS=${REPS:-3}
BENCH_TMP=${BENCH_TMP:-/tmp/kodan-bench}
export TARGETS ENDPOINTS CONNS SECS BENCH_TMP
export KODAN_LOG_LEVEL="${KODAN_LOG_LEVEL:-warning}"
export LUA_FOLDER="$PWD/Config/bench"
# All comes from one address and from 200 tokens: the limits count as ever, and let it pass.
export KODAN_RATE_PER_TOKEN=1000000/60 KODAN_RATE_PER_ADDRESS=1000000/60

# --- What is missing is said before anything is built ------------------------------------------------------
missing=""
for program in wrk curl; do
    command -v "$program" >/dev/null 2>&1 || missing="$missing $program"
done
if [ -n "$missing" ]; then
    say "Missing:$missing; install the Debian packages of these names, or leave http out of PARTS."
    exit 66
fi
if [ -n "${PEERS:-}" ]; then
    missing=""
    for file in "$PEERS/pg.sh" "$PEERS/http/run.sh"; do
        [ -f "$file" ] || missing="$missing $file"
    done
    for target in $TARGETS; do
        case $target in
        fastapi) file=$BENCH_TMP/venv/bin/uvicorn ;;
        flask | django) file=$BENCH_TMP/venv/bin/gunicorn ;;
        go) file=$(command -v go || echo "$BENCH_TMP/go_peer") ;;
        rust) file=$(command -v cargo || echo "$BENCH_TMP/rust-target/release/rust_peer") ;;
        *) file="peer:$target" ;;
        esac
        [ -f "$file" ] || missing="$missing $file"
    done
    command -v bc >/dev/null 2>&1 || missing="$missing bc"
    if [ -n "$missing" ]; then
        say "Missing:$missing; PEERS is the yardsticks' folder, whose setup.sh makes what lies in BENCH_TMP."
        exit 66
    fi
fi

if [ "${1:-}" = --check ]; then exit 0; fi

if [ -z "${BENCH:-}" ]; then
    Config/release.sh kodan-bench
    BENCH=.build/release/kodan-bench
fi
if [ -z "${KODAN:-}" ]; then
    Config/release.sh kodan
    KODAN=.build/release/kodan
fi

# --- What is begun is ended, however this ends -------------------------------------------------------------
mkdir -p "$BENCH_TMP"
folder=$BENCH_TMP/http-office-$$
export KODAN_EVIDENCE="$BENCH_TMP/http-evidence-$$"
lines=$BENCH_TMP/http-lines-$$.jsonl
server=""
peers_started=""
finish() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" || true
    fi
    if [ -n "$peers_started" ]; then "$PEERS/pg.sh" stop || true; fi
    "$BENCH" http-stop "$folder" || true
    rm -f "$lines" "$lines.turn"
    rm -rf "$KODAN_EVIDENCE"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "Making an office of $REQUESTS requests ..."
environment=$("$BENCH" http "$folder" --requests "$REQUESTS")
eval "$environment"

if [ -n "${PEERS:-}" ] && [ ! -f "$BENCH_TMP/pgdata/postmaster.pid" ]; then
    peers_started=yes
    "$PEERS/pg.sh" start >&2
fi

# --- One turn of ours --------------------------------------------------------------------------------------
hertz=$(getconf CLK_TCK)
# Fields of /proc/PID/stat behind the name, which may hold spaces: user and system time are the 12th and 13th.
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
held() { awk -v key="$2:" '$1 == key { printf "%.1f", $2 / 1024 }' "/proc/$1/$3" 2>/dev/null || true; }

drive() { # endpoint seconds
    wrk -t1 "-c$CONNS" "-d${2}s" -s "$LUA_FOLDER/$1.lua" "$url" -- "$TOKENS" "$REQUESTS" 2>&1
}

# Says whether one request of each endpoint is answered as it should be: a server that refuses quickly is not fast.
check() {
    token=$(awk '$1 == "coordinator" { print $3; exit }' "$TOKENS")
    for path in /v1/requests/req-1 "/v1/requests?limit=50&state=closed&prefecture=13"; do
        status=$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $token" "$url$path")
        if [ "$status" != 200 ]; then
            say "$path was answered with $status."
            exit 70
        fi
    done
}

turn() { # begins the server, measures each endpoint once, ends it
    port=$((20000 + $$ % 10000))
    url=http://127.0.0.1:$port
    "$KODAN" serve --port "$port" >"$BENCH_TMP/http-kodan.log" 2>&1 &
    server=$!
    tries=0
    until curl -sf -o /dev/null "$url/healthz"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
            say "kodan does not answer: $BENCH_TMP/http-kodan.log"
            exit 70
        fi
        sleep 0.1
    done
    check
    for endpoint in $ENDPOINTS; do
        drive "$endpoint" 2 >/dev/null
        before=$(ticks "$server")
        output=$(drive "$endpoint" "$SECS")
        after=$(ticks "$server")
        line=$(printf '%s\n' "$output" | sed -n 's/^JSON {\(.*\)}$/\1/p')
        if [ -z "$line" ]; then
            say "wrk measured nothing: $output"
            exit 70
        fi
        seconds=$(awk -v spent=$((after - before)) -v hertz="$hertz" 'BEGIN { printf "%.2f", spent / hertz }')
        printf '{"target": "kodan", "endpoint": "%s", "conns": %s, %s, "server_cpu_s": %s, "rss_mb": %s, "pss_mb": %s}\n' \
            "$endpoint" "$CONNS" "$line" "$seconds" "$(held "$server" VmHWM status)" \
            "$(held "$server" Pss smaps_rollup)" | tee -a "$lines" >&2
    done
    kill -TERM "$server"
    wait "$server" || true
    server=""
}

# --- Ours and the peers in turns ---------------------------------------------------------------------------
round=1
while [ "$round" -le "$REPS" ]; do
    say "Round $round of $REPS ..."
    turn
    if [ -n "${PEERS:-}" ]; then
        for target in $TARGETS; do
            # It says how the peer answers, then one line of JSON a run; its status is that of the peer it ended.
            output=$(REPS=1 "$PEERS/http/run.sh" "$target") || true
            printf '%s\n' "$output" >&2
            # bc writes .66, which is no JSON.
            printf '%s\n' "$output" | sed -e '/^{/!d' -e 's/: \./: 0./g' >"$lines.turn"
            [ -s "$lines.turn" ] || say "$target was not measured."
            cat "$lines.turn" >>"$lines"
        done
    fi
    round=$((round + 1))
done

printf '\n'
status=0
"$BENCH" http-table "$lines" || status=$?
# The lines stay beside the peers' own, which run.sh keeps.
cat "$lines" >>"$BENCH_TMP/http-kodan.jsonl"
exit "$status"
