package org.triaged.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where admins reach the running daemon.
 *
 * @param socket empty: in the data folder, for its user alone
 * @param group may use the socket too
 */
record ControlSection(Optional<Path> socket, Optional<String> group) {

    /** Of Linux (unix(7)), with the byte that ends the path. */
    private static final int LONGEST = 106;

    private static final Form<String> GROUP = Form.matching("the name of a group", "[A-Za-z_][A-Za-z0-9_.-]{0,31}");

    static ControlSection read(Section section, Path confFolder) {
        Form<Path> path = Form.pathIn(confFolder)
                .only(socket -> socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST)
                .called("the path of a socket, in full at most " + LONGEST + " bytes");
        ControlSection control = new ControlSection(section.maybe("socket", path), section.maybe("group", GROUP));
        if (section.has("group") && !section.has("socket")) {
            section.mistake(
                    "group",
                    "needs 'socket' in a folder of its own, such as /run/triaged/control.sock; no group can look into"
                            + " the data folder");
        }
        return control;
    }
}
