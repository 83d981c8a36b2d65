#!/usr/bin/env bash
# A dump of the database at once, then every day at BACKUP_HOUR (UTC). Each is read back before it counts; old ones go.
# `backup.sh once` makes one and ends. Restore: pg_restore --clean --if-exists --no-owner -d dai_hoi FILE
set -euo pipefail

folder="${BACKUP_DIR:-/var/lib/postgresql}"
days="${BACKUP_DAYS:-14}"
months="${BACKUP_MONTHS:-12}"

keep_newest() { # keep_newest FOLDER COUNT
    find "$1" -maxdepth 1 -name '*.dump' -printf '%f\n' | sort -r | tail -n +"$(($2 + 1))" | while read -r old; do rm -f "$1/$old"; done
}

back_up() {
    local name new
    mkdir -p "$folder/daily" "$folder/monthly"
    name="dai_hoi-$(date -u +%Y-%m-%d_%H%M%S).dump"
    new="$folder/daily/$name.part"
    if pg_dump --format=custom --compress=6 --file="$new" && pg_restore --list "$new" >/dev/null; then
        mv "$new" "$folder/daily/$name"
        find "$folder/monthly" -name "dai_hoi-$(date -u +%Y-%m)-*.dump" | grep -q . || ln "$folder/daily/$name" "$folder/monthly/$name"
        keep_newest "$folder/daily" "$days"
        keep_newest "$folder/monthly" "$months"
        echo "Backed up: $folder/daily/$name ($(stat -c %s "$folder/daily/$name") bytes)."
    else
        rm -f "$new"
        echo "The backup FAILED. The older ones are kept." >&2
        return 1
    fi
}

if [ "${1:-}" = once ]; then
    back_up
    exit
fi
trap 'exit 0' TERM INT
back_up || true
while true; do
    now="$(date -u +%s)"
    next="$(date -u -d "today ${BACKUP_HOUR:-18}:00" +%s)"
    [ "$next" -gt "$now" ] || next="$(date -u -d "tomorrow ${BACKUP_HOUR:-18}:00" +%s)"
    sleep "$((next - now))" &
    wait $!
    # a server that restarts just then gets two more chances
    back_up || { sleep 300; back_up; } || { sleep 1800; back_up; } || true
done
