# Rolebook and git, for machines without Python; docs/how-to/ci.md shows how to run it.
FROM python:3.12.11-slim-bookworm AS build
# For the whole Rolebook, which also makes sites and PDFs:
#   docker build --build-arg FOLDER=. --build-arg LOCK=requirements-action.lock .
ARG FOLDER=light
ARG LOCK=light/requirements.lock
WORKDIR /source
COPY . .
RUN pip install --no-cache-dir --require-hashes --requirement light/build.lock \
  && pip install --no-cache-dir --prefix /install --ignore-installed --only-binary :all: \
    --require-hashes --requirement "$LOCK" \
  && pip install --no-cache-dir --prefix /install --no-deps --no-build-isolation "./$FOLDER"

FROM python:3.12.11-slim-bookworm
# The handbook that is mounted belongs to someone else, whose files git reads only if told to.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends "git=1:2.39.*" \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory /work \
  && useradd --create-home --uid 1000 rolebook
COPY --from=build /install /usr/local
USER 1000
WORKDIR /work
ENTRYPOINT ["rolebook"]
CMD ["--help"]
