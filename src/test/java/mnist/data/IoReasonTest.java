package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoReasonTest {
    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/a"), "permission denied"),
                Arguments.of(new FileNotFoundException("/a (b) (Permission denied)"), "permission denied"),
                Arguments.of(new NoSuchFileException("/a"), "no such file or directory"),
                Arguments.of(new FileNotFoundException("/a (No such file or directory)"), "no such file or directory"),
                Arguments.of(new NotDirectoryException("/a"), "not a directory"),
                Arguments.of(new FileSystemException("/a", null, "Read-only file system"), "read-only file system"),
                Arguments.of(new IOException("Is a directory"), "is a directory"),
                Arguments.of(new IOException("I/O error"), "I/O error"),
                Arguments.of(new IOException(), "IOException"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aReasonIsSpelledAlikeWhicheverWayJavaTellsIt(IOException error, String reason) {
        assertEquals(reason, IoReason.of(error));
    }
}
