"""A first Spark job: real film ratings, read and counted by the executors of the cluster."""

import os
import socket

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

RATINGS = "data/mllib/als/sample_movielens_ratings.txt"

spark = SparkSession.builder.appName("hearth-demo").getOrCreate()

# Every pod of the cluster has the file, because Spark's own distribution brings it. It is small: without the setting
# it would be one partition, and one executor would do everything.
spark.conf.set("spark.sql.files.maxPartitionBytes", "4k")
spark.conf.set("spark.sql.shuffle.partitions", "4")
path = "file://" + os.path.join(os.environ.get("SPARK_HOME", "/opt/spark"), RATINGS)
parts = f.split("value", "::")
executor = f.udf(socket.gethostname, "string", useArrow=False).asNondeterministic()
ratings = (
    spark.read.text(path)
    .select(
        parts[0].cast("int").alias("user"),
        parts[1].cast("int").alias("film"),
        parts[2].cast("float").alias("rating"),
        executor().alias("executor"),
    )
    .cache()
)

print(f"{ratings.count()} ratings of {ratings.select('film').distinct().count()} films, the best of them:")
(
    ratings.groupBy("film")
    .agg(f.count("*").alias("ratings"), f.round(f.avg("rating"), 2).alias("mean"))
    .where("ratings >= 15")
    .orderBy(f.desc("mean"), "film")
    .show(5)
)
print("Who read them:")
ratings.groupBy("executor").agg(f.count("*").alias("ratings")).orderBy("executor").show(truncate=False)
spark.stop()
