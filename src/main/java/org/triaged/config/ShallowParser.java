package org.triaged.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The library's parser, which refuses what is nested more deeply than any conf: whoever composes or reads the tree recurses
 * as deep as it is, and a stack that is used up could not be told with its line.
 */
final class ShallowParser implements Parser {

    private static final int DEEPEST = 30;

    private final Parser parser;
    private int depth;

    ShallowParser(LoadSettings settings, String text) {
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    /** @throws ParserException with the place where it becomes too deep */
    @Override
    public Event next() {
        Event event = parser.next();
        depth += switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
        };
        if (depth > DEEPEST) {
            throw new ParserException("nested more than " + DEEPEST + " deep", event.getStartMark());
        }
        return event;
    }
}
