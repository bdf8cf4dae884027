package dev.hearth.operator.desired;

import io.fabric8.kubernetes.api.model.Quantity;

/**
 * An amount of memory.
 *
 * @param mebibytes the amount in MiB, which is what Spark's unit {@code m} means
 */
record Memory(long mebibytes) {
    static final Memory NONE = new Memory(0);

    /** Reads Spark's notation, for example {@code 512m}, {@code 4g} or {@code 1t}; the API server admits no other. */
    static Memory parse(String spark) {
        var amount = Long.parseLong(spark.substring(0, spark.length() - 1));
        return new Memory(
                switch (spark.charAt(spark.length() - 1)) {
                    case 'm' -> amount;
                    case 'g' -> amount * 1024;
                    case 't' -> amount * 1024 * 1024;
                    default ->
                        throw new IllegalArgumentException(
                                "'" + spark + "' is not a memory size of Spark's: write for example 512m or 4g");
                });
    }

    Memory plus(long mebibytes) {
        return new Memory(this.mebibytes + mebibytes);
    }

    Memory times(double factor) {
        return new Memory(Math.round(mebibytes * factor));
    }

    String spark() {
        return mebibytes + "m";
    }

    Quantity quantity() {
        return Quantity.parse(mebibytes + "Mi");
    }
}
