import { codeOfKeyword, codeOfStatus } from './nearest-code';

test.each<[number, string[], string]>([
  [400, ['not_found', 'invalid'], 'invalid'],
  [400, ['api_error', 'card_error', 'idempotency_error', 'invalid_request_error'], 'invalid_request_error'],
  [400, ['NOT_FOUND', 'TOO_MANY_REQUESTS', 'BAD_REQUEST'], 'BAD_REQUEST'],
  [400, ['invalid_token', 'invalid_request'], 'invalid_request'],
  [400, ['too_many_requests', 'failed'], 'failed'],
  [401, ['invalid_request', 'invalid_token', 'insufficient_scope'], 'invalid_token'],
  [403, ['unauthenticated', 'permissionDenied'], 'permissionDenied'],
  [404, ['invalid', 'notFound'], 'notFound'],
  [409, ['validation_error', 'already_exists'], 'already_exists'],
  [422, ['internal', 'unprocessable_entity'], 'unprocessable_entity'],
  [429, ['server_error', 'rate_limit_exceeded'], 'rate_limit_exceeded'],
  [500, ['INVALID_ARGUMENT', 'INTERNAL'], 'INTERNAL'],
  [503, ['INTERNAL', 'UNAVAILABLE'], 'UNAVAILABLE'],
  [418, ['not_found', 'error'], 'error'],
  [400, ['not_found'], 'not_found'],
])('for %i of %j: %s', (status, codes, expected) => expect(codeOfStatus(codes, status)).toBe(expected));

test.each<[string, string[], string]>([
  ['required', ['invalid', 'missing_field', 'already_exists'], 'missing_field'],
  ['maxLength', ['missing', 'too_long', 'too_short'], 'too_long'],
  ['pattern', ['missing', 'invalid'], 'invalid'],
  ['additionalProperties', ['required', 'unknown_field'], 'unknown_field'],
  ['multipleOf', ['required', 'other'], 'other'],
])('for a broken %s of %j: %s', (keyword, codes, expected) => expect(codeOfKeyword(codes, keyword)).toBe(expected));
