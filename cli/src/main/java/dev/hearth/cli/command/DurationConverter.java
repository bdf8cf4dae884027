package dev.hearth.cli.command;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as Kubernetes' tools write them: {@code 90s}, {@code 5m}, {@code 1h30m}. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(?:\\d+h)?(?:\\d+m)?(?:\\d+s?)?");

    @Override
    public Duration convert(String value) {
        if (value.isBlank() || !FORM.matcher(value).matches()) {
            throw new TypeConversionException("'" + value + "' is not a time such as 90s, 5m or 1h");
        }
        var unit = Character.isDigit(value.charAt(value.length() - 1)) ? "s" : "";
        return Duration.parse("PT" + value + unit);
    }
}
