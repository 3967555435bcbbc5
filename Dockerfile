# The daemon in a container: one process, no shell needed to run it, nothing written but the data folder.
#
#   docker build -t triaged .
#   docker run --read-only --tmpfs /tmp -v /etc/triaged:/etc/triaged:ro -v triaged-data:/var/lib/triaged triaged
#
# What is mounted at /etc/triaged says data: /var/lib/triaged.
# Another verb beside it, on the same folders: docker exec NAME /opt/triaged/triaged status

FROM debian:bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY pom.xml schema.sql LICENSE ./
COPY src/main src/main
RUN mvn -B -q -Dmaven.test.skip=true package

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless git ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/triaged triaged \
 && install -d -o triaged -g triaged -m 0700 /var/lib/triaged
COPY --from=build /src/target/triaged.jar /src/target/triaged.cdx.json /opt/triaged/
COPY docs/packaging/triaged /opt/triaged/triaged
COPY conf /etc/triaged
RUN sed -i 's#^data: data$#data: /var/lib/triaged#' /etc/triaged/triaged.yaml
# What every start loads is mapped from an archive, which holds for this jar at this place and this Java alone.
RUN java -XX:ArchiveClassesAtExit=/opt/triaged/triaged.jsa -XX:+UseSerialGC -Xlog:disable -cp /opt/triaged/triaged.jar \
        org.triaged.Main config check --conf /etc/triaged >/dev/null
USER 10001:10001
VOLUME /var/lib/triaged
WORKDIR /var/lib/triaged
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5m --timeout=30s --start-period=5m CMD ["/opt/triaged/triaged", "health"]
ENTRYPOINT ["/opt/triaged/triaged"]
CMD ["run"]
