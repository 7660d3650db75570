# Hands on what the attempt prints, from where it was left off, until its guardian has ended.
printf '%s\n' "$marker"
printf '%s\n' "$marker" >&2
if [[ ! -e $directory/status ]] && alive; then
  IFS=' ' read -r guardian _ <"$directory/guardian.pid"
  # When the runner goes away its end of this pipe closes.
  exec 3<&0
  cat <&3 >/dev/null 2>&1 &
  watcher=$!
  tail -f -s 0.05 --pid="$guardian" -c "+$((out + 1))" -- "$directory/stdout" 2>/dev/null &
  one=$!
  tail -f -s 0.05 --pid="$guardian" -c "+$((err + 1))" -- "$directory/stderr" >&2 2>/dev/null &
  two=$!
  # To tail a zombie is alive, and where nobody reaps it, it stays one. What is cut off here is asked for again.
  { until [[ -e $directory/status ]] || ! alive; do sleep 0.05; done; sleep 0.05; kill "$one" "$two"; } <&3 >/dev/null 2>&1 &
  monitor=$!
  while kill -0 "$watcher" && { kill -0 "$one" || kill -0 "$two"; }; do wait -n; done 2>/dev/null
  kill "$watcher" "$one" "$two" "$monitor" 2>/dev/null
else
  tail -c "+$((out + 1))" -- "$directory/stdout" 2>/dev/null
  tail -c "+$((err + 1))" -- "$directory/stderr" >&2 2>/dev/null
fi
