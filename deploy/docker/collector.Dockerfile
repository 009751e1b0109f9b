# syntax=docker/dockerfile:1.17
# Context: the repository's root. docker build -f deploy/docker/collector.Dockerfile -t cdp-collector:0.1.0 .

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -am -pl collector/server package -DskipUTs -DskipITs -Dspotless.check.skip

# Only the modules of Java that the program uses: a third of the size of a whole runtime.
FROM eclipse-temurin:25.0.3_9-jdk-noble AS java
RUN jlink --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.naming.dns,jdk.zipfs,jdk.management,jdk.jfr,jdk.net \
    --strip-debug --no-man-pages --no-header-files --compress zip-6 --output /opt/java

FROM debian:12.12-slim
COPY --from=java /opt/java /opt/java
COPY --from=build /src/collector/server/target/cdp-collector.jar /app/cdp-collector.jar
COPY deploy/docker/health.sh deploy/docker/drain-journal.sh /app/
# A volume that is mounted empty takes over this folder's owner.
RUN groupadd --gid 10001 cdp && useradd --uid 10001 --gid cdp --no-create-home --shell /usr/sbin/nologin cdp \
    && install -d -o cdp -g cdp -m 700 /var/lib/cdp/journal
USER 10001:10001
ENV CDP_COLLECTOR_HOST=0.0.0.0 \
    CDP_COLLECTOR_PORT=3049 \
    JOURNAL_DIR=/var/lib/cdp/journal
EXPOSE 3049
# Written to: the journal, and /tmp. Half of the memory is the heap's; the rest is Netty's, the journal's pages, threads.
VOLUME ["/var/lib/cdp/journal"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["/app/health.sh", "3049", "/health"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "/app/cdp-collector.jar"]
