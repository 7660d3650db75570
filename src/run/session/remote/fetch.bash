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
for name in started events began state; do
  [[ -f $directory/$name ]] || continue
  size=$(wc -c <"$directory/$name")
  printf '%s %s\n' "$((size))" "$name"
  head -c "$size" -- "$directory/$name"
done
printf '0 .\n'
