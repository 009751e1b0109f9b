package dev.cdp.udf.engine.json;

/** Something that is left to the built-ins, as they do more than is done here. */
final class NotPlainException extends Exception {
    static final NotPlainException INSTANCE = new NotPlainException();
    private static final long serialVersionUID = 1L;

    private NotPlainException() {
        super("not plain", null, false, false);
    }
}
