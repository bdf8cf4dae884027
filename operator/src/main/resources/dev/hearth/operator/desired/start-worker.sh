# Starts a Spark worker. Arguments: the master's host name, cores and memory to offer, the folder of event logs, which a
# prompt that somebody opens in this pod needs, and the text of await-http.sh.
# A worker whose first registration meets no master, or one that has not been elected yet, waits about 10 s for its next
# attempt (Spark's Worker.scala), so the process starts when the master has said that it is more than a standby.
export SPARK_HOME="${SPARK_HOME:-/opt/spark}"
# The first process of a container ignores signals that it does not handle.
trap 'exit 143' TERM
mkdir -p "$4"
# A connection to an address that nobody has any more would hang for minutes. The trap runs while the shell waits, not before
# a program in the foreground has ended.
until
  timeout 4 bash -c "$5" await-http.sh "$1" 8080 /json/status/ '"status" ?: ?"(ALIVE|RECOVERING|COMPLETING_RECOVERY)"' &
  wait "$!"
do :; done
# Spark takes an address of IPv6 only in brackets.
host=$SPARK_LOCAL_HOSTNAME
case $host in *:*) host="[$host]" ;; esac
daemon=("$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.worker.Worker
  --host "$host" --port 7078 --webui-port 8081 --cores "$2" --memory "$3"
  --work-dir "$HOME/work" "spark://$1:7077")
if command -v tini >/dev/null; then daemon=(tini -- "${daemon[@]}"); fi
exec "${daemon[@]}"
