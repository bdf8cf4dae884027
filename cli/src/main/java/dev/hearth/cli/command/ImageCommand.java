package dev.hearth.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The images. */
@Command(
        name = "image",
        description = "Build the Spark image: image build [--load | --to REF | --tar FILE].",
        subcommands = ImageBuildCommand.class)
@SuppressWarnings("NullAway.Init")
final class ImageCommand implements Runnable {
    @ParentCommand
    private Hearth hearth;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(hearth.console().out());
    }

    Hearth hearth() {
        return hearth;
    }
}
