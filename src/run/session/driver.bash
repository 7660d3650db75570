# The bash that stands around a block. See driver.ts for what it promises and what it writes.
# driver.ts puts the values of this attempt in front of this text.
__procs_relaxed= __procs_depth=0 __procs_ran=0 __procs_errexit= __procs_open= __procs_xtrace= __procs_last=

__procs_event() { builtin printf '%s\0' "$@" 2>/dev/null >>"$__procs_events"; }

# Runs in the ERR trap: status line command pipestatus...
__procs_err() {
  __procs_xtrace=
  { [[ $- != *x* ]] || { __procs_xtrace=1; set +x; }; } 2>/dev/null
  local IFS=' ' status=$1 line=$2 command=$3 lenient= errexit=0 fate=failed
  local -a pipe=("${@:4}")
  local source=${BASH_SOURCE[1]-} at=$line i=1 depth=${#FUNCNAME[@]} entry words start end members name n
  [[ $- != *e* ]] || errexit=1
  # This very call was announced to the DEBUG trap: one announcement means that nothing else ran since.
  [[ ! $__procs_relaxed ]] || errexit=$__procs_errexit
  # A failure inside a function or a sourced file: the line of this document that led there.
  while (( i < ${#BASH_SOURCE[@]} )); do
    if [[ ${BASH_SOURCE[i]} == "$__procs_block" ]]; then
      source=$__procs_block at=${BASH_LINENO[i-1]}
      break
    fi
    (( i += 1 ))
  done
  if [[ $__procs_relaxed == "$status" && $__procs_ran == 1 && $depth -lt $__procs_depth ]]; then
    # The forgiven status comes up through a function's or the block's end.
    lenient=1 fate=propagated
  elif (( status == 141 )) && __procs_sigpipe; then
    lenient=1 fate=sigpipe
  elif (( status == 1 && BASH_SUBSHELL == 0 )) && __procs_searched; then
    lenient=1 fate=no-match
  fi
  __procs_event E "$status" "$at" "$source" "$command" "${pipe[*]}" "$BASH_SUBSHELL" "$errexit" "$fate"
  if [[ $lenient ]]; then
    __procs_relaxed=$status __procs_depth=$depth __procs_ran=0 __procs_errexit=$errexit
    if (( BASH_SUBSHELL > 0 && status == 141 )); then
      { builtin printf '%s' "$line" >|"$__procs_events.pipe"; } 2>/dev/null
    fi
    set +e
    trap "$__procs_rearm" DEBUG
  else
    [[ ! -s $__procs_events.pipe ]] || { : >|"$__procs_events.pipe"; } 2>/dev/null
    # errexit may be off only because something was forgiven: do what it would have done.
    [[ ! $__procs_relaxed || $errexit == 0 ]] || builtin exit "$status"
  fi
  { [[ ! $__procs_xtrace ]] || set -x; } 2>/dev/null
  return 0
}

# Whether only members died of SIGPIPE whose readers, to the last, ended well.
__procs_sigpipe() {
  n=${#pipe[@]}
  if (( n > 1 )); then
    (( pipe[n-1] == 0 )) || return 1
    for (( i = 0; i < n - 1; i++ )); do
      (( pipe[i] == 0 || pipe[i] == 141 )) || return 1
    done
    return 0
  fi
  # The last thing that a subshell or a substitution in this command did was forgiven SIGPIPE.
  [[ $command == *[\(\`]* && -s $__procs_events.pipe ]] || return 1
  builtin read -r n <"$__procs_events.pipe" || :
  { : >|"$__procs_events.pipe"; } 2>/dev/null
  words=${command//[!$'\n']/}
  (( n >= line - ${#words} && n <= line + ${#words} ))
}

# Whether this is a search that the document wants to find nothing, and nothing else of its pipeline failed.
__procs_searched() {
  [[ ${FUNCNAME[2]-} == source && ${BASH_SOURCE[2]-} == "$__procs_block" ]] || return 1
  n=${#pipe[@]}
  for entry in "${__procs_searches[@]}"; do
    IFS=' ' builtin read -r start end members name <<<"$entry"
    (( line >= start && line <= end )) || continue
    [[ ${#members} == "$n" && ${members: -1} == 1 && ${pipe[n-1]} == 1 ]] || continue
    [[ $command == "$name" || $command == "$name "* ]] || continue
    for (( i = 0; i < n - 1; i++ )); do
      (( pipe[i] == 0 || pipe[i] == 141 || (pipe[i] == 1 && ${members:i:1} == 1) )) || continue 2
    done
    return 0
  done
  return 1
}

# Runs in the DEBUG trap after something was forgiven, before the next command: strict again.
__procs_strict() {
  (( BASH_SUBSHELL == 0 || __procs_ran > 0 )) || : >|"$__procs_events.pipe"
  (( __procs_ran += 1 ))
  # The first announcement may be that of the ERR trap itself, which has to know.
  (( __procs_ran > 1 )) || return 0
  __procs_relaxed= __procs_depth=0
  if [[ $__procs_watch ]]; then trap "$__procs_trace" DEBUG; else trap - DEBUG; fi
}
__procs_seen() {
  local size=
  if [[ $__procs_stdout ]]; then size=$(command -p wc -c <"$__procs_stdout"); fi
  if [[ $__procs_open ]]; then __procs_event C "${size//[!0-9]/}"; __procs_open=; fi
  if [[ $3 == "$__procs_block" && $2 == return* && ${FUNCNAME[1]-} == source && $BASH_SUBSHELL == 0 ]]; then
    # At the top of a block it leaves the block, as `exit` does.
    __procs_event X "$1" 0 0 "$3"
  elif [[ $__procs_watch == *" $1 "* && $3 == "$__procs_block" ]]; then
    __procs_event S "$1" "${size//[!0-9]/}" "$2"
    __procs_open=1
  fi
  return 0
}

# On one line each: every newline in a trap would count into LINENO.
__procs_trace='__procs_last=$_; if [[ ${FUNCNAME[0]-} != __procs_* && ( $__procs_open || $__procs_watch == *" $LINENO "* ) ]]; then { __procs_seen "$LINENO" "$BASH_COMMAND" "${BASH_SOURCE[0]-}"; } 2>/dev/null; fi; : "$__procs_last"'
__procs_rearm='__procs_last=$_; if [[ ${FUNCNAME[0]-} != __procs_* ]]; then { __procs_strict; [[ ! $__procs_watch ]] || __procs_seen "$LINENO" "$BASH_COMMAND" "${BASH_SOURCE[0]-}"; } 2>/dev/null; [[ $__procs_errexit == 0 || $__procs_ran != 1 ]] || set -e; fi; : "$__procs_last"'

# The block's own exit: from which line it left.
exit() {
  local __procs_status=$?
  (( $# == 0 )) || __procs_status=$1
  __procs_event X "${BASH_LINENO[0]}" "$__procs_status" "$BASH_SUBSHELL" "${BASH_SOURCE[1]-}"
  if (( $# > 0 )); then builtin exit "$@"; else builtin exit "$__procs_status"; fi
}

# How the block ended, and what of the session is to be kept: status how positional...
__procs_finish() {
  trap -p DEBUG >|"$__procs_events.trap"
  trap - DEBUG ERR
  __procs_flags=$-
  { set +xveuET +o pipefail; } 2>/dev/null
  __procs_status=$1 __procs_how=$2
  # The last thing that the block did was forgiven: it ended well.
  if [[ $__procs_how == end && $__procs_relaxed == "$1" && $__procs_ran -le 1 ]]; then __procs_status=0; fi
  shift 2
  __procs_trap=
  IFS= builtin read -r -d '' __procs_trap <"$__procs_events.trap"
  [[ ! $__procs_watch || $__procs_trap == *__procs_seen* ]] || __procs_event D
  trap -p EXIT >|"$__procs_events.trap"
  __procs_trap=
  IFS= builtin read -r -d '' __procs_trap <"$__procs_events.trap"
  if [[ $__procs_how == end ]]; then
    if [[ $__procs_trap == *__procs_exit* ]]; then trap - EXIT; else __procs_event T; fi
  fi
  if [[ $__procs_accept == *" $__procs_status "* ]]; then
    __procs_nested=
    for __procs_name in "${FUNCNAME[@]}"; do
      case $__procs_name in __procs_* | exit | source | main) ;; *) __procs_nested=1 ;; esac
    done
    # Inside a function its locals could not be told from the session's variables.
    if [[ ! $__procs_nested ]] && __procs_save "$@"; then __procs_how+=' saved'; fi
  fi
  __procs_event F "$__procs_status" "$__procs_how"
  return 0
} 2>/dev/null

__procs_save() {
  compgen -v >|"$__procs_events.names" || return 1
  compgen -A function >|"$__procs_events.functions"
  mapfile -t __procs_names <"$__procs_events.names"
  mapfile -t __procs_functions <"$__procs_events.functions"
  {
    shopt -p
    builtin printf 'builtin cd -- %q || __procs_lost=%q\n' "$PWD" "$PWD"
    for (( __procs_i = ${#DIRSTACK[@]} - 1; __procs_i > 0; __procs_i-- )); do
      builtin printf 'builtin pushd -n -- %q >/dev/null\n' "${DIRSTACK[__procs_i]}"
    done
    for __procs_name in "${__procs_names[@]}"; do
      case $__procs_name in
        __procs_* | PROCS_BLOCK | _ | BASH | BASHOPTS | BASHPID | BASH_ALIASES | BASH_ARGC | BASH_ARGV | BASH_ARGV0 | \
          BASH_CMDS | BASH_COMMAND | BASH_EXECUTION_STRING | BASH_LINENO | BASH_LOADABLES_PATH | BASH_REMATCH | \
          BASH_SOURCE | BASH_SUBSHELL | BASH_VERSINFO | BASH_VERSION | COPROC | COPROC_PID | DIRSTACK | EPOCHREALTIME | \
          EPOCHSECONDS | EUID | FUNCNAME | GROUPS | HISTCMD | LINENO | PIPESTATUS | PPID | PWD | RANDOM | \
          SECONDS | SHELLOPTS | SHLVL | SRANDOM | UID) ;;
        *) declare -p "$__procs_name" ;;
      esac
    done
    for __procs_name in PATH IFS PS4 OLDPWD TERM HOSTNAME; do
      [[ -v $__procs_name ]] || builtin printf 'unset -v %s\n' "$__procs_name"
    done
    builtin printf 'SECONDS=%s\n' "$SECONDS"
    for __procs_name in "${__procs_functions[@]}"; do
      case $__procs_name in
        __procs_* | exit) ;;
        *) declare -pf -- "$__procs_name" ;;
      esac
    done
    if (( $# > 0 )); then
      builtin printf 'set --'
      builtin printf ' %q' "$@"
      builtin printf '\n'
    fi
    umask -p
    set +o
    [[ $__procs_flags != *x* ]] || builtin printf '__procs_late+="set -x;"\n'
    [[ $__procs_flags != *v* ]] || builtin printf '__procs_late+="set -v;"\n'
    alias -p
    builtin printf '# complete\n'
  } >|"$__procs_next"
}

# The block left by exit, errexit or an unset variable.
__procs_exit() {
  __procs_finish "$1" exit
  builtin exit "$__procs_status"
}

__procs_lost= __procs_late=
{
  source "$__procs_state"
  if [[ $__procs_lost ]]; then
    __procs_event P "$__procs_lost"
    builtin exit 125
  fi
  trap '__procs_exit "$?"' EXIT
  trap '__procs_err "$?" "$LINENO" "$BASH_COMMAND" "${PIPESTATUS[@]}"' ERR
  [[ ! $__procs_watch ]] || trap "$__procs_trace" DEBUG
  set -eETuo pipefail
  [[ ! $__procs_late ]] || eval "$__procs_late"
  source "$__procs_block"
  { __procs_finish "$?" end "$@"; builtin exit "$__procs_status"; } 2>/dev/null
}
