package dev.cdp.collector.handler;

import dev.cdp.collector.service.Ingest;
import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Answers the requests that bring events, once their bodies are there. */
@Singleton
final class EventsEndpoint {
    private final Bodies bodies;
    private final Ingest ingest;
    private final Submissions submissions;
    private final RequestLog log;

    EventsEndpoint(Bodies bodies, Ingest ingest, Submissions submissions, RequestLog log) {
        this.bodies = bodies;
        this.ingest = ingest;
        this.submissions = submissions;
        this.log = log;
    }

    /**
     * Takes the events of a request.
     *
     * @param body as sent
     * @param answered is given the answer, once: soon, or when the events are safe, on the event loop or
     *     another thread
     */
    void accept(EventsRequest request, byte[] body, Consumer<Answer> answered) {
        if (!request.isAllowed()) {
            answered.accept(log(request, Answer.of(405)));
            return;
        }
        try {
            take(request, body).whenComplete((answer, failure) -> {
                answered.accept(failure == null ? log(request, answer) : failed(request, failure));
            });
        } catch (RuntimeException e) {
            answered.accept(failed(request, e));
        }
    }

    private CompletionStage<Answer> take(EventsRequest request, byte[] body) {
        return bodies.read(body, request.head().header(HttpHeaderNames.CONTENT_ENCODING), inflated -> {
            return ingest.accept(submissions.of(request.endpoint(), request.head(), request.exchange(), inflated))
                    .thenApply(Answer::of);
        });
    }

    /** The answer to a request that failed, perhaps before its body was there. */
    Answer failed(EventsRequest request, Throwable failure) {
        return log(request, Errors.of(request.head().method(), request.path(), failure));
    }

    private Answer log(EventsRequest request, Answer answer) {
        log.answered(request.head().method(), request.path(), request.exchange(), answer.status());
        return answer;
    }
}
