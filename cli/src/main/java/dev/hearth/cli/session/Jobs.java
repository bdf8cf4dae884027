package dev.hearth.cli.session;

import dev.hearth.api.SparkCluster;
import dev.hearth.cli.terminal.Console;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Applications that run to their end in a driver pod of their own. */
public record Jobs(KubernetesClient client, SparkCluster cluster, Console console) {
    /**
     * Runs an application.
     *
     * @param keep whether the pod stays when it has ended
     * @param lines takes what the application writes
     * @return the application's exit code
     */
    public int run(Submission submission, DriverShape shape, boolean keep, Consumer<String> lines) {
        var upload = new Upload();
        var arguments = new ArrayList<>(List.of(String.valueOf(Delivery.PATIENCE.toSeconds())));
        arguments.addAll(submission.sparkSubmit(upload, shape.memory()));
        var wanted = new Driver.Wanted(shape, Scripts.command("submit.sh", arguments), false, keep);
        try (var driver = Driver.start(client, cluster, wanted, console)) {
            try (var step = console.step("Submitting " + submission.file())) {
                driver.awaitStart(step);
                new Delivery(driver.endpoint(), step).send(upload);
                step.done("Submitted " + submission.file() + " as " + driver.name());
            }
            new PodLog(driver.endpoint(), Driver.CONTAINER).follow(-1, lines, console::say);
            var code = driver.awaitExit();
            if (keep) {
                driver.keep();
            }
            return code;
        }
    }
}
