# Starts the attempt's guardian, which no end of this connection touches.
setsid bash --noprofile --norc "$directory/guardian" "$directory" "$cookie" </dev/null >/dev/null 2>&1 &
guardian=$!
{ IFS= read -r stat <"/proc/$guardian/stat"; } 2>/dev/null
stat=(${stat##*) })
printf '%s %s\n' "$guardian" "${stat[19]-0}" >"$directory/guardian.pid"
