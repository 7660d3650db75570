# Runs a block at the terminal that ssh was given, and writes down how it ended.
directory=$1
umask 077
date +%s%3N >"$directory/started"
env -i PROCS_BLOCK="$2" bash --noprofile --norc "$directory/driver" 3<"$directory/before"
status=$?
[[ -e $directory/kept ]] || printf '\n' >"$directory/give"
printf '%s 0 0\n' "$status" >"$directory/status.new"
mv -- "$directory/status.new" "$directory/status"
