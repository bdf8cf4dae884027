# Starts a Spark master. Arguments: the host name that it advertises, and the folder of event logs, which a prompt that
# somebody opens in this pod needs.
# The name resolves to this pod here (/etc/hosts) and to the Service of the same name everywhere else, so the address
# that workers and drivers remember stays true when this pod is replaced.
export SPARK_HOME="${SPARK_HOME:-/opt/spark}"
mkdir -p "$SPARK_RECOVERY_DIR" "$2"
# Unless the spec has chosen another way, a master remembers by Hearth's plug-in. It needs the Java that Spark 4 needs; with
# an older one a master remembers for as long as its pod lives.
if [ -n "${HEARTH_RECOVERY_JAR:-}" ]; then
  release=$(cat "${JAVA_HOME:-}/release" 2>/dev/null)
  case $release in
    *'JAVA_VERSION="1.'* | *'JAVA_VERSION="11.'*)
      if [ -n "${HEARTH_MASTERS:-}" ]; then
        echo "Several masters need Java 17 or later for their election, and this image has an older one." >&2
        exit 1
      fi
      echo "Java 17 is needed to remember applications beyond this pod." >&2
      recovery="-Dspark.deploy.recoveryMode=FILESYSTEM"
      ;;
    *)
      recovery="-Dspark.deploy.recoveryMode=CUSTOM"
      recovery="$recovery -Dspark.deploy.recoveryMode.factory=dev.hearth.recovery.KubernetesRecoveryModeFactory"
      # At the end of the class path, so that the JVM still takes the class-data archive.
      export SPARK_DIST_CLASSPATH="${SPARK_DIST_CLASSPATH:+$SPARK_DIST_CLASSPATH:}$HEARTH_RECOVERY_JAR"
      ;;
  esac
  export SPARK_MASTER_OPTS="$recovery ${SPARK_MASTER_OPTS:-}"
fi
daemon=("$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master
  --host "$1" --port 7077 --webui-port 8080)
if command -v tini >/dev/null; then daemon=(tini -- "${daemon[@]}"); fi
exec "${daemon[@]}"
