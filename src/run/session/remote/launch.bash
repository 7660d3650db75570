# Starts the attempt's guardian, which no end of this connection touches. With job control on, bash does
# not have it ignore Ctrl-C for the rest of its life, as it does with what it starts in the background.
set -m
setsid bash --noprofile --norc "$directory/guardian" "$directory" "$cookie" < <(printf '%s' "$given") >/dev/null 2>&1 &
set +m
given=
for (( round = 0; round < 500; round++ )); do
  [[ ! -e $directory/guardian.pid ]] || break
  sleep 0.01
done
