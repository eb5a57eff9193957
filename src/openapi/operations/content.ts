import type { OpenAPIV3_1 } from 'openapi-types';
import { childPointer } from '../../json-schema/model/pointer';
import type { Schemas } from '../../json-schema/model/schemas';
import { readExamples } from '../model/examples';
import { followEach } from '../model/locate';
import type { MediaTypeSpec } from '../model/model';
import { mediaTypeName } from './media-types';

type Content = Readonly<Record<string, OpenAPIV3_1.MediaTypeObject>>;

/**
 * Reads a `content` map: the media types of a request body or a response (OpenAPI 3.1, section 4.8.14), in the
 * document's order.
 *
 * @param parent - pointer to the object that has `content`
 */
export function readContent(schemas: Schemas, parent: string, content: Content | undefined): MediaTypeSpec[] {
  return followEach<OpenAPIV3_1.MediaTypeObject>(schemas.document, parent, 'content', content).map((mediaType) => ({
    name: mediaTypeName(mediaType.name),
    pointer: mediaType.pointer,
    ...(mediaType.node.schema !== undefined && { schema: schemas.at(childPointer(mediaType.pointer, 'schema')) }),
    examples: readExamples(schemas.document, mediaType),
  }));
}
