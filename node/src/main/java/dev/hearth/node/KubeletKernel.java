package dev.hearth.node;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The kernel's settings as the kubelet sees them. It sets these itself where they differ, for the whole machine, and
 * does not start where it cannot. Among them are some that let a laptop reboot where it would have gone on without its
 * sound card. None is needed here, so a file with the value that the kubelet wants lies over each, for the kubelet only.
 */
final class KubeletKernel {

    /** As in k8s.io/component-helpers/node/util/sysctl. */
    static final Map<String, String> SETTINGS = Map.of(
            "vm/overcommit_memory", "1",
            "vm/panic_on_oom", "0",
            "kernel/panic", "10",
            "kernel/panic_on_oops", "1",
            "kernel/keys/root_maxkeys", "1000000",
            "kernel/keys/root_maxbytes", "25000000");

    private KubeletKernel() {}

    /** Returns the script that becomes the kubelet; to be run in a mount namespace that shares the node's mounts. */
    static String script() {
        var settings = new TreeMap<>(SETTINGS)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" "));
        return """
                #!/bin/sh
                set -e
                # Pods with user namespaces need the node's own /proc without anything over it.
                mount --make-private /proc
                mkdir -p /run/kubelet
                for setting in %s; do
                  name=${setting%%=*}
                  shown=/run/kubelet/$(basename "$name")
                  echo "${setting#*=}" >"$shown"
                  [ ! -e "/proc/sys/$name" ] || mount --bind "$shown" "/proc/sys/$name"
                done
                exec "$@"
                """.formatted(settings);
    }
}
