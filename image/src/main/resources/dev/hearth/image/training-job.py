"""A few jobs of every usual kind, so that the driver and the executor load the classes that real programs need."""

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("training").getOrCreate()
numbers = spark.range(1000).withColumn("key", F.col("id") % 10)
numbers.groupBy("key").agg(F.count("*"), F.avg("id"), F.max("id")).orderBy("key").collect()
spark.sparkContext.parallelize(range(100), 4).map(lambda n: (n % 3, n)).reduceByKey(lambda a, b: a + b).collect()
names = spark.createDataFrame([(1, "one"), (2, "two"), (3, None)], ["id", "name"])
names.createOrReplaceTempView("names")
numbers.createOrReplaceTempView("numbers")
spark.sql("select name, sum(key) s from numbers join names using (id) where name is not null group by name").show()
numbers.withColumn("rank", F.row_number().over(Window.partitionBy("key").orderBy("id"))).filter("rank < 3").cache().count()
names.select(F.udf(lambda name: len(name or ""))("name"), F.upper("name"), F.current_timestamp()).show()
for kind in "parquet", "csv", "json":
    names.write.mode("overwrite").format(kind).save(f"/tmp/written/{kind}")
    spark.read.format(kind).load(f"/tmp/written/{kind}").count()
numbers.repartition(3).join(F.broadcast(names), "id", "left").distinct().describe().collect()
spark.stop()
