package dev.cdp.udf.engine;

/**
 * What the host answers to a call that takes its time.
 *
 * @param id of the promise that waits for it
 * @param value a text, a number, null, or the parts of an HTTP response; where not ok, a message
 */
record Answer(Invocation invocation, long id, boolean ok, Object value) {}
