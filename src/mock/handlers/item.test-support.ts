import { documentOf } from '../ask.test-support';

/** Notes with all roles; what clients say of them is less than what they are. */
export const NOTES = documentOf(
  `
/notes:
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } } }
  post:
    requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Input' } } } }
    responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } } }
  put:
    requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Input' } } } }
    responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
  patch:
    requestBody:
      required: true
      content:
        application/merge-patch+json: { schema: { $ref: '#/components/schemas/Patch' } }
        application/json: { schema: { $ref: '#/components/schemas/Patch' } }
    responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
  delete: { responses: { '204': { description: gone } } }
`,
  `
Input:
  type: object
  required: [text]
  properties:
    text: { type: string, minLength: 1 }
    level: { type: integer, default: 1 }
    author: { type: [string, "null"] }
    place: { type: object, properties: { city: { type: string }, zip: { type: string } } }
    tags: { type: array, items: { type: string } }
Patch:
  type: object
  properties:
    text: { type: [string, "null"] }
    level: { type: integer, maximum: 9 }
    author: { type: [string, "null"] }
    place: { type: [object, "null"] }
    tags: { type: array }
Note:
  allOf:
    - $ref: '#/components/schemas/Input'
    - type: object
      required: [id, level, created_at, updated_at, version]
      properties:
        id: { type: string, format: uuid, readOnly: true }
        created_at: { type: string, format: date-time, readOnly: true }
        updated_at: { type: string, format: date-time, readOnly: true }
        version: { type: integer, readOnly: true }
`,
);

/** An id that no note has. */
export const UNKNOWN = '00000000-0000-4000-8000-000000000000';
