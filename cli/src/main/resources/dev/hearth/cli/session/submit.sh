# Runs spark-submit with all arguments but the first, once the application has been uploaded, in the folder that it was
# uploaded to, and ends with its exit code. Gives up when nothing has arrived for $1 seconds: nobody sends any more.
patience=$1
shift
folder="$HOME/app"
mkdir -p "$folder" && cd "$folder" || exit
arrived=
last=$SECONDS
looked=$SECONDS
until [ -e .complete ]; do
    sleep 0.1
    if [ "$SECONDS" != "$looked" ]; then
        looked=$SECONDS
        now=$(du -sk .)
        if [ "$now" != "$arrived" ]; then
            arrived=$now
            last=$SECONDS
        elif [ $((SECONDS - last)) -gt "$patience" ]; then
            echo "hearth: nothing of the application has arrived for $patience seconds" >&2
            exit 1
        fi
    fi
done

# A log knows only lines. Those of standard error start with an escape sequence that changes nothing on a terminal, so
# that whoever reads the log can tell them apart. What the driver leaves running may keep standard error open for ever,
# so the relay ends at a line that nobody else can write.
mark=$(printf '\033[m')
end="end of $(cat /proc/sys/kernel/random/uuid)"
mkfifo "$HOME/stderr"
exec 3<>"$HOME/stderr"
sed -u -e "/$end\$/{s/$end\$//;/./!Q;s/^/$mark/;q}" -e "s/^/$mark/" <&3 3<&- >&2 &
relay=$!
"${SPARK_HOME:-/opt/spark}/bin/spark-submit" "$@" 2>&3 3<&- &
driver=$!
trap 'kill -TERM "$driver"' TERM INT
wait "$driver"
code=$?
# A signal ends the first wait before the driver has ended.
while kill -0 "$driver" 2>/dev/null; do
    wait "$driver"
    code=$?
done
echo "$end" >&3
wait "$relay"
exit "$code"
