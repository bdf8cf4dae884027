package dev.hearth.recovery;

import scala.collection.Seq;
import scala.reflect.ClassTag;

/**
 * What {@code PersistenceEngine.read} returns where Spark was built for Scala 2.12, as 3.5 is: there {@code Seq} means the
 * general one. The compiler makes a bridge from it to the method for 2.13, so that one class serves both.
 */
interface ReadingOfScala212 {
    <T> Seq<T> read(String prefix, ClassTag<T> type);
}
