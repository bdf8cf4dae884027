package dev.hearth.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import picocli.CommandLine.Option;

/** The option {@code -o}, for commands whose answer a script may want. */
final class OutputOption {
    /** How an answer is written. */
    enum Format {
        TEXT,
        JSON,
        YAML;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: text.")
    private Format format = Format.TEXT;

    boolean isText() {
        return format == Format.TEXT;
    }

    /** The value as JSON or YAML. */
    String format(Object value) {
        return write(value, format == Format.YAML ? yamlMapper() : new ObjectMapper());
    }

    static String yaml(Object value) {
        return write(value, yamlMapper());
    }

    private static String write(Object value, ObjectMapper mapper) {
        try {
            return mapper.enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(value)
                    .strip();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectMapper yamlMapper() {
        return YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
    }
}
