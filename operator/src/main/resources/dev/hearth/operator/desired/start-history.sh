# Starts Spark's history server, whose settings are all in spark-defaults.conf.
export SPARK_HOME="${SPARK_HOME:-/opt/spark}"
daemon=("$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.history.HistoryServer)
if command -v tini >/dev/null; then daemon=(tini -- "${daemon[@]}"); fi
exec "${daemon[@]}"
