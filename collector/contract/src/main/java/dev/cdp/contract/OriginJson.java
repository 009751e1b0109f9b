package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** {@link Origin} as the members of a JSON object. */
final class OriginJson {
    private OriginJson() {}

    static void write(Origin origin, JsonWriter json) {
        json.text("instance", origin.instance()).number("epoch", origin.epoch()).number("sequence", origin.sequence());
    }

    /** Reads the object that the parser stands at. */
    static Origin read(JsonParser object) throws IOException {
        String[] instance = {""};
        long[] numbers = new long[2];
        JsonRecords.readMembers(object, (name, value) -> {
            switch (name) {
                case "instance" -> instance[0] = value.getText();
                case "epoch" -> numbers[0] = value.getLongValue();
                case "sequence" -> numbers[1] = value.getLongValue();
                default -> {
                    // A later version's member.
                }
            }
        });
        return new Origin(instance[0], numbers[0], numbers[1]);
    }
}
