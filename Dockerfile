# docker build -t tuban . && docker run --rm -v "$PWD":/work tuban render charts/ -o out/
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev cmake ninja-build pkg-config python3 dpkg-dev file \
      libglib2.0-dev libcairo2-dev libpango1.0-dev libcjson-dev libpng-dev libjpeg62-turbo-dev librsvg2-dev libwebp-dev libtiff-dev \
      libqpdf-dev liblcms2-dev libicu-dev
COPY . /src
RUN cmake -S /src -B /build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF && cmake --build /build && cd /build && cpack -G DEB

FROM debian:12-slim
COPY --from=build /build/*.deb /tmp/
# The package depends on its libraries; fonts and the press profile are only recommended.
RUN apt-get update && apt-get install -y --no-install-recommends /tmp/*.deb fonts-dejavu-core fonts-liberation2 fonts-noto-cjk && \
    rm -rf /tmp/*.deb /var/lib/apt/lists/*
WORKDIR /work
ENTRYPOINT ["tuban"]
CMD ["--help"]
