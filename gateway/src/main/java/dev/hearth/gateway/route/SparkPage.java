package dev.hearth.gateway.route;

import dev.hearth.api.UiPath;

/** Whose page of a cluster is asked for. */
public sealed interface SparkPage {
    /** The leading master's. */
    record Master() implements SparkPage {}

    /** A worker's, by the identifier that Spark gave it, for example worker-20261122201959-10.98.0.7-7078. */
    record Worker(String id) implements SparkPage {}

    /** A running application's, by Spark's identifier, for example app-20261122203000-0001. */
    record Application(String id) implements SparkPage {}

    /** The history server's. */
    record History() implements SparkPage {
        /** Where a finished application's pages are below its cluster. */
        public static String of(String application) {
            return "/" + UiPath.FINISHED + "/history/" + application + "/";
        }
    }

    /** Where the page is below its cluster, without a slash at the end. */
    default String path() {
        return switch (this) {
            case Master() -> "";
            case Worker(var id) -> "/proxy/" + id;
            case Application(var id) -> "/proxy/" + id;
            case History() -> "/" + UiPath.FINISHED;
        };
    }
}
