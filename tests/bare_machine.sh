#!/bin/sh
# Try both README commands on machines that have Python and nothing else, as anybody and as root.
#
#   sudo tests/bare_machine.sh [SUITE] [FOLDER]      bookworm, /var/tmp/brochure-bare
#   sudo TESTS=tests/program/test_dev.py tests/bare_machine.sh    some of the tests only, which is faster
#
# Needs root, debootstrap, git, unshare and ip, a Debian mirror and a package index, about 4 GB and
# 20 minutes; so it is no part of ./dev test. SUITE is a Debian release with Python 3.11 or newer.
# Each machine is the smallest Debian there is: no Pango, no venv module, no sudo, no fonts. HEAD is
# cloned into a folder with a space and an umlaut. This machine's own apt source, name servers,
# certificates and pip settings are lent to it, and stay outside the checkout. It can be run again:
# the smallest Debian is kept in FOLDER, all else is made anew.
set -eu

suite=${1:-bookworm}
folder=${2:-/var/tmp/brochure-bare}
mirror=${MIRROR:-http://deb.debian.org/debian}
checkout=$(cd "$(dirname "$0")/.." && pwd)
place='/home/someone/Bücher und mehr/brochure'
base=$folder/$suite
failed=0 room='' read_only=''

main() {
    [ -d "$base.done" ] || {
        rm -rf "$base"
        debootstrap --variant=minbase --include=python3 "$suite" "$base" "$mirror" >"$base.log"
        mkdir "$base.done"
    }
    for who in someone root; do
        machine=$folder/$suite-$who home=/home/someone
        [ "$who" = someone ] || home=/root
        new_machine
        echo "== $suite, $who, $(chroot "$machine" python3 -V), $(packages) packages"
        set_up_and_build
        offline
        awkward
    done
    broken
    echo "== $failed failed"
    [ "$failed" = 0 ]
}

new_machine() {
    rm -rf --one-file-system "$machine"
    cp -a "$base" "$machine"
    cp /etc/resolv.conf "$machine/etc/"
    cp -L "${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}" "$machine/etc/lent.crt"
    chroot "$machine" useradd -m someone
    git clone -q --no-hardlinks "$checkout" "$machine$place"
    chroot "$machine" chown -R "$who:" /home/someone
}

packages() { chroot "$machine" dpkg-query -f '.\n' -W | wc -l; }

# in_machine NET COMMAND: run a shell command there, as $who, in an environment that is all but empty.
in_machine() {
    net=$1
    shift
    flags='--mount --pid --fork'
    [ "$net" = on ] || flags="$flags --net"
    # shellcheck disable=SC2086,SC2016
    unshare $flags sh -c '
        ip link set lo up
        mount --bind "$1" "$1" # so that its root is a mount, as on a real machine
        mount -t proc proc "$1/proc"
        mount -t tmpfs shm "$1/dev/shm"
        [ -z "$5" ] || mount -t tmpfs -o "size=$5,mode=777" full "$1$4/.venv"
        [ -z "$6" ] || { mount --bind "$1$4" "$1$4"; mount -o remount,bind,ro "$1$4"; }
        exec chroot --userspec="$2:" "$1" env -i PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 \
            HOME="$7" PIP_CERT=/etc/lent.crt sh -c "cd \"$4\"; $3"
    ' sh "$machine" "$who" "$*" "$place" "$room" "$read_only" "$home"
}

# expect CODE WHAT NET COMMAND: run it, compare the exit code, refuse a traceback, tell the seconds.
expect() {
    code=$1 what=$2 net=$3
    shift 3
    began=$(date +%s) got=0
    in_machine "$net" "$@" >"$folder/said" 2>&1 </dev/null || got=$?
    state=good
    if [ "$got" != "$code" ] || grep -q Traceback "$folder/said"; then
        state="FAILED ($got)" failed=$((failed + 1))
        cat "$folder/said"
    fi
    printf '%-6s %4d s  %s\n' "$state" "$(($(date +%s) - began))" "$what"
    grep '^dev: ' "$folder/said" | sed 's/^/               /' || true
}

set_up_and_build() {
    expect 3 'no network at the first set-up' off './dev build'
    expect 3 'doctor before set-up' on './dev doctor'
    expect 0 'first ./dev build' on './dev build -q'
    expect 0 'doctor after set-up' on './dev doctor'
    expect 0 'first ./dev test' on "./dev test ${TESTS:-tests/content/test_markdown.py}"  # gets Ghostscript
    echo "               $(packages) packages, .venv $(du -sm "$machine$place/.venv" | cut -f1) MB"
}

offline() {
    expect 0 'offline: ./dev build' off './dev build -q'
    expect 0 'offline: ./dev test' off "./dev test ${TESTS:-}"
}

awkward() {
    expect 0 'from another folder' off "cd /; \"$place/dev\" build \"$place/content.yaml\" -q"
    expect 0 'through a link to dev' off 'ln -sf "$PWD/dev" /tmp/link; /tmp/link check'
    expect 0 'through a link to the folder' off 'ln -sfn "$PWD" /tmp/folder; /tmp/folder/dev build -q'
    expect 0 'with an empty HOME' off 'HOME= ./dev build -q'
    expect 0 'without HOME' off 'unset HOME; ./dev build -q'
    read_only=1
    expect 3 'read-only, after set-up' off './dev build -q'
    expect 0 'read-only, output elsewhere' off './dev build -q -o /tmp/output'
    read_only=
    expect 0 'its stamp of another Python' on 'echo other >.venv/setup.stamp; ./dev check'
    expect 0 'two at once' on 'rm .venv/setup.stamp; ./dev check & ./dev check && wait $!'
}

broken() {
    expect 0 'stopped in the middle, then again' on "
        rm .venv/setup.stamp
        timeout -s INT 8 ./dev check || test \$? = 124 -o \$? = 130
        ./dev check"
    room=60m
    expect 3 'a full disk during set-up' on './dev check'
    room=
}

main; exit
