package dev.hearth.cli.command;

import dev.hearth.cli.doctor.Doctor;
import dev.hearth.cli.doctor.Finding;
import dev.hearth.cli.problem.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Checks what can be wrong. */
@Command(name = "doctor", description = "Check this machine and the Kubernetes in use, and say what to do.")
@SuppressWarnings("NullAway.Init")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Override
    public Integer call() {
        var console = hearth.console();
        var wrong = new boolean[1];
        new Doctor(hearth.target()).examine(finding -> {
            console.print(finding.text(console.outStyle()));
            wrong[0] |= finding.grade() == Finding.Grade.PROBLEM;
        });
        return (wrong[0] ? Exit.FAILED : Exit.DONE).code();
    }
}
