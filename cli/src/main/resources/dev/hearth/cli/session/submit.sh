# Runs spark-submit "$@" once the application has been uploaded, in the folder that it was uploaded to, and ends with
# its exit code.
folder="$HOME/app"
for _ in $(seq 6000); do
    [ -e "$folder/.complete" ] && break
    sleep 0.1
done
if ! cd "$folder" || ! [ -e .complete ]; then
    echo "hearth: no application was uploaded within 10 minutes" >&2
    exit 1
fi

# A log knows only lines. Those of standard error start with an escape sequence that changes nothing on a terminal, so
# that whoever reads the log can tell them apart.
mark=$(printf '\033[m')
mkfifo "$HOME/stderr"
sed -u "s/^/$mark/" <"$HOME/stderr" >&2 &
relay=$!
"${SPARK_HOME:-/opt/spark}/bin/spark-submit" "$@" 2>"$HOME/stderr" &
driver=$!
trap 'kill -TERM "$driver"' TERM INT
wait "$driver"
code=$?
# A signal ends the first wait before the driver has ended.
while kill -0 "$driver" 2>/dev/null; do
    wait "$driver"
    code=$?
done
wait "$relay"
exit "$code"
