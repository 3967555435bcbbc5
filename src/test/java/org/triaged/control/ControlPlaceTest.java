package org.triaged.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaceTest {

    @TempDir
    private Path folder;

    @Test
    void inTheDataFolderItIsForItsUserAlone() throws IOException {
        Path socket = folder.resolve("run/control.sock");
        try (ServerSocketChannel bound = place(socket).bind()) {
            assertThat(bound.isOpen()).isTrue();
            assertThat(mode(socket)).isEqualTo("rw-rw----");
            assertThat(mode(socket.getParent())).isEqualTo("rwx------");
        }
    }

    @Test
    void elsewhereItIsForAGroupToo() throws IOException {
        Path socket = folder.resolve("run/control.sock");
        String group = Files.readAttributes(folder, java.nio.file.attribute.PosixFileAttributes.class)
                .group()
                .getName();
        try (ServerSocketChannel bound = new ControlPlace(socket, Optional.of(group), folder.resolve("data")).bind()) {
            assertThat(bound.isOpen()).isTrue();
            assertThat(mode(socket.getParent())).isEqualTo("rwxr-x---");
            assertThat(Files.getAttribute(socket, "posix:group")).hasToString(group);
        }
    }

    @Test
    void aGroupThatIsUnknownIsToldBeforeAnybodyCanConnect() {
        Path socket = folder.resolve("run/control.sock");
        assertThatThrownBy(() -> new ControlPlace(socket, Optional.of("no-such-group"), folder.resolve("data")).bind())
                .isInstanceOf(ControlTrouble.class)
                .hasMessageContainingAll("no-such-group", "groupadd");
        assertThat(SocketDesk.reach(place(socket))).isEmpty();
    }

    @Test
    void theSocketOfAProcessThatCrashedIsReplaced() throws IOException {
        Path socket = Files.createDirectory(folder.resolve("run")).resolve("control.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        assertThat(socket).exists();
        assertThat(SocketDesk.reach(place(socket))).isEmpty();
        try (ServerSocketChannel bound = place(socket).bind()) {
            assertThat(bound.isOpen()).isTrue();
        }
    }

    @Test
    void theSocketOfALivingDaemonIsLeftAlone() throws IOException {
        Path socket = folder.resolve("run/control.sock");
        try (ServerSocketChannel bound = place(socket).bind()) {
            assertThat(bound.isOpen()).isTrue();
            assertThatThrownBy(() -> place(socket).bind()).hasMessageContaining("another data folder answers");
            assertThat(socket).exists();
        }
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("precious"), "keep me");
        assertThatThrownBy(() -> place(file).bind()).hasMessageContaining("no socket");
        assertThat(file).hasContent("keep me");
    }

    @Test
    void aFolderThatEverybodyCanWriteToIsRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> place(open.resolve("control.sock")).bind())
                .hasMessageContaining("a folder of its own");
    }

    @Test
    void aPathThatIsTooLongIsRefusedByOneSideAndPassedOverByTheOther() {
        Path longest = Path.of(("/" + "x".repeat(200)).substring(0, ControlPlace.TOO_LONG));
        assertThatThrownBy(() -> place(longest).bind())
                .hasMessageContainingAll("106 bytes", "/run/triaged/control.sock")
                .extracting(e -> ((ControlTrouble) e).exitStatus())
                .isEqualTo(2);
        assertThat(SocketDesk.reach(place(longest))).isEmpty();
    }

    private ControlPlace place(Path socket) {
        return new ControlPlace(socket, Optional.empty(), folder);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
