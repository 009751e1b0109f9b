package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cdp.contract.Ownership.Owner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@link IdentityLink} as a member of {@link ProcessedEvent}; an owner is {@code {"from":…,"userId":…}}. */
final class IdentityLinkJson {
    private IdentityLinkJson() {}

    static void write(JsonWriter json, IdentityLink link) {
        json.text("anonymousId", link.anonymousId())
                .text("userId", link.userId())
                .text("cause", link.cause())
                .text("requestedBy", link.requestedBy())
                .object("ownership", link.ownership(), () -> json.number(
                                "revision", link.ownership().revision())
                        .array("owners", link.ownership().owners(), owner -> json.number("from", owner.from())
                                .text("userId", owner.userId())));
    }

    static IdentityLink read(JsonParser object) throws IOException {
        String[] texts = {"", "", "", ""};
        Ownership[] ownership = new Ownership[1];
        JsonRecords.readMembers(object, (name, value) -> {
            switch (name) {
                case "anonymousId" -> texts[0] = value.getText();
                case "userId" -> texts[1] = value.getText();
                case "cause" -> texts[2] = value.getText();
                case "requestedBy" -> texts[3] = value.getText();
                case "ownership" -> ownership[0] = readOwnership(value);
                default -> {
                    // A later version's member.
                }
            }
        });
        return new IdentityLink(texts[0], texts[1], texts[2], texts[3], ownership[0]);
    }

    private static Ownership readOwnership(JsonParser object) throws IOException {
        long[] revision = new long[1];
        List<Owner> owners = new ArrayList<>();
        JsonRecords.readMembers(object, (name, value) -> {
            switch (name) {
                case "revision" -> revision[0] = value.getLongValue();
                case "owners" -> readOwners(value, owners);
                default -> {
                    // A later version's member.
                }
            }
        });
        return new Ownership(revision[0], owners);
    }

    private static void readOwners(JsonParser array, List<Owner> owners) throws IOException {
        while (array.nextToken() == JsonToken.START_OBJECT) {
            long[] from = new long[1];
            String[] userId = {""};
            JsonRecords.readMembers(array, (name, value) -> {
                switch (name) {
                    case "from" -> from[0] = value.getLongValue();
                    case "userId" -> userId[0] = value.getText();
                    default -> {
                        // A later version's member.
                    }
                }
            });
            owners.add(new Owner(from[0], userId[0]));
        }
    }
}
