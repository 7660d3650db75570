# Tells how the attempt stands, and hands over what it left.
printf '%s\n' "$marker"
standing=
alive && standing=running
# Looked at after the guardian: it may have ended in between.
if [[ -e $directory/status ]]; then
  IFS= read -r status <"$directory/status"
  standing="ended $status"
elif [[ ! -d $directory ]]; then
  standing=absent
fi
printf '%s\n' "${standing:-vanished}"
for name in started events; do
  [[ -f $directory/$name ]] || continue
  size=$(wc -c <"$directory/$name")
  printf '%s %s\n' "$((size))" "$name"
  head -c "$size" -- "$directory/$name"
done
# The state is in no file: its holder hands it over.
if [[ $standing != running && -e $directory/kept ]] && alive holder; then
  LC_ALL=C
  # It may still wait for more of it.
  printf '\n' 1<>"$directory/give"
  printf '\n' >"$directory/ask"
  text=$(timeout 20 cat "$directory/held"; printf x)
  text=${text%x}
  printf '%s state\n%s' "${#text}" "$text"
fi
printf '0 .\n'
