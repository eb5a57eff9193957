import type { JsonObject } from '../../json-schema/json-schema';
import { createRandom } from '../../json-schema/random';
import { sample } from '../../json-schema/sample';
import type { Spec } from '../../openapi/model';
import { bodyOf, withBody } from '../changes/change-requests';
import { bodySchemasOf, isAbout, subjectsOf } from '../changes/scopes';
import type { DriftRow, Spoil } from './drift';

/** Creates that are rejected and have an effect all the same. */
export function* rejectedRows(spec: Spec): Iterable<DriftRow> {
  const subjects = subjectsOf(spec).filter(({ resource }) => resource?.roles.create !== undefined);
  const stored: Spoil = {
    handle: (next, find) => async (request) => {
      const answer = await next(request);
      const question = find(request);
      const body = question.role === 'create' && answer.status === 400 ? bodyOf(request) : undefined;
      const subject = subjects.find((each) => isAbout(each, question.operation));
      const schema = subject === undefined ? undefined : bodySchemasOf(subject)[0];
      if (body === undefined || schema === undefined) return answer;
      const valid = sample(spec.schemas, schema, {
        direction: 'request',
        optional: 'all',
        randomAt: (path) => createRandom('stored', path.join('.')),
      });
      const wrong = new Set(
        spec.schemas
          .validator(
            schema,
            'request',
          )(body)
          .map(({ path }) => String(path[0])),
      );
      const kept = Object.fromEntries(Object.entries(body).filter(([name]) => !wrong.has(name)));
      await next(withBody(request, { ...(valid as object), ...kept }));
      return answer;
    },
  };
  yield [
    'create:stored-although-rejected',
    'stores what it rejects',
    ['unknown-write-creates-nothing', 'failed-create-adds-nothing'],
    stored,
  ];
  yield* emptyRows(spec);
}

function* emptyRows(spec: Spec): Iterable<DriftRow> {
  const subjects = subjectsOf(spec);
  const stored: Spoil = {
    handle: (next, find) => async (request) => {
      const answer = await next(request);
      const { operation, role } = find(request);
      const subject = subjects.find((each) => isAbout(each, operation));
      const [schema] = subject === undefined ? [] : bodySchemasOf(subject);
      if (role !== 'create' || answer.status !== 400 || schema === undefined) return answer;
      const valid = sample(spec.schemas, schema, {
        direction: 'request',
        optional: 'none',
        randomAt: () => createRandom('in its place'),
      });
      await next(withBody(request, valid as JsonObject));
      return answer;
    },
  };
  const title = 'stores a record of its own when it rejects one';
  yield ['create:another-although-rejected', title, 'failed-create-adds-nothing', stored];
}
