package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.wire.RealServers;

/** What Postfix may answer, and what becomes of the reply. */
@Tag("real-servers")
class RealSendingIT {

    private final RealServers servers = RealServers.shared();

    @TempDir
    private Path folder;

    @AfterEach
    void serveAll() {
        servers.policy().refuseNobody();
    }

    @AfterAll
    static void noMailLeftTheMachine() {
        assertThat(RealServers.shared().postfix().transports()).isNotEmpty().isSubsetOf("lmtp", "discard");
    }

    @Test
    void aReplyGoesByTlsAndLoginAndComesBackThroughTheList() {
        RealList list = new RealList(folder, "live");
        list.round();
        list.post("1");
        list.round();
        list.round();
        assertThat(list.replies()).hasSize(1);
        assertThat(list.ask("SELECT state FROM reply")).isEqualTo("SEEN");
    }
}
