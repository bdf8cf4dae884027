"""What the prompt of `pyspark` does at its start, and the first things that people type there."""

from pyspark.shell import sc, spark

spark.range(1000).selectExpr("id % 10 as key").groupBy("key").count().show()
sc.parallelize(range(100)).map(lambda n: n * n).sum()
spark.createDataFrame([(1, "one")], ["id", "name"]).createOrReplaceTempView("names")
spark.sql("select * from names").show()
spark.sql("show tables").show()
spark.stop()
