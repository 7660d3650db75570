# Takes an attempt's files, each after a line `SIZE NAME`; the line `0 .` ends them. A cut connection is no end.
umask 077
mkdir -m 700 -- "$directory" || exit 71
whole=
while IFS=' ' read -r size name; do
  if [[ $name == . ]]; then
    whole=1
    break
  fi
  head -c "$size" >"$directory/$name" || exit 72
  have=$(wc -c <"$directory/$name")
  (( have == size )) || exit 73
done
if [[ ! $whole ]]; then
  rm -rf -- "$directory"
  exit 73
fi
