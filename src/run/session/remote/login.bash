# What a login shell finds on this host, and whether this host can run blocks. Reads like bash 3.
printf '%s\n' "$marker"
printf '%s\0' "$BASH_VERSION"
missing=
for tool in cat date dd env head mkdir mkfifo mv rm setsid sleep stat tail timeout wc; do
  type -P "$tool" >/dev/null || missing="$missing $tool"
done
# Another tail than that of coreutils may not know --pid.
tail -s 0.1 --pid="$$" -c +1 /dev/null >/dev/null 2>&1 || missing="$missing tail(GNU)"
[[ -r /proc/self/environ ]] || missing="$missing /proc"
printf '%s\0' "$missing"
bash --login -c 'printf "%s\n%s\0%s\0" "$0" "$PWD" "$(umask)"; exec env -0' "$marker" </dev/null 2>/dev/null
printf '%s\n' "$marker"
