# Says that what stands before it is done.
printf '%s\n' "$marker"
