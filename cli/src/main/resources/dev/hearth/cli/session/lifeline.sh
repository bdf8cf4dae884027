# Ends the session when its user's program is gone without a word. A runtime closes the input of a command like this
# one then, but never that of a process with a terminal.
cat >/dev/null
kill -HUP -1
sleep 3
kill -KILL -1
