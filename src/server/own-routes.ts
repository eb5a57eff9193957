import type { Spec } from '../spec/model';

/** A path that the server answers itself, outside of the document. */
export interface OwnRoute {
  readonly path: string;
  readonly mediaType: string;
  /** Makes the body; called at most once, on the first request. */
  readonly body: () => string;
}

/** What the routes tell about. */
type Described = Pick<Spec, 'document' | 'paths'>;

/**
 * Lists what the server answers besides the document: its health, and the document itself. A path that the document
 * describes is left to the document.
 *
 * @param spec - the document that is served
 * @param toYaml - writes a JSON value as YAML
 */
export function ownRoutes(spec: Described, toYaml: (value: unknown) => string): OwnRoute[] {
  const described = new Set(spec.paths.map((path) => path.template.source));
  const routes: OwnRoute[] = [
    { path: '/healthz', mediaType: 'application/json', body: () => '{"status":"ok"}' },
    { path: '/openapi.json', mediaType: 'application/json', body: () => JSON.stringify(spec.document, null, 2) },
    { path: '/openapi.yaml', mediaType: 'application/yaml', body: () => toYaml(spec.document) },
  ];
  return routes.filter((route) => !described.has(route.path));
}
