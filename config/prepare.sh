# Sourced by ./run, ./test and ./bench: brings .venv and the system's packages to what the lock files say.
# A second time it takes a fraction of a second: it compares, and installs nothing.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }
give_up() { say "$*"; exit 1; }

# root, or someone whom sudo asks for no password
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}
apt_is_fresh=""
apt_install() {
    [ -n "$apt_is_fresh" ] || as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
    apt_is_fresh=yes
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}
has_package() {
    dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

# need_packages PACKAGE…: installs those that are missing, or says which to install
need_packages() {
    command -v dpkg-query >/dev/null || return 0
    local missing=() package
    for package in "$@"; do has_package "$package" || missing+=("$package"); done
    [ ${#missing[@]} = 0 ] && return 0
    say "Installing from the system's packages: ${missing[*]}"
    may_install || give_up "They need an administrator. Run this once, then start again:
    sudo apt-get install --no-install-recommends ${missing[*]}"
    apt_install "${missing[@]}" || give_up "apt-get could not install: ${missing[*]}. Its own words stand above."
}

# The serif of Decree 30 with every Vietnamese letter: version 2 of Liberation. Debian 12's fonts-liberation is version 1
# and has not all of them; later ones have version 2 under that name.
need_font() {
    if FONT_DIR="$(.venv/bin/python -m config.fonts 2>/dev/null)"; then export FONT_DIR; return 0; fi
    if may_install; then
        say "Installing the font Liberation 2."
        apt_install fonts-liberation2 || apt_install fonts-liberation || true
    fi
    FONT_DIR="$(.venv/bin/python -m config.fonts)" || exit 1
    export FONT_DIR
}

find_python() {
    local name
    for name in python3.11 python3.12 python3.13 python3.14 python3; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

need_venv() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then return 0; fi
    local python
    python="$(find_python)" || give_up "Python 3.11 or newer is needed and was not found. On Debian 12 or later: sudo apt-get install python3 python3-venv"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        need_packages "$("$python" -c 'import sys; print(f"python3.{sys.version_info.minor}-venv")')"
    fi
    [ ! -e .venv ] || say "The virtual environment .venv is broken or half made; it is made anew."
    rm -rf .venv
    say "Making the virtual environment .venv with $("$python" --version)."
    "$python" -m venv .venv || give_up "The virtual environment could not be made. On Debian: sudo apt-get install python3-venv"
}

# need_locked FILE: what the lock says, byte for byte, once
need_locked() {
    local mark=".venv/installed-$1" sum
    sum="$(sha256sum <"$1")"
    [ "$(cat "$mark" 2>/dev/null)" = "$sum" ] && return 0
    say "Installing the locked Python packages of $1."
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes -r "$1" >&2 ||
        give_up "The Python packages could not be installed. Is the package index reachable, and is there room on the disk?"
    printf '%s\n' "$sum" >"$mark"
}

# prepare LOCK PACKAGE…
prepare() {
    local lock="$1"
    shift
    [ -w . ] || give_up "$PWD can't be written by $(id -un). Use the account that it belongs to, or give it away with chown."
    # a ./run and a ./test started together take turns
    exec 9>.prepare.lock
    flock -w 1 9 || { say "Waiting for another preparation in this folder to end."; flock 9; }
    need_venv
    need_locked "$lock"
    need_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "$@"
    need_font
    exec 9>&-
}
