package dev.hearth.e2e;

/** Small PySpark programs whose results are known. */
final class Jobs {
    private Jobs() {}

    /** Prints {@code sum=4950 executors=N}, with N the number of hosts other than the driver that computed. */
    static final String SUM = """
            import os, socket
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            pairs = spark.sparkContext.parallelize(range(100), 8).map(lambda i: (i, socket.gethostname())).collect()
            hosts = {host for _, host in pairs} - {socket.gethostname()}
            print(f"sum={sum(i for i, _ in pairs)} executors={len(hosts)}")
            spark.stop()
            """;

    /** Prints, sorted, a line for the JVM of each part of the cluster: {@code Master from the archive}, or without it. */
    static final String CLASS_DATA = """
            import glob
            from pyspark.sql import SparkSession
            PARTS = {"deploy.master.Master": "Master", "deploy.worker.Worker": "Worker",
                     "CoarseGrainedExecutorBackend": "executor", "SparkSubmit": "driver"}
            def jvms(_):
                found = set()
                for process in glob.glob("/proc/[0-9]*"):
                    try:
                        command = open(process + "/cmdline").read()
                        if not command.split("\\0")[0].endswith("/java"):
                            continue
                        how = "from the archive" if "/opt/spark/hearth/spark.jsa" in open(process + "/maps").read() else "without it"
                    except OSError:
                        continue  # ended, or another user's
                    found |= {name + " " + how for part, name in PARTS.items() if part in command}
                return found
            spark = SparkSession.builder.getOrCreate()
            everywhere = jvms(None).union(*spark.sparkContext.parallelize(range(8), 8).map(jvms).collect())
            print(*sorted(everywhere), sep="\\n")
            spark.stop()
            """;

    /**
     * A shuffle each second until somebody makes the file {@code /tmp/enough} in the driver's pod, and three more; prints
     * {@code every round is right} at the end if each came to the sum that it must.
     */
    static final String ROUNDS = """
            import os, time
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            sc = spark.sparkContext
            def slow(x):
                time.sleep(0.25)
                return (x % 4, x)
            sums, left = [], 3
            while left:
                if os.path.exists("/tmp/enough"):
                    left -= 1
                sums.append(sc.parallelize(range(8), 4).map(slow).reduceByKey(lambda a, b: a + b).values().sum())
                print("round", len(sums), flush=True)
            print("every round is right" if set(sums) == {28} else f"wrong: {sums}", flush=True)
            spark.stop()
            """;

    /**
     * Queries over and over, with a shuffle and a cached table, beside a stream, so that every page of a driver has
     * something to show; and a log that is longer than a page of it.
     */
    static String pages(String name, int rounds) {
        return """
                import time
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.appName("%s").config("spark.cores.max", 2).getOrCreate()
                spark.sparkContext.parallelize([0], 1).foreach(lambda _: print("a long log\\n" * 20_000))
                stream = (spark.readStream.format("rate").load().writeStream
                    .queryName("ticks").format("noop").trigger(processingTime="5 seconds").start())
                while stream.lastProgress is None:
                    time.sleep(0.1)
                spark.range(1000).createOrReplaceTempView("numbers")
                spark.sql("cache table numbers")
                for _ in range(%d):
                    spark.sql("select id %% 7 as k, count(*) from numbers group by 1 order by 1").collect()
                    time.sleep(3)
                """.formatted(name, rounds);
    }
}
