# Needs nothing but the base image and the npm registry, and that in the first stage only.

FROM node:24-bookworm-slim AS build
WORKDIR /build
ENV CI=true NPM_CONFIG_UPDATE_NOTIFIER=false
COPY package.json package-lock.json .npmrc ./
# Without scripts: `prepare` would compile before the sources are here.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
COPY spec ./spec
COPY fixtures ./fixtures
# Optional peers that the image has, for --store and --metrics, with what they need.
RUN npm run build && mkdir peers && cd node_modules && mv @redis prom-client @opentelemetry tdigest bintrees ../peers/ && cd .. \
  && npm prune --omit=dev --ignore-scripts && mv peers/* node_modules/

FROM node:24-bookworm-slim
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY spec ./spec
COPY fixtures ./fixtures

# Inside a container 127.0.0.1 cannot be reached from outside.
ENV NODE_ENV=production CONTACT_POINTS_HOST=0.0.0.0 PORT=4010
EXPOSE 4010
USER node
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["node", "-e", "const { PORT, CONTACT_POINTS_TLS: own, CONTACT_POINTS_TLS_CERT: cert } = process.env; require(own === 'self' || cert ? 'https' : 'http').get({ host: '127.0.0.1', port: PORT || 4010, path: '/healthz', rejectUnauthorized: false }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]

# Exec form: node is PID 1 and gets SIGTERM itself.
ENTRYPOINT ["node", "dist/bin/contact-points.js"]
CMD ["serve"]
