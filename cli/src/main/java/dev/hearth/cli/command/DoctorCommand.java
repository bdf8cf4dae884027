package dev.hearth.cli.command;

import dev.hearth.cli.doctor.Doctor;
import dev.hearth.cli.doctor.Finding;
import dev.hearth.cli.problem.Exit;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Checks what can be wrong. */
@Command(name = "doctor", description = "Check this machine and the Kubernetes in use, and say what to do.")
@SuppressWarnings("NullAway.Init")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        var console = hearth.console();
        var findings = new ArrayList<Finding>();
        new Doctor(hearth.target()).examine(finding -> {
            findings.add(finding);
            if (output.isText()) {
                console.print(finding.text(console.outStyle()));
            }
        });
        if (!output.isText()) {
            console.print(output.format(findings));
        }
        var isWrong = findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.PROBLEM);
        return (isWrong ? Exit.FAILED : Exit.DONE).code();
    }
}
