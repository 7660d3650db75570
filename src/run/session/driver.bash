# The bash that stands around a block. See driver.ts for what it promises and what it writes.
# driver.ts puts the values of this attempt in front of this text.
#
# Everything of ours begins with __procs_, and nothing is `local`: a variable of the author's may be
# readonly whatever its name. Builtins are called by `builtin`: a function of the author's may bear the
# name of any of them (one that is called `builtin` itself is not handed on to the next block).
builtin umask 077
# The session's state, and what of it is in no file: taken off the pipe before anything else is started.
LC_ALL=C builtin read -r -N "$__procs_size" __procs_given <&3
exec 3<&-
if [[ $__procs_ask ]]; then
  # Asked of a bash that runs nothing of it: whatever that says is a complaint. See syntax.ts.
  if ! LC_ALL=C.UTF-8 "$BASH" --noprofile --norc -n "$__procs_block" >/dev/null 2>"$__procs_events.scratch" </dev/null || [[ -s $__procs_events.scratch ]]; then
    builtin printf 'N\0' >>"$__procs_events"
    builtin exit 125
  fi
fi
: >>"$__procs_events.pipe" >>"$__procs_events.scratch"
builtin printf 'O\0%s\0' "$__procs_events.scratch" >>"$__procs_events"
__procs_driver=${BASH_SOURCE[0]}
__procs_relaxed= __procs_depth=0 __procs_ran=0 __procs_errexit= __procs_open= __procs_xtrace= __procs_last=
__procs_own= __procs_traced= __procs_in_err= __procs_in_exit= __procs_status=0 __procs_how=
__procs_before= __procs_began= __procs_on_exit= __procs_on_err= __procs_on_debug= __procs_on_return=
__procs_pending= __procs_under= __procs_told= __procs_sources=

__procs_event() { builtin printf '%s\0' "$@" 2>/dev/null >>"$__procs_events"; }

# Runs in the ERR trap: status line command pipestatus...
__procs_err() {
  __procs_xtrace= __procs_pending=
  { [[ $- != *x* ]] || { __procs_xtrace=1; builtin set +x; }; } 2>/dev/null
  __procs_e_status=$1 __procs_e_line=$2 __procs_e_command=$3 __procs_e_pipe=("${@:4}")
  __procs_e_source=${BASH_SOURCE[1]-} __procs_e_at=$2 __procs_e_depth=${#FUNCNAME[@]}
  __procs_e_lenient= __procs_e_errexit=0 __procs_e_fate=failed __procs_i=1
  [[ $- != *e* ]] || __procs_e_errexit=1
  [[ $3 != 'return "$__procs_t_status"' ]] || __procs_e_command=$__procs_t_command
  # This very call was announced to the DEBUG trap: one announcement means that nothing else ran since.
  [[ ! $__procs_relaxed ]] || __procs_e_errexit=$__procs_errexit
  # A failure inside a function or a sourced file: the line of this document that led there.
  while (( __procs_i < ${#BASH_SOURCE[@]} )); do
    if [[ ${BASH_SOURCE[__procs_i]} == "$__procs_block" ]]; then
      __procs_e_source=$__procs_block __procs_e_at=${BASH_LINENO[__procs_i-1]}
      break
    fi
    (( __procs_i += 1 ))
  done
  if [[ $__procs_relaxed == "$__procs_e_status" && $__procs_ran == 1 ]] && (( __procs_e_depth < __procs_depth )); then
    # The forgiven status comes up through a function's or the block's end.
    __procs_e_lenient=1 __procs_e_fate=propagated
  elif (( __procs_e_status == 141 )) && __procs_sigpipe; then
    __procs_e_lenient=1 __procs_e_fate=sigpipe
  elif (( __procs_e_status == 1 && BASH_SUBSHELL == 0 )) && __procs_searched; then
    __procs_e_lenient=1 __procs_e_fate=no-match
  fi
  builtin printf -v __procs_e_text '%s ' "${__procs_e_pipe[@]}"
  __procs_event E "$__procs_e_status" "$__procs_e_at" "$__procs_e_source" "$__procs_e_command" "${__procs_e_text% }" \
    "$BASH_SUBSHELL" "$__procs_e_errexit" "$__procs_e_fate"
  # With an ERR trap of the author's in between, what follows from it waits until that has run.
  [[ $__procs_in_err ]] || __procs_settle
  { [[ ! $__procs_xtrace ]] || builtin set -x; } 2>/dev/null
  return 0
}

# What follows from a failure: it is forgiven for this one command, or errexit has its way.
__procs_settle() {
  __procs_in_err=
  if [[ $__procs_e_lenient ]]; then
    __procs_relaxed=$__procs_e_status __procs_depth=$__procs_e_depth __procs_ran=0 __procs_errexit=$__procs_e_errexit
    if (( BASH_SUBSHELL > 0 && __procs_e_status == 141 )); then
      { builtin printf '%s' "$__procs_e_line" >|"$__procs_events.pipe"; } 2>/dev/null
    fi
    builtin set +e
    __procs_debug "$__procs_rearm"
  else
    [[ ! -s $__procs_events.pipe ]] || { : >|"$__procs_events.pipe"; } 2>/dev/null
    # errexit may be off only because something was forgiven: do what it would have done.
    [[ ! $__procs_relaxed || $__procs_e_errexit == 0 ]] || builtin exit "$__procs_e_status"
  fi
  return 0
}

# Whether only members died of SIGPIPE whose readers, to the last, ended well.
__procs_sigpipe() {
  __procs_n=${#__procs_e_pipe[@]}
  if (( __procs_n > 1 )); then
    (( __procs_e_pipe[__procs_n-1] == 0 )) || return 1
    for (( __procs_i = 0; __procs_i < __procs_n - 1; __procs_i++ )); do
      (( __procs_e_pipe[__procs_i] == 0 || __procs_e_pipe[__procs_i] == 141 )) || return 1
    done
    return 0
  fi
  # The last thing that a subshell or a substitution in this command did was forgiven SIGPIPE.
  [[ $__procs_e_command == *[\(\`]* && -s $__procs_events.pipe ]] || return 1
  builtin read -r __procs_n <"$__procs_events.pipe" || :
  { : >|"$__procs_events.pipe"; } 2>/dev/null
  __procs_words=${__procs_e_command//[!$'\n']/}
  (( __procs_n >= __procs_e_line - ${#__procs_words} && __procs_n <= __procs_e_line + ${#__procs_words} ))
}

# Whether this is a search that the document wants to find nothing, and nothing else of its pipeline failed.
__procs_searched() {
  [[ ${FUNCNAME[2]-} == source && ${BASH_SOURCE[2]-} == "$__procs_block" ]] || return 1
  __procs_n=${#__procs_e_pipe[@]}
  for __procs_entry in "${__procs_searches[@]}"; do
    IFS=' ' builtin read -r __procs_start __procs_end __procs_members __procs_name <<<"$__procs_entry"
    (( __procs_e_line >= __procs_start && __procs_e_line <= __procs_end )) || continue
    [[ ${#__procs_members} == "$__procs_n" && ${__procs_members: -1} == 1 && ${__procs_e_pipe[__procs_n-1]} == 1 ]] || continue
    [[ $__procs_e_command == "$__procs_name" || $__procs_e_command == "$__procs_name "* ]] || continue
    for (( __procs_i = 0; __procs_i < __procs_n - 1; __procs_i++ )); do
      (( __procs_e_pipe[__procs_i] == 0 || __procs_e_pipe[__procs_i] == 141 ||
         (__procs_e_pipe[__procs_i] == 1 && ${__procs_members:__procs_i:1} == 1) )) || continue 2
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
  __procs_debug "$__procs_traced"
}

# Puts a DEBUG trap of ours in place, in front of the author's.
__procs_debug() {
  __procs_own=$1
  if [[ $__procs_heeding ]]; then
    __procs_text=${1:+; ${1#"$__procs_first"}}${__procs_on_debug:+; $__procs_debugging}
    builtin trap -- "$__procs_heed${__procs_text:+$__procs_text; $__procs_lastly}" DEBUG
  elif [[ $__procs_on_debug ]]; then
    builtin trap -- "${1:-__procs_last=\$_}; $__procs_debugging" DEBUG
  elif [[ $1 ]]; then
    builtin trap -- "$1" DEBUG
  else
    builtin trap - DEBUG
  fi
}

__procs_seen() {
  __procs_size=
  if [[ $__procs_stdout ]]; then __procs_size=$(builtin command -p wc -c <"$__procs_stdout"); fi
  if [[ $__procs_open ]]; then __procs_event C "${__procs_size//[!0-9]/}"; __procs_open=; fi
  if [[ $3 == "$__procs_block" && $2 == return* && ${FUNCNAME[1]-} == source && $BASH_SUBSHELL == 0 ]]; then
    # At the top of a block it leaves the block, as `exit` does.
    __procs_event X "$1" 0 0 "$3"
  elif [[ $__procs_watch == *" $1 "* && $3 == "$__procs_block" ]]; then
    __procs_event S "$1" "${__procs_size//[!0-9]/}" "$2"
    __procs_open=1
  fi
  return 0
}

# bash leaves a command out that it cannot work out (`$((1/0))`), and goes on with the next: neither
# errexit nor an ERR trap notices. Seen is what it leaves behind then: a status of 1 without an ERR trap,
# a PIPESTATUS of 1, and `$_` as it was, which each command that has run sets. So a command that may be
# left out finds a mark in `$_`, unless it uses that itself.
#
# Something may be left out before the next announcement that is itself not announced. depth
__procs_unheard() {
  __procs_pending=head __procs_under=$__procs_last
  __procs_g_at=$__procs_unannounced __procs_g_line=0 __procs_g_command= __procs_g_source=$__procs_block
  __procs_g_depth=$1 __procs_g_elsewhere=1
}

# May the command that is announced now be left out? line command source depth
__procs_pend() {
  __procs_pending=simple __procs_g_at=$1 __procs_g_line=$1 __procs_g_command=$2 __procs_g_source=$3 __procs_g_depth=$4 __procs_g_elsewhere=1
  if [[ $__procs_stderr && /dev/fd/3 -ef $__procs_stderr ]]; then __procs_g_elsewhere=0; fi
  case $2 in
    '(('*) __procs_pending=arithmetic ;;
    '[['* | 'case '* | 'for '* | 'select '* | *'$_'* | *'${_'*) __procs_pending=head ;;
    *) __procs_under=$__procs_mark ;;
  esac
  [[ $2 == $__procs_throws ]] || __procs_unheard "$4"
  __procs_i=1
  [[ $3 != "$__procs_block" && $__procs_g_command ]] || return 0
  while (( __procs_i < ${#BASH_SOURCE[@]} )); do
    if [[ ${BASH_SOURCE[__procs_i]} == "$__procs_block" ]]; then
      __procs_g_at=${BASH_LINENO[__procs_i-1]}
      return 0
    fi
    (( __procs_i += 1 ))
  done
  __procs_g_at=0
}

# Was the command before this one left out? depth
__procs_thrown() {
  (( __procs_q == 1 && $1 <= __procs_g_depth )) || return 0
  __procs_certain=0
  case $__procs_pending in
    simple)
      [[ $__procs_p == 1 && $__procs_u == "$__procs_mark" ]] || return 0
      if [[ $__procs_g_source == "$__procs_block" && $__procs_apart != *" $__procs_g_line "* ]]; then __procs_certain=1; fi
      ;;
    head) [[ $__procs_p == 1 ]] || return 0 ;;
    arithmetic)
      if [[ $__procs_g_source != "$__procs_block" || $__procs_loops != *" $__procs_g_line "* ]]; then
        [[ $__procs_p == 1 && $__procs_g_command == *\$* ]] || return 0
      elif (( __procs_g_elsewhere )); then
        [[ $__procs_g_command == *[/%\$]* ]] || return 0
      fi
      ;;
  esac
  # A condition in a loop that is false each time is not told each time.
  [[ $__procs_told != *"<$__procs_g_elsewhere $__procs_g_line $__procs_g_source>"* ]] || return 0
  __procs_told+="<$__procs_g_elsewhere $__procs_g_line $__procs_g_source>"
  __procs_event G "$__procs_g_at" "$__procs_g_line" "$__procs_g_source" "$__procs_g_command" "$__procs_g_elsewhere" "$__procs_certain"
}

# On one line each: every newline in a trap would count into LINENO.
__procs_mark=__procs_not_run
__procs_first='__procs_last=$_; '
__procs_lastly='{ : "$__procs_under"; } 2>/dev/null'
__procs_throws='@(*\$\(\(*|*\$\[*|*\$\{*:*|\(\(*)'
__procs_heed='{ __procs_q=$? __procs_p=${PIPESTATUS[*]} __procs_u=$_; if [[ $__procs_u != "$__procs_mark" ]]; then __procs_last=$__procs_u; fi; __procs_under=$__procs_last; if [[ ! $__procs_in_err && $BASH_SUBSHELL == 0 && ${BASH_SOURCE[0]-} != "$__procs_driver" ]]; then if [[ $__procs_pending ]]; then __procs_thrown "${#BASH_SOURCE[@]}"; fi; __procs_pending=; if [[ $__procs_unannounced || $BASH_COMMAND == $__procs_throws ]]; then __procs_pend "$LINENO" "$BASH_COMMAND" "${BASH_SOURCE[0]-}" "${#BASH_SOURCE[@]}"; fi; if [[ ${BASH_SOURCE[0]-} != "$__procs_block" && $__procs_sources != *"<${BASH_SOURCE[0]-}>"* ]]; then __procs_sources+="<${BASH_SOURCE[0]-}>"; __procs_event O "${BASH_SOURCE[0]-}"; fi; fi; : "$__procs_under"; } 3>&2 2>/dev/null || if [[ ! $__procs_in_err && $BASH_SUBSHELL == 0 && $BASH_COMMAND == $__procs_throws ]]; then __procs_event G "$LINENO" "$LINENO" "${BASH_SOURCE[0]-}" "$BASH_COMMAND" 1 0; fi'
__procs_trace='__procs_last=$_; if [[ ! $__procs_in_err && ${FUNCNAME[0]-} != @(__procs_*|trap|exit) && ( $__procs_open || $__procs_watch == *" $LINENO "* ) ]]; then { __procs_seen "$LINENO" "$BASH_COMMAND" "${BASH_SOURCE[0]-}"; } 2>/dev/null; fi; : "$__procs_last"'
__procs_rearm='__procs_last=$_; if [[ ! $__procs_in_err && ${FUNCNAME[0]-} != @(__procs_*|trap|exit) ]]; then { __procs_strict; [[ ! $__procs_watch ]] || __procs_seen "$LINENO" "$BASH_COMMAND" "${BASH_SOURCE[0]-}"; } 2>/dev/null; [[ $__procs_errexit == 0 || $__procs_ran != 1 ]] || builtin set -e; fi; : "$__procs_last"'
# FUNCNAME is empty at the top of a sourced file, so it is the file that tells what is ours.
__procs_debugging='if [[ ! $__procs_in_err && ${BASH_SOURCE[0]-} != "$__procs_driver" ]]; then builtin eval "$__procs_on_debug"; fi; : "$__procs_last"'
__procs_failing='__procs_err "$?" "$LINENO" "$BASH_COMMAND" "${PIPESTATUS[@]}"'
# The author's own sees the failed command, its line and its status as it would without us.
__procs_failing_too='__procs_in_err=1 __procs_errs=("$?" "$LINENO" "$BASH_COMMAND" "${PIPESTATUS[@]}"); __procs_err "${__procs_errs[@]}"; __procs_again "${__procs_errs[0]}" || builtin eval "$__procs_on_err"; __procs_settle'
__procs_returning='if [[ ${BASH_SOURCE[0]-} != "$__procs_driver" ]]; then builtin eval "$__procs_on_return"; fi'
__procs_leaving='{ __procs_code=$?; [[ $- != *x* ]] || { __procs_x=x; builtin set +x; }; } 2>/dev/null; __procs_exit "$__procs_code"'
__procs_x=

__procs_again() { return "$1"; }

# Gets `builtin` back from a function of that name: in posix mode `unset` is found before any function.
__procs_unmask() {
  __procs_ok=
  builtin eval __procs_ok=1 >/dev/null
  [[ ! $__procs_ok ]] || return 0
  __procs_text=$BASHOPTS __procs_ok=${POSIXLY_CORRECT+x}
  POSIXLY_CORRECT=${POSIXLY_CORRECT-1}
  \unset -f builtin
  if [[ ! $__procs_ok ]]; then builtin unset -v POSIXLY_CORRECT; fi
  if [[ $__procs_text == *expand_aliases* ]]; then builtin shopt -s expand_aliases; fi
}

# The block's own exit: from which line it left.
exit() {
  { __procs_status=$?; [[ $- != *x* ]] || { __procs_x=x; builtin set +x; }; } 2>/dev/null
  (( $# == 0 )) || __procs_status=$1
  __procs_unmask
  if [[ $__procs_in_exit && $BASH_SUBSHELL == 0 ]]; then
    # Out of the author's EXIT trap, which bash would not let ours run after.
    # What the block came to stays, where that is a failure.
    if (( $# == 0 || __procs_code != 0 )); then __procs_status=$__procs_code; fi
    __procs_finish "$__procs_status" "$__procs_how" "${__procs_args[@]}"
    builtin exit "$__procs_status"
  fi
  __procs_event X "${BASH_LINENO[0]}" "$__procs_status" "$BASH_SUBSHELL" "${BASH_SOURCE[1]-}"
  if (( $# > 0 )); then builtin exit "$@"; else builtin exit "$__procs_status"; fi
}

# The author's traps beside ours: each as it would be without us, but EXIT comes at the end of the block.
trap() {
  { __procs_t_x=; [[ $- != *x* ]] || { __procs_t_x=1; builtin set +x; }; } 2>/dev/null
  __procs_t_status=0 __procs_t_do=- __procs_t_command="trap $*"
  if (( $# == 0 )) || [[ $1 == -p ]]; then
    __procs_traps "${@:2}" || __procs_t_status=$?
  elif [[ $1 == -[lP]* ]]; then
    builtin trap "$@" || __procs_t_status=$?
  else
    [[ $1 != -- ]] || builtin shift
    if (( $# > 1 )) && [[ ! $1 =~ ^[0-9]+$ ]]; then __procs_t_do=$1; builtin shift; fi
    for __procs_sig in "$@"; do
      __procs_name=${__procs_sig^^} __procs_text=$__procs_t_do
      [[ $__procs_t_do != - ]] || __procs_text=
      if (( BASH_SUBSHELL > 0 )); then __procs_name=; fi
      case ${__procs_name#SIG} in
        EXIT | 0) __procs_on_exit=$__procs_text ;;
        ERR)
          __procs_on_err=$__procs_text
          if [[ $__procs_text ]]; then builtin trap -- "$__procs_failing_too" ERR; else builtin trap -- "$__procs_failing" ERR; fi
          ;;
        DEBUG)
          __procs_on_debug=$__procs_text
          __procs_debug "$__procs_own"
          ;;
        RETURN)
          __procs_on_return=$__procs_text
          if [[ $__procs_text ]]; then builtin trap -- "$__procs_returning" RETURN; else builtin trap - RETURN; fi
          ;;
        *) builtin trap -- "$__procs_t_do" "$__procs_sig" || __procs_t_status=$? ;;
      esac
    done
  fi
  { [[ ! $__procs_t_x ]] || builtin set -x; return "$__procs_t_status"; } 2>/dev/null
}

# Lists the author's traps as `trap -p` does: signals...
__procs_traps() {
  if (( $# == 0 )); then
    builtin trap -p {1..31} {34..64} 2>/dev/null
    builtin set -- EXIT ERR DEBUG RETURN
  fi
  for __procs_sig in "$@"; do
    __procs_name=${__procs_sig^^}
    case ${__procs_name#SIG} in
      EXIT | 0) __procs_name=EXIT __procs_text=$__procs_on_exit ;;
      ERR) __procs_text=$__procs_on_err ;;
      DEBUG) __procs_text=$__procs_on_debug ;;
      RETURN) __procs_text=$__procs_on_return ;;
      *) builtin trap -p "$__procs_sig" || return 1; continue ;;
    esac
    [[ ! $__procs_text ]] || builtin printf "trap -- '%s' %s\\n" "${__procs_text//\'/\'\\\'\'}" "${__procs_name#SIG}"
  done
}

# The block left by exit, errexit or an unset variable.
__procs_exit() {
  __procs_bye exit "$1"
  __procs_finish "$__procs_code" exit
  builtin exit "$__procs_status"
}

# The author's EXIT trap, not strictly: what it cleans up may be gone. how status positional...
__procs_bye() {
  __procs_how=$1 __procs_code=$2 __procs_args=("${@:3}")
  # The last thing that the block did was forgiven: it ended well.
  if [[ $1 == end && $__procs_forgiven == "$2":[01] ]]; then __procs_code=0; fi
  [[ $__procs_on_exit ]] || return 0
  __procs_event T
  __procs_bye_text=$__procs_on_exit __procs_on_exit= __procs_in_exit=1 __procs_bye_flags=$-
  builtin set +e
  # It may leave from inside a function, where nothing can be saved any more.
  if [[ $__procs_accept == *" $__procs_code "* ]]; then ( __procs_finish "$__procs_code" before "${@:3}" ) && __procs_before=1; fi
  if (( __procs_code == 0 )); then builtin eval "$__procs_bye_text"; else __procs_again "$__procs_code" || builtin eval "$__procs_bye_text"; fi
  __procs_in_exit=
  [[ $__procs_bye_flags != *e* ]] || builtin set -e
  return 0
}

# How the block ended, and what of the session is to be kept: status how positional...
__procs_finish() {
  __procs_unmask
  builtin trap -p DEBUG >|"$__procs_events.scratch"
  builtin trap - DEBUG ERR RETURN
  __procs_flags=$-$__procs_x
  { builtin set +xveuET +o pipefail; } 2>/dev/null
  __procs_status=$1 __procs_how=$2
  builtin shift 2
  __procs_text=
  IFS= builtin read -r -d '' __procs_text <"$__procs_events.scratch"
  [[ ! $__procs_watch || $__procs_how == before || $__procs_text == *__procs_seen* ]] || __procs_event D
  builtin trap -p EXIT >|"$__procs_events.scratch"
  __procs_text=
  IFS= builtin read -r -d '' __procs_text <"$__procs_events.scratch"
  if [[ $__procs_text == *__procs_exit* ]]; then builtin trap - EXIT; elif [[ $__procs_how == end ]]; then __procs_event Y; fi
  if [[ $__procs_accept == *" $__procs_status "* ]]; then
    __procs_nested=
    for __procs_name in "${FUNCNAME[@]}"; do
      case $__procs_name in __procs_* | exit | source | main) ;; *) __procs_nested=1 ;; esac
    done
    # Inside a function its locals could not be told from the session's variables.
    if [[ ! $__procs_nested ]]; then
      if __procs_save "$@"; then __procs_how+=' saved'; fi
    elif [[ $__procs_before ]]; then
      __procs_how+=' saved'
    fi
  fi
  if [[ $__procs_how == before* ]]; then [[ $__procs_how == *saved ]]; return; fi
  __procs_event F "$__procs_status" "$__procs_how"
  return 0
} 2>/dev/null

# Keeps the session's state as it stands: where somebody listens, nothing of it goes through a file.
__procs_save() {
  # A block of which nobody goes on with the state.
  [[ $__procs_next ]] || return 0
  __procs_gather || return 1
  # Whoever listened may have died.
  builtin trap '' PIPE
  __procs_hand "$@" || __procs_alone "$@"
}

# What of it has to be looked at before it can be told.
__procs_gather() {
  # Before anything of it is given up to be able to save at all.
  {
    builtin umask -p
    for __procs_name in c d f l m n s t u v x; do
      builtin printf 'builtin ulimit -H%s ' "$__procs_name"
      builtin ulimit -H "-$__procs_name" || builtin printf '\n'
      builtin printf 'builtin ulimit -S%s ' "$__procs_name"
      builtin ulimit -S "-$__procs_name" || builtin printf '\n'
    done
  } >|"$__procs_events.scratch"
  __procs_limits= __procs_signals=
  IFS= builtin read -r -d '' __procs_limits <"$__procs_events.scratch"
  builtin umask 077
  builtin ulimit -S -f hard
  builtin ulimit -S -n hard
  builtin compgen -v >|"$__procs_events.scratch" || return 1
  builtin mapfile -t __procs_names <"$__procs_events.scratch"
  builtin compgen -A function >|"$__procs_events.scratch"
  builtin mapfile -t __procs_functions <"$__procs_events.scratch"
  builtin trap -p PIPE >|"$__procs_events.scratch"
  IFS= builtin read -r -d '' __procs_signals <"$__procs_events.scratch"
  return 0
}

# To who started this block, if that still lives, or to who stands above it on its host. With both ends of
# a pipe open, opening the one that is wanted waits for nobody; then a dead listener is noticed.
__procs_hand() {
  [[ -p $__procs_give && -p $__procs_take ]] || return 1
  # In a subshell: `exec` closes for good only without `builtin` before it.
  (
    __procs_emit "$@" >&4 || builtin exit 1
    builtin unset -f exec
    exec 4>&-
    __procs_text=
    while IFS= builtin read -r __procs_text <&6; do
      [[ $__procs_text != "$__procs_cookie "* ]] || break
    done
    [[ $__procs_text == "$__procs_cookie kept" ]]
  ) 3<>"$__procs_give" 4>|"$__procs_give" 3<&- 5<>"$__procs_take" 6<"$__procs_take" 5<&-
}

# Nobody is there: what may stand in a file is told apart by a process of procs. It reads everything from a pipe.
__procs_alone() {
  (( ${#__procs_sifter[@]} > 0 )) || return 1
  {
    builtin printf '%s\n%s' "${#__procs_known}" "$__procs_known"
    __procs_emit "$@"
  } | builtin command -p env -i PROCS_BLOCK="$__procs_cookie" "${__procs_sifter[@]}" "$__procs_next" >/dev/null
}

# The state in units: see units.ts. positional...
__procs_emit() {
  [[ ! $__procs_began ]] || builtin printf '%s\n' "$__procs_began"
  builtin printf '#\036 begin %s\n' "$__procs_cookie" || return 1
  builtin printf '#\036 plain limits\n%s' "$__procs_limits"
  builtin printf '#\036 plain options\n'
  builtin shopt -p
  builtin printf '#\036 directory \n'
  builtin printf 'builtin cd -- %q || __procs_lost=%q\n' "$PWD" "$PWD"
  for (( __procs_i = ${#DIRSTACK[@]} - 1; __procs_i > 0; __procs_i-- )); do
    builtin printf 'builtin pushd -n -- %q >/dev/null\n' "${DIRSTACK[__procs_i]}"
  done
  for __procs_name in "${__procs_names[@]}"; do
    case $__procs_name in
      __procs_* | PROCS_BLOCK | _ | BASH | BASHOPTS | BASHPID | BASH_ALIASES | BASH_ARGC | BASH_ARGV | BASH_ARGV0 | \
        BASH_CMDS | BASH_COMMAND | BASH_EXECUTION_STRING | BASH_LINENO | BASH_LOADABLES_PATH | BASH_REMATCH | \
        BASH_SOURCE | BASH_SUBSHELL | BASH_VERSINFO | BASH_VERSION | BASH_XTRACEFD | COPROC | COPROC_PID | DIRSTACK | \
        EPOCHREALTIME | EPOCHSECONDS | EUID | FUNCNAME | GROUPS | HISTCMD | LINENO | PIPESTATUS | PPID | PWD | RANDOM | \
        SECONDS | SHELLOPTS | SHLVL | SRANDOM | UID) ;;
      *)
        builtin printf '#\036 variable %s\n' "$__procs_name"
        builtin declare -p "$__procs_name"
        ;;
    esac
  done
  builtin printf '#\036 plain unset\n'
  for __procs_name in PATH IFS PS4 OLDPWD TERM HOSTNAME; do
    [[ -v $__procs_name ]] || builtin printf 'unset -v %s\n' "$__procs_name"
  done
  builtin printf 'SECONDS=%s\n' "$SECONDS"
  for __procs_name in "${__procs_functions[@]}"; do
    case $__procs_name in
      __procs_* | exit | trap | builtin) ;;
      *)
        builtin printf '#\036 function %s\n' "$__procs_name"
        builtin declare -pf -- "$__procs_name"
        ;;
    esac
  done
  if (( $# > 0 )); then
    builtin printf '#\036 arguments \nset --'
    builtin printf ' %q' "$@"
    builtin printf '\n'
  fi
  builtin printf '#\036 plain set\n'
  builtin set +o
  builtin printf '#\036 signals \n%s' "$__procs_signals"
  builtin trap -p {1..12} {14..31} {34..64}
  [[ ! $__procs_on_err ]] || builtin printf '#\036 trap ERR\n__procs_late+=%q\n' "trap -- ${__procs_on_err@Q} ERR"$'\n'
  [[ ! $__procs_on_return ]] || builtin printf '#\036 trap RETURN\n__procs_late+=%q\n' "trap -- ${__procs_on_return@Q} RETURN"$'\n'
  [[ ! $__procs_on_debug ]] || builtin printf '#\036 trap DEBUG\n__procs_late+=%q\n' "trap -- ${__procs_on_debug@Q} DEBUG"$'\n'
  builtin printf '#\036 trap tracing\n'
  [[ $__procs_flags != *x* ]] || builtin printf '__procs_late+="set -x;"\n'
  [[ $__procs_flags != *v* ]] || builtin printf '__procs_late+="set -v;"\n'
  builtin printf '#\036 aliases \n'
  builtin alias -p
  builtin printf '# complete\n#\036 end %s\n' "$__procs_cookie"
}

__procs_lost= __procs_late= __procs_whole=
{
  # Read as a file of its own, by which functions of the session are known from ours.
  builtin printf 'builtin eval "$__procs_given"\n' >|"$__procs_events.scratch"
  builtin source "$__procs_events.scratch" &>/dev/null
  __procs_given=
  if [[ ! $__procs_whole ]]; then
    __procs_event W
    builtin exit 125
  fi
  if [[ $__procs_lost ]]; then
    __procs_event P "$__procs_lost"
    builtin exit 125
  fi
  [[ ! $__procs_watch ]] || __procs_traced=$__procs_trace
  builtin trap -- "$__procs_leaving" EXIT
  builtin trap -- "$__procs_failing" ERR
  __procs_last=
  [[ ! $__procs_unannounced ]] || __procs_unheard 99
  [[ ! $__procs_traced$__procs_heeding ]] || __procs_debug "$__procs_traced"
  builtin set -eETuo pipefail
  [[ ! $__procs_late ]] || builtin eval "$__procs_late"
  builtin source "$__procs_block"
  # In one command: each further one is announced, as if the block went on.
  { __procs_code=$? __procs_forgiven=$__procs_relaxed:$__procs_ran; [[ $- != *x* ]] || { __procs_x=x; builtin set +x; }; } 2>/dev/null
  __procs_bye end "$__procs_code" "$@"
  { __procs_finish "$__procs_code" end "$@"; builtin exit "$__procs_status"; } 2>/dev/null
}
