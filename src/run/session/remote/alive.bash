# Whether the guardian lives, or the other that is named, and is the process that it was: a zombie does not.
alive() {
  local stat= guardian=0 since=0
  { IFS=' ' read -r guardian since <"$directory/${1-guardian}.pid"; } 2>/dev/null
  { IFS= read -r stat <"/proc/$guardian/stat"; } 2>/dev/null
  stat=(${stat##*) })
  [[ ${stat[0]-Z} != [ZX] && ${stat[19]-} == "$since" ]]
}
