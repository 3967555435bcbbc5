package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a library logs of a server or a mail is one line, too, and steers no terminal; what we tell is escaped before. */
class LogLinesTest {

    private static final String EVIL =
            "x\r\n2026-01-01 ERROR forged\u001b[2J\u009b\u202e\u2028${jndi:ldap://x} %msg {}";

    @ParameterizedTest
    @ValueSource(strings = {"conf/logback.xml", "src/main/resources/logback.xml"})
    void whatAnybodyLogsIsOneLineOfLetters(String file) throws JoranException {
        String line = encoded(file, null);
        assertThat(line).endsWith("${jndi:ldap://x} %msg {}\n").contains("forged", "WARN ");
        assertThat(line.lines()).hasSize(1);
        assertThat(line).doesNotContain("\u001b", "\u009b", "\u202e", "\u2028", "\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conf/logback.xml", "src/main/resources/logback.xml"})
    void theMessageOfAFaultSteersNoTerminal(String file) throws JoranException {
        assertThat(encoded(file, new IllegalStateException(EVIL)))
                .contains("IllegalStateException", "\n\tat ")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u2028", "\r");
    }

    @Test
    void aFieldOfAnEventCannotBecomeAnother() {
        assertThat(Terminal.field("subject", "a b\nlevel=x \"q\" \\"))
                .isEqualTo("subject=\"a b\\\\u000Alevel=x \\\"q\\\" \\\\\"");
        assertThat(Terminal.field("id", "x\u001b")).isEqualTo("id=x\\u001B");
    }

    private static String encoded(String file, Throwable fault) throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of(file).toFile());
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("stderr");
        LoggingEvent event = new LoggingEvent(Logger.class.getName(), root, Level.WARN, EVIL, fault, null);
        try {
            return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }
}
