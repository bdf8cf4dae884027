package dev.hearth.image;

/** The architecture of this machine, by the name that images have for it: that is the only one they are built for. */
final class Architecture {

    private Architecture() {}

    static String ofMachine() {
        return of(System.getProperty("os.arch"));
    }

    static String of(String java) {
        return switch (java) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
