package dev.hearth.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.deploy.master.PersistenceEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.List$;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag;

/** Spark's view of the memory: called by the master's only thread, and before it leads by the takeover's. */
final class KubernetesPersistenceEngine extends PersistenceEngine implements ReadingOfScala212 {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesPersistenceEngine.class);

    /** An application hears that it is registered when it is stored, unless that takes too long. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String WORKER = "worker_";

    private final Memory memory;
    private final Leadership leadership;
    private NavigableMap<String, byte[]> recalled = new TreeMap<>();
    private int recalledIn;

    KubernetesPersistenceEngine(Memory memory, Leadership leadership) {
        this.memory = memory;
        this.leadership = leadership;
    }

    @Override
    public void persist(String name, Object object) {
        leadership.require();
        long mark = memory.keep(Values.key(name), Optional.of(Values.write(object)));
        // A worker that is not stored registers again by itself; an application never does.
        if (!name.startsWith(WORKER) && !memory.await(mark, PATIENCE)) {
            LOG.warn("{} is not stored yet, and lost if this master ends before the Kubernetes API answers", name);
        }
    }

    @Override
    public void unpersist(String name) {
        leadership.require();
        memory.keep(Values.key(name), Optional.empty());
    }

    @Override
    public <T> Seq<T> read(String prefix, ClassTag<T> type) {
        if (recalledIn != leadership.term()) {
            recalled = new TreeMap<>(memory.recall());
            recalledIn = leadership.term();
        }
        scala.collection.immutable.List<T> objects = List$.MODULE$.empty();
        // Scala's lists grow at their head.
        for (var value : recalled.descendingMap().entrySet()) {
            if (value.getKey().startsWith(prefix)) {
                objects = read(value.getKey(), value.getValue(), type, objects);
            }
        }
        return objects;
    }

    private <T> scala.collection.immutable.List<T> read(
            String name, byte[] value, ClassTag<T> type, scala.collection.immutable.List<T> others) {
        try {
            Object object = Values.read(value);
            if (type.runtimeClass().isInstance(object)) {
                @SuppressWarnings("unchecked")
                var typed = (T) object;
                return others.$colon$colon(typed);
            }
            LOG.error("{} is not a {}, and is forgotten", name, type);
        } catch (IOException e) {
            LOG.error("{} cannot be read, and is forgotten", name, e);
        }
        memory.keep(name, Optional.empty());
        return others;
    }

    @Override
    public void close() {
        memory.close();
    }
}
