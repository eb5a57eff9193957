import type { JsonObject } from '../../json-schema/model/json-schema';
import { isObject } from '../read/document-shape';
import type { Finding } from '../read/finding';

/**
 * Checks that an object is a document of a version that can be read, OpenAPI 3.0 or 3.1, and that it has `paths`.
 *
 * @returns what stands in the way; empty when nothing does
 */
export function checkVersion(document: JsonObject): Finding[] {
  const { openapi, swagger, paths } = document;
  if (swagger !== undefined) {
    const message = `is a Swagger ${swagger} document; convert it to OpenAPI 3.1 (for example with the package swagger2openapi)`;
    return [{ pointer: '#/swagger', message }];
  }
  if (openapi === undefined) {
    return [{ pointer: '#', message: 'has no field "openapi"; an OpenAPI document starts with "openapi: 3.1.0"' }];
  }
  if (!/^3\.[01](?:\.|$)/.test(String(openapi))) {
    const message = `says OpenAPI ${JSON.stringify(openapi)}, which cannot be read; supported are 3.0 and 3.1`;
    return [{ pointer: '#/openapi', message }];
  }
  if (paths === undefined)
    return [{ pointer: '#', message: 'has no "paths"; without paths there is nothing to serve or check' }];
  return isObject(paths) ? [] : [{ pointer: '#/paths', message: 'must be an object of path templates' }];
}
