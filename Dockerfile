# Two images: "showdown" for the service and its workers, "judge" with what judging programs needs on top.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# There is no .git here: "docker build --build-arg SHOWDOWN_COMMIT=$(git rev-parse HEAD)" keeps the commit in the version.
ARG SHOWDOWN_COMMIT=
# With the runtime in it, as for a machine without .NET, and compiled ahead.
RUN dotnet publish src/Showdown.App -c Release --use-current-runtime --self-contained -p:PublishReadyToRun=true -o /app -v quiet

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0 AS showdown
# A new volume begins as a copy of the folder it is mounted on, owner included; one volume inside another needs its folder there.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tzdata libgssapi-krb5-2 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o "$APP_UID" -g "$APP_UID" -m 700 /data /data/keys /data/references /reports /mirror
COPY --from=build /app /app
# The root file system is read-only in docker-compose.yml: nothing may want a socket or a cache beside the program. The folders stand in variables, so
# that "docker compose exec" finds them too.
ENV DOTNET_EnableDiagnostics=0 \
    NO_COLOR=1 \
    SHOWDOWN_DATA=/data \
    SHOWDOWN_REPORTS=/reports \
    SHOWDOWN_JOBS=/etc/showdown/jobs \
    SHOWDOWN_DATASETS=/etc/showdown/datasets
USER $APP_UID
ENTRYPOINT ["/app/showdown"]
CMD ["serve"]

FROM showdown AS judge
USER root
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap python3 python3-numpy \
    && rm -rf /var/lib/apt/lists/*
USER $APP_UID
CMD ["worker", "--queues", "judge"]

# What a plain "docker build ." makes.
FROM showdown
