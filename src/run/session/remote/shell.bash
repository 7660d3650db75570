# A shell for the operator at the terminal that ssh was given, as operator-shell.ts has made it ready.
directory=$1
cd /
exec env -i PROCS_BLOCK="$2" TERM="$TERM" bash --noprofile --rcfile "$directory/shell-rc" -i 3<"$directory/before"
