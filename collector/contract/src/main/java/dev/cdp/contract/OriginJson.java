package dev.cdp.contract;

import java.io.IOException;

/** {@link Origin} as the members of a JSON object. */
final class OriginJson {
    private OriginJson() {}

    static void write(Origin origin, JsonWriter json) {
        json.text("instance", origin.instance()).number("epoch", origin.epoch()).number("sequence", origin.sequence());
    }

    /** Reads the object that the parser stands at. */
    static Origin read(JsonCursor object) throws IOException {
        String[] instance = {""};
        long[] numbers = new long[2];
        object.members((name, value) -> {
            switch (name) {
                case "instance" -> instance[0] = value.text();
                case "epoch" -> numbers[0] = value.number();
                case "sequence" -> numbers[1] = value.number();
                default -> {
                    // A later version's member.
                }
            }
        });
        return new Origin(instance[0], numbers[0], numbers[1]);
    }
}
