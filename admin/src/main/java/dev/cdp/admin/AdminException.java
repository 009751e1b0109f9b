package dev.cdp.admin;

/** Something the operator has to know. The message is one line, says what to do, and holds no secret. */
public final class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AdminException(String message) {
        super(message);
    }

    public AdminException(String message, Throwable cause) {
        super(message, cause);
    }
}
