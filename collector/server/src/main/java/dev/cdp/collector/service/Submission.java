package dev.cdp.collector.service;

import dev.cdp.collector.service.auth.Credentials;
import dev.cdp.collector.service.body.Endpoint;
import java.util.concurrent.Executor;

/**
 * One request, free of its protocol.
 *
 * @param body as sent, decompressed; not changed by anyone
 * @param ip the client's address, or empty
 * @param userAgent the client's, or empty
 * @param receivedAt epoch milliseconds
 * @param answerOn runs what follows once the events are safe
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy would cost.
public record Submission(
        Endpoint endpoint,
        byte[] body,
        Credentials credentials,
        String ip,
        String userAgent,
        long receivedAt,
        Trace trace,
        Executor answerOn) {}
