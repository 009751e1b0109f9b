package dev.cdp.testkit;

/** A service could not be started, reached or controlled. The message says what to do where that is known. */
public final class TestServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestServiceException(String message) {
        super(message);
    }

    TestServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
