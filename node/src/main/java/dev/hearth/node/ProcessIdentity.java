package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that is not confused with a later one of the same number. */
record ProcessIdentity(long pid, String started) {

    /** The state's place in /proc/PID/stat after the name, which is in brackets and may contain anything. */
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    private static final String GONE = "gone";

    static ProcessIdentity of(long pid) {
        return new ProcessIdentity(pid, field(pid, START_TIME));
    }

    boolean alive() {
        return !started.equals(GONE)
                && started.equals(field(pid, START_TIME))
                && !field(pid, STATE).equals("Z");
    }

    private static String field(long pid, int index) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[index];
        } catch (IOException e) {
            return GONE;
        }
    }
}
