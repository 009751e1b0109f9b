package dev.cdp.collector.service.body;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.RawJson;
import java.util.Optional;

/**
 * One event as it was sent.
 *
 * @param index in its batch, from 0
 * @param json the event; of anything but an object, that
 * @param text its bytes, cut out of the body
 * @param problem why it can't be accepted, where only a lenient reader could read it
 */
public record RawEvent(int index, JsonNode json, RawJson text, Optional<CollectorException> problem) {}
