package dev.cdp.collector.service.body;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.RawJson;

/**
 * One event as it was sent.
 *
 * @param index in its batch, from 0
 * @param json the event; of anything but an object, that
 * @param text its bytes, cut out of the body
 */
public record RawEvent(int index, JsonNode json, RawJson text) {}
