package dev.hearth.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a test's failure what operator and gateway logged lately, since the node is gone when somebody reads of it. */
final class WhatProgramsSaid implements TestExecutionExceptionHandler {

    /** Nothing happened there; it carries a text into the report of another failure. */
    private static final class Log extends Exception {
        private static final long serialVersionUID = 1;

        Log(String text) {
            super(text, null, false, false);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        var said = World.get()
                .shell()
                .run(
                        "kubectl",
                        "-n",
                        "hearth-system",
                        "logs",
                        "--selector=app.kubernetes.io/component in (operator, gateway)",
                        "--prefix",
                        "--since=2m",
                        "--tail=30");
        failure.addSuppressed(new Log(said.everything()));
        throw failure;
    }
}
