# Names those of $names that a login on this host would not find as a command.
printf '%s\n' "$marker"
bash --login -c 'for each in "$@"; do
  type -P -- "$each" >/dev/null || [[ $(type -t -- "$each") == @(builtin|keyword) ]] || printf "\n%s\n" "$0 $each"
done' "$marker" $names </dev/null 2>/dev/null
printf '\n%s\n' "$marker"
