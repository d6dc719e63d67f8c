#!/bin/sh
# coverage.sh [target...]: prints how many lines of these targets ran in the last `make test`.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- KodanDomain KodanExport KodanService

folder=$(swift build --show-bin-path)
profile=$folder/codecov/default.profdata
tests=$folder/kodanPackageTests.xctest
if [ ! -f "$profile" ] || [ ! -f "$tests" ]; then
    echo "There are no coverage figures yet: run make test first." >&2
    exit 1
fi
# The toolchain's own llvm-cov: another version would not understand the profile.
swift=$(command -v swift)
for cov in "$(dirname "$(readlink -f "$swift")")/llvm-cov" "$(dirname "$swift")/llvm-cov" llvm-cov; do
    if command -v "$cov" >/dev/null 2>&1; then break; fi
done

for target in "$@"; do
    if [ ! -d "Sources/$target" ]; then
        echo "There is no target $target." >&2
        exit 1
    fi
    report=$("$cov" report "$tests" -instr-profile "$profile" "Sources/$target")
    # TOTAL, then three numbers each for regions, functions, lines (count, missed, cover) and branches.
    printf '%s\n' "$report" |
        awk -v target="$target" '$1 == "TOTAL" { printf "%-14s %7s of %d lines\n", target, $10, $8 }'
done
