package dev.cdp.e2e.sdk;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Makes the visit with {@code com.segment.analytics.java:analytics}. */
final class SegmentJavaClient {
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final String anonymousId;
    private final String userId;
    private final Analytics analytics;

    SegmentJavaClient(String url, String writeKey, String anonymousId, String userId) {
        this.anonymousId = anonymousId;
        this.userId = userId;
        this.analytics = Analytics.builder(writeKey)
                .endpoint(url)
                .callback(new CountAnswers())
                .build();
    }

    void visit() {
        send(IdentifyMessage.builder().traits(Visit.TRAITS));
        send(TrackMessage.builder(Visit.EVENT).properties(Visit.PURCHASE));
        send(PageMessage.builder(Visit.PAGE).properties(Visit.PAGE_PROPERTIES));
        send(ScreenMessage.builder(Visit.SCREEN).properties(Visit.SCREEN_PROPERTIES));
        send(GroupMessage.builder(Visit.GROUP).traits(Visit.GROUP_TRAITS));
        enqueue(AliasMessage.builder(anonymousId).userId(userId));
        for (int n = 0; n < Visit.CLICKS; n++) {
            send(TrackMessage.builder(Visit.CLICK).properties(Map.of("number", n)));
        }
        analytics.flush();
        Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> answered.get() == sent.get());
        analytics.shutdown();
    }

    private <M extends Message, B extends MessageBuilder<M, B>> void send(B message) {
        enqueue(message.anonymousId(anonymousId).userId(userId));
    }

    private void enqueue(MessageBuilder<?, ?> message) {
        sent.incrementAndGet();
        analytics.enqueue(message);
    }

    private final class CountAnswers implements Callback {
        @Override
        public void success(Message message) {
            answered.incrementAndGet();
        }

        @Override
        public void failure(Message message, Throwable cause) {
            throw new AssertionError("the client could not deliver " + message, cause);
        }
    }
}
