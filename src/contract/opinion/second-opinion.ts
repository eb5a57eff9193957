import type { Spec } from '../../openapi/model/model';
import { bodyMatchesSchema, problemMatchesSchema } from '../checks/body-matches-schema';
import { mediaTypeDocumented } from '../checks/media-type-documented';
import { requiredHeaders } from '../checks/required-headers';
import { statusDocumented } from '../checks/status-documented';
import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { OwnCheck, OwnFault } from '../run/hooks';
import { createOpinion, type Opinion } from './prism-opinion';

/** Prism cannot give its opinion: it is not installed, or cannot read the document. The message says what to do. */
export class SecondOpinionError extends Error {
  override readonly name = 'SecondOpinionError';
}

/** The name of the check that tells where two judges differ. */
const NAME = 'second-opinion';

/** Our checks of what Prism looks at too. */
const OURS = [bodyMatchesSchema, problemMatchesSchema, mediaTypeDocumented, requiredHeaders, statusDocumented];

/**
 * Creates a check that lets Prism judge every answer as well, and tells where it differs from ours, as notes: one of the two is wrong,
 * or the document can be read in two ways.
 *
 * @throws {@link SecondOpinionError} when Prism is not installed, or cannot read the document
 */
export async function createSecondOpinion(spec: Spec): Promise<OwnCheck> {
  const opinion = await opinionOf(spec);
  return {
    name: NAME,
    severity: 'note',
    basis: 'the opinion of @stoplight/prism-http, which shares no code with this suite',
    judge: (exchange) => judge(exchange, opinion),
  };
}

async function opinionOf(spec: Spec): Promise<Opinion> {
  try {
    return await createOpinion(spec.written());
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SecondOpinionError(
      code === 'MODULE_NOT_FOUND'
        ? '--second-opinion asks Prism, which is not installed: npm install --save-dev @stoplight/prism-http@5.12.0'
        : `--second-opinion: Prism cannot read ${spec.source}: ${message}`,
    );
  }
}

function judge(exchange: Exchange, opinion: Opinion): readonly OwnFault[] {
  const { operation, request, response } = exchange;
  const { status, body, headers } = response;
  // What HEAD, 204 and 304 answer has no body, and Prism asks for the type of one.
  if (operation === undefined || body.byteLength === 0 || request.method !== operation.method.toUpperCase()) return [];
  const text = new TextDecoder().decode(body);
  const asked = { method: operation.method, template: operation.template.source };
  const theirs = opinion.ofAnswer(asked, { status, headers: new Headers(headers), text });
  if (theirs === undefined) return [];
  const ours = OURS.flatMap((check) => check.judge(exchange)).map(({ title }) => title);
  if (theirs.length > 0 === ours.length > 0) return [];
  const received = describeResponse(exchange);
  const [first = ''] = theirs;
  return theirs.length > 0
    ? [
        {
          title: `Prism finds fault with an answer of status ${status} that this suite takes: ${first}`,
          promised: theirs.join('; '),
          received,
          symptom: `stricter ${status} ${first.split(':')[0]}`,
        },
      ]
    : [
        {
          title: `Prism takes an answer of status ${status} that this suite does not: ${ours[0]}`,
          promised: ours.join('; '),
          received,
          symptom: `laxer ${status}`,
        },
      ];
}
