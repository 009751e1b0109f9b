package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.repo.ConnectionRow;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/** A connection; {@link dev.cdp.contract.config.ConnectionConfig} says what its members mean. */
@Serdeable
public record ConnectionView(
        String id,
        String sourceId,
        String destinationId,
        List<String> functionIds,
        List<String> events,
        List<String> except,
        double sampling,
        String samplingBy,
        List<String> consent,
        boolean enabled,
        boolean paused,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Which events pass, and through what. */
    public record Rules(
            List<String> functionIds,
            List<String> events,
            List<String> except,
            double sampling,
            String samplingBy,
            List<String> consent,
            boolean enabled,
            boolean paused) {
        /** All events of a visitor or none, through no function. */
        public static final Rules ALL =
                new Rules(List.of(), List.of(), List.of(), 1, "anonymous_id", List.of(), true, false);

        /** These with what is not null in the edit. */
        public Rules with(Edit edit) {
            return new Rules(
                    or(edit.functionIds(), functionIds),
                    or(edit.events(), events),
                    or(edit.except(), except),
                    or(edit.sampling(), sampling),
                    or(edit.samplingBy(), samplingBy),
                    or(edit.consent(), consent),
                    or(edit.enabled(), enabled),
                    or(edit.paused(), paused));
        }

        private static <T> T or(T value, T otherwise) {
            return value == null ? otherwise : value;
        }
    }

    /** What is to change; what is null stays. */
    public record Edit(
            List<String> functionIds,
            List<String> events,
            List<String> except,
            Double sampling,
            String samplingBy,
            List<String> consent,
            Boolean enabled,
            Boolean paused) {}

    static ConnectionView of(ConnectionRow row) {
        return new ConnectionView(
                row.id(),
                row.sourceId(),
                row.destinationId(),
                Jsons.list(row.functionIds()),
                Jsons.list(row.events()),
                Jsons.list(row.excluded()),
                row.sampling(),
                row.samplingBy(),
                Jsons.list(row.consent()),
                row.enabled(),
                row.paused(),
                row.createdAt(),
                row.updatedAt(),
                row.version());
    }

    Rules rules() {
        return new Rules(functionIds, events, except, sampling, samplingBy, consent, enabled, paused);
    }
}
