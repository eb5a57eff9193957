import { base64Of, bytesOfBase64 } from '../../json-schema/model/bytes';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation, Resource, Spec } from '../../openapi/model/model';
import { normalizeName } from '../../openapi/model/names';
import { itemsOf, propertiesOf, schemaParts, typesOf } from '../../openapi/model/schema-facts';
import { isJson, isXml, matchMediaType, mediaTypeName } from '../../openapi/operations/media-types';
import { templateShape } from '../../openapi/operations/path-template';
import { statusOf, successResponse } from '../../openapi/operations/responses';
import { lastWord } from '../../openapi/resources/further-roles';
import { operationParts } from '../../openapi/resources/operation-parts';
import type { Store } from '../../store/interface/store';
import { parseMultipart } from '../bodies/parse-multipart';
import { createItemUrl } from '../handlers/create';
import { describeSuccess } from '../handlers/documented-success';
import type { Handler, MockContext, ValidRequest } from '../handlers/handler';
import type { MockResponse } from '../messages/message';
import { createProblem, isProblem } from '../problems/problems';
import { UPLOADS, type Upload } from '../records/kept-objects';

/** The most bytes of uploads that a session keeps; the oldest ones are forgotten first. */
const MOST_UPLOADED = 67_108_864;

/**
 * Lets an operation that takes files keep them, and one that answers something that is no JSON give them back: at the path to which
 * they were uploaded, else below the item that they were uploaded for.
 *
 * @param resource - the one whose item an operation makes, or below whose item it stands
 */
export function withUploads(
  context: MockContext,
  operation: Operation,
  handler: Handler,
  resource: Resource | undefined,
): Handler {
  const { spec } = context;
  const part = operationParts(spec).find((each) => each.operation === operation);
  if (part?.role === 'content') return createDownload(context, operation, handler, resource);
  if (!operationParts(spec).some(({ role }) => role === 'content')) return handler;
  if (operation.method === 'delete') {
    if (!takesUploads(spec, operation)) return handler;
    return async (request) => {
      const outcome = await handler(request);
      if (!isProblem(outcome)) await keep(request.session.store, pathOf(request), { type: '' });
      return outcome;
    };
  }
  if (!isUpload(spec.schemas, operation)) return handler;
  const urlOf = resource && part?.role === 'create' ? createItemUrl(resource, operation) : undefined;
  return async (request) => {
    const outcome = await handler(request);
    if (isProblem(outcome) || outcome.status >= 400) return outcome;
    const item = urlOf === undefined ? itemPathOf(request, resource) : madePath(request, outcome, resource!, urlOf);
    const [first, ...others] = filesIn(request);
    const { store } = request.session;
    if (first === undefined) return outcome;
    const own = pathOf(request);
    const named = item === undefined ? own : `${item}#${first.name}`;
    // The content is kept once: at the path of the upload, unless that is where all items are made.
    const home = urlOf === undefined ? own : named;
    await keep(store, home, first);
    for (const path of new Set([own, item ?? own, named])) {
      if (path !== home) await keep(store, path, { type: first.type, same: home });
    }
    if (item === undefined) return outcome;
    for (const file of others) await keep(store, `${item}#${file.name}`, file);
    return outcome;
  };
}

function createDownload(
  context: MockContext,
  operation: Operation,
  handler: Handler,
  resource: Resource | undefined,
): Handler {
  const isOwn = takesUploads(context.spec, operation);
  const word = normalizeName(lastWord(operation.template));
  const documented = successResponse(operation)?.mediaTypes ?? [];
  const { headers } = describeSuccess(operation, 'read', context);
  const status = statusOf(successResponse(operation), 200);

  const find = async (request: ValidRequest): Promise<Upload | undefined> => {
    const { store } = request.session;
    const exact = await uploadAt(store, pathOf(request));
    if (exact !== undefined || isOwn) return exact;
    const item = itemPathOf(request, resource);
    if (item === undefined) return undefined;
    const found = (await uploadAt(store, `${item}#${word}`)) ?? (await uploadAt(store, item));
    const isPromised = found !== undefined && matchMediaType(documented, found.type) !== undefined;
    return isPromised || documented.some(({ name }) => name === 'application/octet-stream') ? found : undefined;
  };

  return async (request) => {
    const outcome = await handler(request);
    if (isProblem(outcome)) return outcome;
    const upload = await find(request);
    if (upload === undefined) return outcome;
    if (upload.content === undefined)
      return createProblem('not-found', { detail: 'There is nothing here: it was deleted.' });
    const isPromised = matchMediaType(documented, upload.type) !== undefined;
    const type = isPromised ? upload.type : (outcome.headers['content-type'] ?? 'application/octet-stream');
    return {
      status,
      headers: { ...headers, 'content-type': type },
      body: bytesOfBase64(upload.content),
      note: '',
    };
  };
}

/** True when files are uploaded to the path of an operation. */
function takesUploads(spec: Pick<Spec, 'paths' | 'schemas'>, { template }: Operation): boolean {
  const shape = templateShape(template);
  return spec.paths.some(
    (entry) =>
      templateShape(entry.template) === shape &&
      [...entry.operations.values()].some((operation) => isUpload(spec.schemas, operation)),
  );
}

function isUpload(schemas: Schemas, { method, body }: Operation): boolean {
  if (method === 'get' || method === 'delete') return false;
  return (body?.mediaTypes ?? []).some(({ name, schema }) => {
    if (name === 'multipart/form-data') return schema !== undefined && hasFile(schemas, schema);
    if (isJson(name) || isXml(name) || name.startsWith('text/') || /form-urlencoded|json|yaml|^multipart/.test(name))
      return false;
    return schema === undefined || typesOf(schemas, schema).has('string') || typesOf(schemas, schema).size === 0;
  });
}

function hasFile(schemas: Schemas, schema: LocatedSchema): boolean {
  return [...propertiesOf(schemas, schema).values()].some((property) =>
    [property, itemsOf(schemas, property)].some(
      (each) => each !== undefined && schemaParts(schemas, each).some((part) => isFile(part.schema)),
    ),
  );
}

function isFile(schema: LocatedSchema['schema']): boolean {
  const { contentMediaType } = schema as JsonObject;
  return schema.format === 'binary' || (typeof contentMediaType === 'string' && !/json|^text\//.test(contentMediaType));
}

function filesIn({ message: { body, headers } }: ValidRequest): (Upload & { readonly name: string })[] {
  const contentType = headers['content-type'] ?? 'application/octet-stream';
  if (body === undefined) return [];
  const fileOf = (name: string, type: string, bytes: Uint8Array) => ({
    ...{ name: normalizeName(name), type, content: base64Of(bytes) },
  });
  if (mediaTypeName(contentType) !== 'multipart/form-data') return [fileOf('', mediaTypeName(contentType), body)];
  return parseMultipart(body, contentType).flatMap(({ name, filename, contentType: type, content }) =>
    filename === undefined ? [] : [fileOf(name, mediaTypeName(type ?? 'application/octet-stream'), content)],
  );
}

function pathOf({ message, basePath }: ValidRequest): string {
  return message.path.slice(basePath.length).replace(/\/$/, '');
}

/** The path of the item above; undefined when there is none. */
function itemPathOf(request: ValidRequest, resource: Resource | undefined): string | undefined {
  if (resource?.item === undefined) return undefined;
  const segments = pathOf(request).split('/');
  const length = resource.item.template.segments.length + 1;
  return segments.length < length ? undefined : segments.slice(0, length).join('/');
}

/** The path of the item that a create has made. */
function madePath(
  request: ValidRequest,
  { body }: MockResponse,
  { idProperty }: Resource,
  urlOf: (request: ValidRequest, id: string) => string | undefined,
): string | undefined {
  if (typeof body !== 'string' || !body.startsWith('{')) return undefined;
  const answer = JSON.parse(body) as Record<string, JsonValue>;
  const item = [answer, ...Object.values(answer)].find((each) => isJsonObject(each) && each[idProperty] !== undefined);
  const id = isJsonObject(item) ? item[idProperty] : undefined;
  return id === undefined ? undefined : urlOf(request, String(id))?.slice(request.basePath.length);
}

async function uploadAt(store: Store, id: string): Promise<Upload | undefined> {
  const record = await store.get(UPLOADS, id);
  if (record === undefined) return undefined;
  const upload = JSON.parse(record.json) as Upload;
  return upload.same === undefined ? upload : uploadAt(store, upload.same);
}

async function keep(store: Store, id: string, { type, content, same }: Upload): Promise<void> {
  const record = { id, json: JSON.stringify({ type, content, same }), keys: {} };
  await store.remove(UPLOADS, id);
  await store.insert(UPLOADS, record);
  const { items } = await store.page(UPLOADS, {}, 0, Number.MAX_SAFE_INTEGER);
  let size = items.reduce((sum, { json }) => sum + json.length, 0);
  for (const oldest of items) {
    if ((size * 3) / 4 <= MOST_UPLOADED) return;
    await store.remove(UPLOADS, oldest.id);
    size -= oldest.json.length;
  }
}
