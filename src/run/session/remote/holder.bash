# Holds a session's state for one attempt in its memory, so that no file of this host has it: takes it
# from the block's bash, and gives it to whoever fetches the attempt. Lives until the attempt's folder goes.
directory=$1 cookie=$2
cd /
umask 077
LC_ALL=C
given=$(cat; printf x)
# With both ends open nothing here waits for the other side, and the other side waits for nothing.
exec 5<>"$directory/ask" 6<>"$directory/take" 7<>"$directory/give" 8<"$directory/give"
IFS= read -r stat <"/proc/$$/stat"
stat=(${stat##*) })
printf '%s %s\n' "$$" "${stat[19]}" >"$directory/holder.new"
mv -- "$directory/holder.new" "$directory/holder.pid"
# At a terminal the block's bash comes with a connection of its own, and is given its state here.
[[ ! -p $directory/before ]] || printf '%s' "${given%x}" | dd of="$directory/before" status=none
given=
text=
# A block with an EXIT trap hands its state over before that and after it: the last time counts.
while :; do
  until IFS= read -r -N 1 -t 60 first <&8; do [[ -d $directory ]] || exit 0; done
  # From here on the end of what comes is seen.
  exec 7>&-
  new=$first$(cat <&8)
  # Anything else says that nothing more will come.
  [[ $new == *$'\n#\036 end '"$cookie" ]] || break
  text=$new
  : >"$directory/kept"
  exec 7<>"$directory/give"
  printf '%s kept\n' "$cookie" >&6
done
[[ $text ]] || exit 0
while [[ -d $directory ]]; do
  IFS= read -r -t 60 _ <&5 || continue
  [[ ! -p $directory/held ]] || printf '%s\n' "$text" | timeout 20 dd of="$directory/held" status=none
done
