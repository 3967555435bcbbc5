package org.triaged.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --format} of a verb that answers people or programs. */
final class Format {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "json: an object a line. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format;

    boolean json() {
        return switch (format) {
            case "json" -> true;
            case "text" -> false;
            default ->
                throw new ParameterException(spec.commandLine(), "--format: '" + format + "' is not one of text, json");
        };
    }
}
