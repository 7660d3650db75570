# Named pipes through which an attempt's state comes and goes.
mkfifo -m 600 -- "$directory/give" "$directory/take" "$directory/ask" "$directory/held" || exit 71
