package dev.hearth.cli.command;

import java.util.List;
import java.util.stream.Stream;

/** Every command by its name. A class is only loaded when its name is asked for. */
final class Commands {
    /** In the order in which help and completion show them. */
    static final List<String> NAMES = List.of(
            "demo",
            "up",
            "ps",
            "status",
            "scale",
            "drain",
            "logs",
            "ui",
            "down",
            "pyspark",
            "shell",
            "submit",
            "install",
            "uninstall",
            "image",
            "node",
            "render",
            "doctor",
            "version",
            "completion");

    private Commands() {}

    /** The command that the first argument names, or all where it names none. */
    static Stream<Class<?>> calledBy(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]) && !arguments[0].equals("completion")
                ? Stream.of(of(arguments[0]))
                : NAMES.stream().map(Commands::of);
    }

    private static Class<?> of(String name) {
        return switch (name) {
            case "demo" -> DemoCommand.class;
            case "up" -> UpCommand.class;
            case "ps" -> PsCommand.class;
            case "status" -> StatusCommand.class;
            case "scale" -> ScaleCommand.class;
            case "drain" -> DrainCommand.class;
            case "logs" -> LogsCommand.class;
            case "ui" -> UiCommand.class;
            case "down" -> DownCommand.class;
            case "pyspark" -> PysparkCommand.class;
            case "shell" -> ShellCommand.class;
            case "submit" -> SubmitCommand.class;
            case "install" -> InstallCommand.class;
            case "uninstall" -> UninstallCommand.class;
            case "image" -> ImageCommand.class;
            case "node" -> NodeCommand.class;
            case "render" -> RenderCommand.class;
            case "doctor" -> DoctorCommand.class;
            case "version" -> VersionCommand.class;
            case "completion" -> CompletionCommand.class;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
