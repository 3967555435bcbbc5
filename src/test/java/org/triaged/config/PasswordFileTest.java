package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {" s3cr et ", " s3cr et \n", " s3cr et \r\n"})
    void onlyTheEndOfTheLineIsNoPartOfThePassword(String content) throws IOException {
        assertThat(PasswordFile.read(file(content, "rw-------"))).isEqualTo(" s3cr et ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void aFileOthersMayReadOrWriteIsRefused(String rights) throws IOException {
        Path file = file("s3cret\n", rights);

        assertThatThrownBy(() -> PasswordFile.read(file))
                .isInstanceOf(PasswordFile.Refused.class)
                .hasMessage("password file " + file + " may be read or written by others; run chmod 600 on it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "s3cret\nmore\n", "s3cret\u0000\n"})
    void aFileWithoutOneLineOfTextIsRefusedAndNotShown(String content) throws IOException {
        Path file = file(content, "rw-------");

        assertThatThrownBy(() -> PasswordFile.read(file))
                .isInstanceOf(PasswordFile.Refused.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void bytesThatAreNoTextAreNotShown() throws IOException {
        Path file = file("", "rw-------");
        Files.write(file, new byte[] {'s', (byte) 0xe9, '\n'});

        assertThatThrownBy(() -> PasswordFile.read(file))
                .isInstanceOf(PasswordFile.Refused.class)
                .hasNoCause();
    }

    @Test
    void aMissingFileAndAFolderAreRefused() {
        assertThatThrownBy(() -> PasswordFile.read(folder.resolve("none"))).hasMessageContaining("is missing");
        assertThatThrownBy(() -> PasswordFile.read(folder)).hasMessageContaining("is missing");
    }

    private Path file(String content, String rights) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
