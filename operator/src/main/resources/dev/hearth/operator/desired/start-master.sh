# Starts a Spark master. Arguments: the host name that it advertises, and the folder of event logs, which a prompt that
# somebody opens in this pod needs.
# The name resolves to this pod here (/etc/hosts) and to the Service of the same name everywhere else, so the address
# that workers and drivers remember stays true when this pod is replaced.
export SPARK_HOME="${SPARK_HOME:-/opt/spark}"
mkdir -p "$SPARK_RECOVERY_DIR" "$2"
daemon=("$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master
  --host "$1" --port 7077 --webui-port 8080)
if command -v tini >/dev/null; then daemon=(tini -- "${daemon[@]}"); fi
exec "${daemon[@]}"
