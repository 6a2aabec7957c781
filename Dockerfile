# The image of azrel: `docker build -t azrel .`, then compose.yaml, or docs/running/container.md.
# `python -m tests.running.image` carries these steps out without Docker.
FROM python:3.12-slim-bookworm AS build
WORKDIR /source
RUN python -m venv --without-pip /opt/azrel
COPY requirements.txt ./
RUN python -m pip --python /opt/azrel/bin/python install --no-cache-dir --no-compile --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
# What only builds goes again: the image runs and changes nothing.
RUN python -m pip --python /opt/azrel/bin/python install --no-cache-dir --no-compile --no-deps --no-build-isolation . \
    && python -m pip --python /opt/azrel/bin/python uninstall --yes flit-core \
    && /opt/azrel/bin/python -m compileall -q /opt/azrel

FROM python:3.12-slim-bookworm
RUN python -m pip uninstall --yes --quiet --root-user-action=ignore pip \
    && mkdir /state \
    && chown 10001:10001 /state
COPY --from=build /opt/azrel /opt/azrel
# Served where the database is not, or does not respond: mount your own base over it.
COPY knowledge /knowledge
ENV PATH=/opt/azrel/bin:$PATH \
    HOME=/tmp \
    MPLCONFIGDIR=/tmp/matplotlib \
    PYTHONDONTWRITEBYTECODE=1 \
    AZREL_KNOWLEDGE_DIR=/knowledge \
    AZREL_STATE_DIR=/state
USER 10001:10001
WORKDIR /tmp
VOLUME /state
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '3000') + '/healthz', timeout=2)"]
ENTRYPOINT ["azrel"]
CMD ["serve"]
