package dev.cdp.collector.handler;

import dev.cdp.collector.service.Receipt;

/**
 * What a request is answered, in JSON.
 *
 * @param body shared with other answers: not to be changed
 * @param retryAfterSeconds 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Answer(int status, byte[] body, long retryAfterSeconds) {

    static Answer of(Receipt receipt) {
        return new Answer(200, Answers.of(receipt), 0);
    }

    /** Of a refusal that the status says all about. */
    static Answer of(int status) {
        return new Answer(status, Answers.error(Errors.message(status), ""), 0);
    }
}
