package dev.cdp.collector.redis;

import dev.cdp.collector.domain.RateLimits;
import dev.cdp.collector.ratelimit.Grant;
import dev.cdp.collector.ratelimit.Question;
import dev.cdp.collector.ratelimit.SharedWindow;
import dev.cdp.contract.live.RedisNames;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RedissonClient;

/** The windows in Redis, by its clock; {@code lease.lua} is the window. */
@Singleton
final class RedisWindow implements SharedWindow {
    private static final LuaScript LEASE = LuaScript.of("lease.lua");

    private final RedissonClient redis;
    private final RedisCalls calls;

    RedisWindow(RedissonClient redis, RedisCalls calls) {
        this.redis = redis;
        this.calls = calls;
    }

    @Override
    public boolean away() {
        return calls.away();
    }

    @Override
    public CompletionStage<Grant> ask(String workspaceId, RateLimits limits, Question question) {
        return calls.call(() -> LEASE.run(
                        redis,
                        RedisNames.rate(workspaceId),
                        limits.windowMillis(),
                        orNone(limits.burst()),
                        orNone(limits.eventsPerDay()),
                        question.need(),
                        question.want(),
                        question.admitted(),
                        question.unspent(),
                        question.slot()))
                .thenApply(RedisWindow::read);
    }

    private static long orNone(long limit) {
        return limit == RateLimits.UNLIMITED ? -1 : limit;
    }

    private static Grant read(List<Object> answer) {
        return new Grant(number(answer, 0), number(answer, 1), number(answer, 2), number(answer, 3) == 1);
    }

    private static long number(List<Object> answer, int index) {
        return (Long) answer.get(index);
    }
}
