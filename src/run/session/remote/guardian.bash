# Stands above one attempt on its host: starts the block's bash, and writes down how it ended. It bears
# no cookie, so ending the block's tree leaves it alone; and it has a session of its own, so a connection
# that goes away does not end it. What the block's bash is given comes on standard input.
directory=$1
cd /
umask 077
IFS= read -r stat <"/proc/$$/stat"
stat=(${stat##*) })
bash --noprofile --norc "$directory/holder" "$directory" "$2" </dev/null >/dev/null 2>&1 &
for (( round = 0; round < 1000; round++ )); do
  [[ ! -e $directory/holder.pid ]] || break
  sleep 0.01
done
printf '%s %s\n' "$$" "${stat[19]}" >"$directory/guardian.new"
mv -- "$directory/guardian.new" "$directory/guardian.pid"
date +%s%3N >"$directory/started"
env -i PROCS_BLOCK="$2" setsid bash --noprofile --norc -c 'echo "$$" >"$0/leader"; exec bash --noprofile --norc "$0/driver"' \
  "$directory" 3<&0 </dev/null >>"$directory/stdout" 2>>"$directory/stderr"
status=$?
# Where nothing was handed over, nothing will be.
[[ -e $directory/kept ]] || printf '\n' >"$directory/give"
out=$(wc -c <"$directory/stdout") err=$(wc -c <"$directory/stderr")
printf '%s %s %s\n' "$status" "${out:-0}" "${err:-0}" >"$directory/status.new"
mv -- "$directory/status.new" "$directory/status"
