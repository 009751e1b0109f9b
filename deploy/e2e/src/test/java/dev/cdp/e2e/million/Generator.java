package dev.cdp.e2e.million;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the events of one sender, batch by batch, by a seed: the same seed makes the same events. Senders have visitors of
 * their own, so that each visitor's events come in the order in which they were made.
 */
final class Generator {
    private static final int TEN_THOUSAND = 10_000;
    private static final int EVENTS_OF_A_VISITOR = 30;
    private static final int MOST_OF_THE_SHOP = 300;
    private static final int MOST_OF_OTHERS = 80;
    private static final int MOST_OF_POISON = 20;
    /** Of ten thousand events of the shop so many are ones that were sent before. */
    private static final int REPEATS = 1_000;

    private static final int REMEMBERED = 2_000;

    private final Random random;
    private final String ids;
    private final int total;
    private final int visitors;
    /** Those of the last batches, and some from long ago. */
    private final List<Planned> recent = new ArrayList<>();

    private final List<Planned> old = new ArrayList<>();
    private int made;
    private int seen;

    /** Events of one source that are sent together. */
    record Batch(Place place, List<Planned> events) {}

    /**
     * Makes the events of one sender.
     *
     * @param ids beginning of message ids and of anonymous ids, no other sender's
     * @param total repeats included
     */
    Generator(long seed, String ids, int total) {
        this.random = new Random(seed);
        this.ids = ids;
        this.total = total;
        this.visitors = Math.max(10, total / EVENTS_OF_A_VISITOR);
    }

    boolean hasNext() {
        return made < total;
    }

    Batch next() {
        Place place = place();
        int most =
                switch (place) {
                    case SHOP -> MOST_OF_THE_SHOP;
                    case POISON -> MOST_OF_POISON;
                    default -> MOST_OF_OTHERS;
                };
        int size = Math.min(total - made, 1 + random.nextInt(most));
        List<Planned> events = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            events.add(
                    switch (place) {
                        case SHOP -> ofTheShop(events);
                        case OTHER -> twinOrNew(Fate.UNCONNECTED);
                        case DEMO -> twinOrNew(Fate.ELSEWHERE);
                        case SAMPLED -> sampled();
                        case POISON -> track(any(Fate.poisonous()), visitor());
                    });
            made++;
        }
        if (place == Place.SHOP) {
            remember(events);
        }
        return new Batch(place, events);
    }

    private Place place() {
        int dice = random.nextInt(1_000);
        return dice < 740
                ? Place.SHOP
                : dice < 820 ? Place.OTHER : dice < 900 ? Place.DEMO : dice < 980 ? Place.SAMPLED : Place.POISON;
    }

    private Planned ofTheShop(List<Planned> batch) {
        if (random.nextInt(TEN_THOUSAND) < REPEATS) {
            List<Planned> from = random.nextInt(4) == 0 ? batch : random.nextBoolean() ? recent : old;
            List<Planned> repeatable = from.isEmpty() ? List.of() : List.of(from.get(random.nextInt(from.size())));
            if (!repeatable.isEmpty() && repeatable.get(0).fate() != Fate.TOO_LARGE) {
                return repeatable.get(0);
            }
        }
        int dice = random.nextInt(TEN_THOUSAND);
        for (Fate fate : Fate.values()) {
            dice -= fate.share;
            if (dice < 0) {
                boolean oneIsEnough = fate == Fate.TOO_LARGE && batch.stream().anyMatch(event -> event.fate() == fate);
                return oneIsEnough ? plain() : track(fate, fate == Fate.NO_IDS ? "" : visitor());
            }
        }
        return plain();
    }

    /** Some of them tell who the visitor is. */
    private Planned plain() {
        int number = random.nextInt(visitors);
        String visitor = visitor(number);
        String user = userOf(number);
        String messageId = messageId();
        int dice = random.nextInt(100);
        if (!user.isEmpty() && dice < 5) {
            return new Planned(Fate.PLAIN, messageId, visitor, user, Bodies.identify(messageId, visitor, user));
        }
        return track(Fate.PLAIN, messageId, visitor, dice < 8 ? user : "");
    }

    /** Of 20 visitors 9 are never known, 8 are one user, and 3 devices go over to another user half-way. */
    private String userOf(int visitor) {
        int kind = visitor % 20;
        String user = kind < 9 ? "" : "user-of-" + visitor(visitor);
        return kind >= 17 && made > total / 2 ? user + "-after-that" : user;
    }

    /** With the same message id and anonymous id as an event of the shop; that makes it no repeat. */
    private Planned twinOrNew(Fate fate) {
        if (!recent.isEmpty() && random.nextBoolean()) {
            Planned one = recent.get(random.nextInt(recent.size()));
            if (one.fate() == Fate.PLAIN && one.userId().isEmpty()) {
                return track(fate, one.messageId(), one.anonymousId(), "");
            }
        }
        return track(fate, visitor());
    }

    private Planned sampled() {
        String visitor = visitor();
        return track(Share.of(visitor) < Places.SAMPLING ? Fate.SAMPLED_IN : Fate.SAMPLED_OUT, visitor);
    }

    private Planned track(Fate fate, String anonymousId) {
        return track(fate, messageId(), anonymousId, "");
    }

    private Planned track(Fate fate, String messageId, String anonymousId, String userId) {
        String json = Bodies.track(fate, messageId, anonymousId, userId, made);
        return new Planned(fate, messageId, anonymousId, userId, json);
    }

    private String messageId() {
        return ids + "m" + made;
    }

    private String visitor() {
        return visitor(random.nextInt(visitors));
    }

    private String visitor(int number) {
        return ids + "v" + number;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void remember(List<Planned> batch) {
        for (Planned event : batch) {
            replaceOrAdd(recent, event, seen % REMEMBERED);
            // Each event so far has the same chance to be among them.
            int place = random.nextInt(++seen);
            if (old.size() < REMEMBERED || place < REMEMBERED) {
                replaceOrAdd(old, event, place % REMEMBERED);
            }
        }
    }

    private static void replaceOrAdd(List<Planned> list, Planned event, int place) {
        if (list.size() < REMEMBERED) {
            list.add(event);
        } else {
            list.set(place, event);
        }
    }
}
