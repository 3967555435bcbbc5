package org.triaged.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --html}: a page that appears whole, in place of what was there. */
final class HtmlFile {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page for a browser, which needs nothing else. A file there is replaced.")
    private Path html;

    /** Before minutes of work, not after them. */
    void demandPlace() {
        if (html != null && (Files.isDirectory(html) || !Files.isWritable(folder()))) {
            throw mistake("--html: " + html + " cannot be written; name a file in a folder that you may write to");
        }
    }

    /** @param page asked for when one is wanted */
    void write(Supplier<String> page) {
        if (html == null) {
            return;
        }
        try {
            Path fresh = Files.createTempFile(folder(), ".triaged", ".html");
            Files.write(fresh, page.get().getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, html, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw mistake("--html: " + html + " could not be written (" + e.getMessage()
                    + "); the answer above is whole all the same");
        }
    }

    private Path folder() {
        return Optional.ofNullable(html.toAbsolutePath().getParent()).orElse(Path.of("/"));
    }

    private ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
