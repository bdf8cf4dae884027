package dev.hearth.cli.session;

import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;

/** Applications that run to their end in a driver pod of their own. */
public record Jobs(KubernetesClient client, SparkCluster cluster, Console console) {
    /** The log ends with the container; Kubernetes tells its exit code a moment later. */
    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(30);

    /**
     * Runs an application.
     *
     * @param keep whether the pod stays when it has ended
     * @param lines takes what the application writes
     * @return the application's exit code
     */
    public int run(Submission submission, DriverShape shape, boolean keep, Consumer<String> lines) {
        var upload = new Upload();
        var arguments = new ArrayList<>(submission.sparkSubmit(upload, shape.memory()));
        try (var driver = Driver.start(client, cluster, shape, Scripts.command("submit.sh", arguments), false)) {
            try (var step = console.step("Submitting " + submission.file())) {
                driver.awaitStart(step);
                step.accept("uploading");
                upload.send(driver.container());
                step.done("Submitted " + submission.file() + " as " + driver.name());
            }
            new PodLog(client, driver.namespace(), driver.name(), Driver.CONTAINER).follow(-1, lines);
            if (keep) {
                driver.keep();
            }
            return driver.awaitExit(EXIT_PATIENCE)
                    .orElseThrow(() -> Problem.failed(
                            "the driver pod " + driver.name() + " was deleted before the application had ended"));
        }
    }
}
