# A bash for the operator, in the session's state. operator-shell.ts puts the driver's functions in front of this text.
# What the driver puts in the place of builtins is for blocks.
unset -f exit trap
builtin trap - DEBUG
__procs_kept=
for __procs_name in PS1 PS2 PS0 PROMPT_COMMAND HISTFILE HISTSIZE HISTFILESIZE HISTCONTROL COLUMNS LINES MAILCHECK; do
  unset -v "$__procs_name"
done
__procs_lost= __procs_late= __procs_whole=
eval "$__procs_given"
__procs_given=
if [[ $__procs_lost ]]; then
  builtin printf '%s: %s\n' "$__procs_lost" 'gone' >&2
  builtin exit 125
fi
for __procs_name in PS1 PS2 PS0 PROMPT_COMMAND HISTFILE HISTSIZE HISTFILESIZE HISTCONTROL COLUMNS LINES MAILCHECK; do
  if [[ -v $__procs_name ]]; then __procs_kept+="$(declare -p "$__procs_name");"; else __procs_kept+="unset -v $__procs_name;"; fi
done
unset -v PROMPT_COMMAND PS0 HISTFILE
PS1=$__procs_prompt PS2='> ' HISTSIZE=1000
set -o emacs -o history -o monitor

# Told in the same words as what it leaves, so that only what was changed differs.
__procs_began=$(
  exec 2>/dev/null
  set +xveuETm +o pipefail +o history +o histexpand +o emacs +o vi
  builtin trap - EXIT DEBUG ERR
  __procs_flags=
  eval "$__procs_kept"
  __procs_gather
  __procs_cookie=began-$__procs_cookie
  __procs_emit "$@"
)

# What of this shell's own does not belong to the session is put back before its state is kept.
__procs_leave() {
  set +xveuETm +o pipefail +o history +o histexpand +o emacs +o vi
  builtin trap - EXIT DEBUG ERR
  __procs_flags=
  eval "$__procs_kept"
  __procs_save "$@"
} 2>/dev/null
builtin trap '__procs_leave "$@"' EXIT
