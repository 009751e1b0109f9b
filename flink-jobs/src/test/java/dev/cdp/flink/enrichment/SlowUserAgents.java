package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment.UserAgent;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Takes each text for a browser's name; of one that begins with "slow" it thinks until it is told to answer. */
public final class SlowUserAgents implements UserAgentLookup {
    private final CountDownLatch answering = new CountDownLatch(1);

    public Enricher enricher() throws IOException {
        return Enricher.open(new Enricher.Settings(""), this);
    }

    public void answerAll() {
        answering.countDown();
    }

    @Override
    public UserAgent find(String text) {
        if (text.startsWith("slow")) {
            try {
                answering.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return new UserAgent(text, "", "", "", "", false);
    }
}
