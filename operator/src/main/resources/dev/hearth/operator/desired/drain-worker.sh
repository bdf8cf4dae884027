# Empties a worker before its pod goes, whoever deleted that: the worker takes no new executors, and those that it has
# finish their tasks, hand their blocks to others and end. Arguments: the most seconds that this may take, and the
# host name of the master.
# tini and a JVM as the first process both take the signal, which is Spark's for this (spark.worker.decommission.signal).
# It is repeated for a master that has come back meanwhile and does not know; and as long as no master answers for half a
# minute, as when the whole cluster is being deleted, there is nobody who would move anything.
worker='exec 3<>/dev/tcp/127.0.0.1/8081 && printf "GET /json/ HTTP/1.0\r\n\r\n" >&3 && cat <&3'
master='exec 3<>"/dev/tcp/$0/8080"'
end=$((SECONDS + $1))
known=$SECONDS
while [ "$SECONDS" -lt "$end" ] && [ $((SECONDS - known)) -lt 30 ]; do
  kill -PWR 1
  for _ in 1 2 3 4 5; do
    sleep 1
    state=$(timeout 4 bash -c "$worker" 2>/dev/null)
    # Not even a connection: the worker has not begun, or has ended.
    [ $? -eq 1 ] && exit 0
    case ${state//[[:space:]]/} in *'"executors":[]'*) exit 0 ;; esac
    [ "$SECONDS" -lt "$end" ] || exit 0
  done
  if timeout 2 bash -c "$master" "$2" 2>/dev/null; then known=$SECONDS; fi
done
exit 0
