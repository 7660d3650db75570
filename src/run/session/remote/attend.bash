# Hands on what the attempt prints, from where it was left off, until its guardian has ended.
printf '%s\n' "$marker"
printf '%s\n' "$marker" >&2
if [[ ! -e $directory/status ]] && alive; then
  IFS=' ' read -r guardian _ <"$directory/guardian.pid"
  tail -f -s 0.05 --pid="$guardian" -c "+$((out + 1))" -- "$directory/stdout" </dev/null 2>/dev/null &
  one=$!
  tail -f -s 0.05 --pid="$guardian" -c "+$((err + 1))" -- "$directory/stderr" </dev/null >&2 2>/dev/null &
  two=$!
  # Looked at, and not waited for with `wait -n`: bash loses a child that ends as it begins to wait. Each
  # look waits for standard input, whose end says that the runner went away.
  while [[ ! -e $directory/status ]] && alive; do
    IFS= read -r -t 0.05 _ || (( $? > 128 )) || break
  done
  # To tail a zombie is alive, and where nobody reaps it, it stays one. What is cut off here is asked for again.
  sleep 0.05
  kill "$one" "$two" 2>/dev/null
else
  tail -c "+$((out + 1))" -- "$directory/stdout" 2>/dev/null
  tail -c "+$((err + 1))" -- "$directory/stderr" >&2 2>/dev/null
fi
