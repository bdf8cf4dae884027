# Answers each line of its user's program, and ends the session when that is gone without a word: the runtime closes the
# input of a command like this one then (never that of a process with a terminal), or nothing is heard for $1 seconds,
# where the network has swallowed even that.
while read -r -t "$1" _; do
    echo
done
kill -HUP -1
sleep 3
kill -KILL -1
