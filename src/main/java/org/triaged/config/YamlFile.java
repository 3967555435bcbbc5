package org.triaged.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One file of conf: its bytes, and the map it holds. Repeated keys are reported, the first one stays; a syntax error
 * ends the file.
 *
 * @param name without {@code .yaml}
 */
record YamlFile(Path path, String name, byte[] bytes, Yaml.Mapping root) {

    private static final int LARGEST = 256 * 1024;

    // No alias of a list or a map: nothing in conf needs one, and without them a file cannot unfold to a larger one.
    private static final LoadSettings STRICT = LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(LARGEST)
            .build();

    static Optional<YamlFile> read(Path path, Mistakes mistakes) {
        Place whole = Place.of(path);
        try {
            if (Files.size(path) > LARGEST) {
                mistakes.add(whole, "larger than " + LARGEST + " bytes; a conf file is short");
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(path);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String file = path.getFileName().toString();
            String name = file.substring(0, file.length() - Folder.SUFFIX.length());
            return parse(text, new Reading(path.toString(), mistakes))
                    .map(root -> new YamlFile(path, name, bytes, root));
        } catch (CharacterCodingException e) {
            mistakes.add(whole, "is not UTF-8; save it in that encoding");
        } catch (IOException e) {
            mistakes.add(
                    whole, "cannot be read (" + e.getClass().getSimpleName() + "); check that it is a file of yours");
        }
        return Optional.empty();
    }

    private static Optional<Yaml.Mapping> parse(String text, Reading reading) {
        try {
            return reading.top(new Composer(STRICT, new ShallowParser(STRICT, text)).getSingleNode());
        } catch (MarkedYamlEngineException e) {
            Place place = reading.place(e.getProblemMark().or(e::getContextMark));
            reading.mistakes.add(place, "not YAML: " + e.getProblem() + "; the rest of this file was not read");
        } catch (YamlEngineException e) {
            reading.mistakes.add(reading.place(Optional.empty()), "not YAML: " + firstLine(e));
        }
        return Optional.empty();
    }

    private static String firstLine(Exception e) {
        return e.getMessage().lines().findFirst().orElse("unreadable");
    }

    /** From the library's nodes to ours. */
    private record Reading(String file, Mistakes mistakes) {

        Optional<Yaml.Mapping> top(Optional<Node> node) {
            if (node.isEmpty()) {
                return Optional.of(new Yaml.Mapping(place(Optional.empty()), Map.of()));
            }
            Yaml read = yaml(node.get());
            if (read instanceof Yaml.Mapping mapping) {
                return Optional.of(mapping);
            }
            mistakes.add(read.place(), "found " + read.described() + ", expected lines of the form 'key: value'");
            return Optional.empty();
        }

        private Yaml yaml(Node node) {
            Place place = place(node.getStartMark());
            if (node instanceof MappingNode mapping) {
                return new Yaml.Mapping(place, entries(mapping));
            }
            if (node instanceof SequenceNode sequence) {
                List<Yaml> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(yaml(item)));
                return new Yaml.Sequence(place, items);
            }
            ScalarNode scalar = (ScalarNode) node;
            return new Yaml.Scalar(place, scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue());
        }

        private Map<String, Yaml.Keyed> entries(MappingNode mapping) {
            Map<String, Yaml.Keyed> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                Place place = place(tuple.getKeyNode().getStartMark());
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    mistakes.add(place, "a key must be one word");
                    continue;
                }
                Yaml.Keyed keyed = new Yaml.Keyed(place, yaml(tuple.getValueNode()));
                Yaml.Keyed first = entries.putIfAbsent(key.getValue(), keyed);
                if (first != null) {
                    mistakes.add(
                            place,
                            "repeated key '" + key.getValue() + "'; it stands in line "
                                    + first.key().line() + " already");
                }
            }
            return entries;
        }

        Place place(Optional<Mark> mark) {
            return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
                    .orElse(new Place(file, 1, 1));
        }
    }
}
