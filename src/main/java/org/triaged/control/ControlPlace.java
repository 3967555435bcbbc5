package org.triaged.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;
import java.util.Set;

/**
 * Where the control socket is, and who may use it.
 *
 * @param group may use it beside its owner; empty: the group of the process
 * @param dataFolder whose daemon answers there
 */
public record ControlPlace(Path socket, Optional<String> group, Path dataFolder) {

    /** Bytes of a path that Linux takes are fewer than these (unix(7), sun_path with its end). */
    public static final int TOO_LONG = 107;

    private static final int BACKLOG = 16;

    boolean tooLong() {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length >= TOO_LONG;
    }

    /** Only by who holds the lock of the data folder: what lies there of an earlier life is removed. */
    ServerSocketChannel bind() {
        if (tooLong()) {
            throw new ControlTrouble(
                    ControlTrouble.USAGE,
                    socket + " is too long for a socket, which may have " + (TOO_LONG - 1)
                            + " bytes; name a shorter one in triaged.yaml, such as control: {socket:"
                            + " /run/triaged/control.sock}");
        }
        try {
            makeFolder();
            removeLeftover();
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
                allow(socket, "rw-rw----");
                return server;
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (UserPrincipalNotFoundException e) {
            throw new ControlTrouble(
                    ControlTrouble.USAGE,
                    "the group '" + e.getName() + "' of control.group in triaged.yaml is unknown here; make it with"
                            + " groupadd, or leave the line out",
                    e);
        } catch (IOException e) {
            throw new ControlTrouble(
                    ControlTrouble.NO_PERMISSION,
                    "the control socket " + socket + " cannot be made (" + e.getMessage() + "); its folder must be"
                            + " writable for the user of the daemon, who must be in the group of control.group",
                    e);
        }
    }

    /** Within the data folder for its user alone, else for a group too. */
    private void makeFolder() throws IOException {
        Path folder = socket.getParent();
        if (!Files.isDirectory(folder)) {
            String mode = socket.startsWith(dataFolder) ? "rwx------" : "rwxr-x---";
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
            allow(folder, mode);
        }
        if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new ControlTrouble(
                    ControlTrouble.NO_PERMISSION,
                    folder + " can be written by everybody, so anybody could answer in the daemon's place; give"
                            + " control.socket a folder of its own");
        }
    }

    private void removeLeftover() throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(socket, java.nio.file.attribute.BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new ControlTrouble(
                    ControlTrouble.USAGE,
                    socket + " is there and no socket; it is left alone. Give control.socket another name");
        }
        if (answers()) {
            throw new ControlTrouble(
                    ControlTrouble.USAGE,
                    "the daemon of another data folder answers at " + socket + "; give each a control.socket of its"
                            + " own");
        }
        Files.delete(socket);
    }

    private boolean answers() {
        try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return other.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void allow(Path path, String mode) throws IOException {
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
        if (group.isPresent()) {
            GroupPrincipal principal =
                    path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group.get());
            Files.getFileAttributeView(path, PosixFileAttributeView.class).setGroup(principal);
        }
        Files.setPosixFilePermissions(path, permissions);
    }
}
