#!/bin/sh
# Builds a product (kodan, kodan-bench) as it is to be used: optimised, with Swift's own libraries inside, which takes less
# memory and less time for a call than libraries that are shared. The toolchain's linker packs the addresses that are
# filled in at the start, which are 4 MB otherwise and stay in memory; what it makes needs glibc 2.36 (Debian 12).
#   release.sh PRODUCT
set -eu
cd "$(dirname "$0")/.."

Config/quietly.sh "Building $1 (the first time takes some minutes)" \
    swift build -c release --static-swift-stdlib --product "$1" \
    -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs
