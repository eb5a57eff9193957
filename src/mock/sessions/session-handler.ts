import type { Eventual } from '../../store/eventual';
import type { MockRequest, MockResponse } from '../messages/message';
import type { ProblemResponder } from '../problems/problem-responder';
import { violationsProblem } from '../problems/problems';
import type { Session, Sessions } from './session';
import { isSessionName, NAME_RULE, type NamedSession, namedSession, SESSION_HEADER } from './session-name';

/** Answers a request in a session. */
export type AnswerIn = (request: MockRequest, session: Session) => Eventual<MockResponse>;

/**
 * Creates the function that answers each request in the session of its session, which the header `X-Mock-Session` names or,
 * where no header can be added, the first segment of the path: `/~NAME/…`. `Location` and `Link` then keep that segment.
 *
 * @param sessions - one for each session, and one for requests without any
 * @param respond - writes the problem that a name cannot be one
 * @param answer - answers the request, with the session taken out of its path
 */
export function createSessionHandler(
  sessions: Sessions,
  respond: ProblemResponder,
  answer: AnswerIn,
): (request: MockRequest) => Eventual<MockResponse> {
  const { main } = sessions;
  const answerNamed = async ({ name, in: place, request }: NamedSession): Promise<MockResponse> => {
    if (!isSessionName(name)) return respond(invalidName(place));
    const response = await answer(request, sessions.session(name));
    return place === 'path' ? withPrefix(response, `/~${name}`) : response;
  };
  return (request) => {
    // Nearly all requests name none: looking for a session must cost nothing.
    if (request.headers[SESSION_HEADER] === undefined && request.path.charCodeAt(1) !== 0x7e)
      return answer(request, main);
    return answerNamed(namedSession(request)!);
  };
}

function invalidName(place: NamedSession['in']): ReturnType<typeof violationsProblem> {
  const name = place === 'header' ? 'X-Mock-Session' : '~session';
  return violationsProblem([{ in: place, path: [name], keyword: 'pattern', reason: NAME_RULE }]);
}

function withPrefix(response: MockResponse, prefix: string): MockResponse {
  const { location, link } = response.headers;
  if (location === undefined && link === undefined) return response;
  return {
    ...response,
    headers: {
      ...response.headers,
      ...(location?.startsWith('/') && { location: prefix + location }),
      ...(link !== undefined && { link: link.replaceAll(/<(?=\/(?!\/))/g, `<${prefix}`) }),
    },
  };
}
