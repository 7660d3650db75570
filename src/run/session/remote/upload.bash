# Takes an attempt's files, each after a line `SIZE NAME`; the line `0 .` ends them. A cut connection is no end.
# What is called `-` is no file: it stays in memory.
umask 077
LC_ALL=C
given=
mkdir -m 700 -- "$directory" || exit 71
whole=
while IFS=' ' read -r size name; do
  if [[ $name == . ]]; then
    whole=1
    break
  fi
  if [[ $name == - ]]; then
    given=$(head -c "$size"; printf x)
    given=${given%x}
    (( ${#given} == size )) || exit 73
    continue
  fi
  head -c "$size" >"$directory/$name" || exit 72
  have=$(wc -c <"$directory/$name")
  (( have == size )) || exit 73
done
if [[ ! $whole ]]; then
  rm -rf -- "$directory"
  exit 73
fi
