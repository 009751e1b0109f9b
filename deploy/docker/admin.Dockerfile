# syntax=docker/dockerfile:1.17
# Context: the repository's root. docker build -f deploy/docker/admin.Dockerfile -t cdp-admin:0.1.0 .

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -am -pl admin,flink-jobs package -DskipUTs -DskipITs -Dspotless.check.skip

# The API client is generated from admin's OpenAPI document, the editor's types from udf-runtime's.
FROM node:20.19.5-bookworm-slim AS console
WORKDIR /src
COPY console console
COPY admin/src/main/resources/openapi admin/src/main/resources/openapi
COPY udf-runtime/types udf-runtime/types
RUN --mount=type=cache,target=/root/.npm console/build.sh

FROM eclipse-temurin:25.0.3_9-jdk-noble AS java
RUN jlink --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.naming.dns,jdk.zipfs,jdk.management,jdk.jfr,jdk.net \
    --strip-debug --no-man-pages --no-header-files --compress zip-6 --output /opt/java

FROM debian:12.12-slim
COPY --from=java /opt/java /opt/java
COPY --from=build /src/admin/target/cdp-admin.jar /app/cdp-admin.jar
# What it submits to Flink for a new destination or a replay.
COPY --from=build /src/flink-jobs/target/cdp-flink-jobs.jar /app/cdp-flink-jobs.jar
COPY --from=console /src/console/dist /app/console
COPY deploy/migrations /app/deploy/migrations
COPY deploy/docker/health.sh /app/health.sh
RUN groupadd --gid 10001 cdp && useradd --uid 10001 --gid cdp --no-create-home --shell /usr/sbin/nologin cdp
USER 10001:10001
# `migrate` looks for deploy/migrations here.
WORKDIR /app
ENV CDP_ADMIN_HOST=0.0.0.0 \
    CDP_ADMIN_PORT=3100 \
    CDP_CONSOLE_DIR=/app/console \
    CDP_JOB_JAR=/app/cdp-flink-jobs.jar
EXPOSE 3100
# Written to: /tmp alone.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["/app/health.sh", "3100", "/health"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-Dpolyglot.engine.userResourceCache=/tmp", "-jar", "/app/cdp-admin.jar"]
CMD ["serve"]
