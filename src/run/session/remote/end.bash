# Ends an attempt's whole tree: TERM, up to $grace ms, then KILL, until nothing of it is left. A line on
# standard input: KILL at once. Prints the processes that would not go.
leader=0
# The guardian may just be starting the block.
for (( round = 0; round < 100; round++ )); do
  [[ ! -e $directory/leader && ! -e $directory/status ]] && alive || break
  sleep 0.05
done
{ read -r leader <"$directory/leader"; } 2>/dev/null

# Processes that carry the cookie, stand in the leader's group or session, or descend from one that does.
tree() {
  local -A parents=() members=()
  local -a field environment
  local path pid line each grown=1
  for path in /proc/[0-9]*; do
    pid=${path#/proc/}
    { IFS= read -r line <"$path/stat"; } 2>/dev/null || continue
    field=(${line##*) })
    [[ ${field[0]} != [ZX] ]] || continue
    parents[$pid]=${field[1]}
    if (( leader > 0 )) && [[ $pid == "$leader" || ${field[2]} == "$leader" || ${field[3]} == "$leader" ]]; then
      members[$pid]=1
      continue
    fi
    environment=()
    { mapfile -d '' -t environment <"$path/environ"; } 2>/dev/null
    for each in "${environment[@]}"; do
      [[ $each != "PROCS_BLOCK=$cookie" ]] || members[$pid]=1
    done
  done
  while [[ $grown ]]; do
    grown=
    for pid in "${!parents[@]}"; do
      [[ ! ${members[$pid]-} && ${members[${parents[$pid]}]-} ]] || continue
      members[$pid]=1 grown=1
    done
  done
  unset "members[$$]"
  left=("${!members[@]}")
}

send() {
  (( leader == 0 || ${#left[@]} == 0 )) || kill -s "$1" -- "-$leader" 2>/dev/null
  for each in "${left[@]}"; do
    kill -s "$1" "$each" 2>/dev/null
    # A stopped process takes TERM only when it goes on.
    [[ $1 != TERM ]] || kill -s CONT "$each" 2>/dev/null
  done
}

now() { local t; t=$(date +%s%3N); printf -v "$1" %s "$t"; }

printf '%s\n' "$marker"
tree
send TERM
now begin
hurry= open=1
while (( ${#left[@]} > 0 )) && [[ ! $hurry ]]; do
  now time
  (( time - begin < grace )) || break
  if [[ $open ]]; then
    IFS= read -r -t 0.05 line
    case $? in
      0) hurry=1 ;;
      1) open= ;;
    esac
  else
    sleep 0.05
  fi
  tree
done
for (( round = 0; round < 50; round++ )); do
  (( ${#left[@]} > 0 )) || break
  send KILL
  sleep 0.02
  tree
done
printf '%s\n' "${left[*]}"
