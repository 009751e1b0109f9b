# syntax=docker/dockerfile:1.17
# JobManager and TaskManager on a Java that compiles users' functions, with the jobs' jar.
# Context: the repository's root. docker build -f deploy/docker/flink.Dockerfile -t cdp-flink:0.1.0 .

FROM maven:3.9.11-eclipse-temurin-17 AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR /src
COPY . .
# GraalVM's compiler comes as the jars that `make up` takes, by the same POM.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -am -pl flink-jobs,deploy/local/dist/graal-compiler package -DskipUTs -DskipITs -Dspotless.check.skip \
    && mkdir /graal-compiler \
    && tr ':' '\n' < deploy/local/dist/graal-compiler/target/classpath | xargs -I JAR cp JAR /graal-compiler/

FROM node:20.19.5-bookworm-slim AS geo
WORKDIR /geo
COPY deploy/local/geo/package.json deploy/local/geo/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --silent --no-audit --no-fund

FROM flink:2.2.1-scala_2.12-java17 AS flink

# A whole JDK: the compiler's interface, jdk.internal.vm.ci, is in no smaller runtime.
FROM eclipse-temurin:25.0.3_9-jdk-noble
# Flink's own images use jemalloc too: with the C library's allocator RocksDB's memory grows beyond its bounds.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libjemalloc2=5.3.0-2build1 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 9999 flink \
    && useradd --system --uid 9999 --gid flink --home-dir /opt/flink --no-create-home flink
# Root's, so that the processes can't change it.
COPY --from=flink --chown=root:root /opt/flink /opt/flink
RUN mkdir -p /opt/flink/plugins/s3-fs-hadoop \
    && cp /opt/flink/opt/flink-s3-fs-hadoop-2.2.1.jar /opt/flink/plugins/s3-fs-hadoop/ \
    && install -d -o flink -g flink /opt/flink/log /var/lib/flink /var/tmp/flink
COPY --from=build /graal-compiler /opt/cdp/graal-compiler
COPY --from=build /src/flink-jobs/target/cdp-flink-jobs.jar /opt/cdp/cdp-flink-jobs.jar
COPY --from=geo /geo/node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb /opt/cdp/country.mmdb
COPY deploy/docker/flink-entrypoint.sh /docker-entrypoint.sh
COPY deploy/docker/submit-jobs.sh /opt/cdp/submit-jobs.sh
ENV FLINK_HOME=/opt/flink \
    PATH=/opt/flink/bin:$PATH \
    CDP_GEO_DATABASE=/opt/cdp/country.mmdb
USER 9999:9999
WORKDIR /opt/flink
EXPOSE 6121 6122 6123 6124 8081 9249
# Written to: /opt/flink/log, /tmp, /var/tmp/flink, /var/lib/flink. The configuration is mounted at /opt/flink/conf and never changed.
ENTRYPOINT ["/docker-entrypoint.sh"]
CMD ["jobmanager"]
