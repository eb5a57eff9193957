import type { Freedoms } from './freedoms';

/**
 * Degree to which api.md allows a profile.
 * `stated`: in so many words; `silent`: it says nothing, so either is right; `circumstance`: not the server's choice at all;
 * `open`: a sentence of api.md can be read against it, so a judge may warn but had better not fail it.
 */
export type Standing = 'stated' | 'silent' | 'circumstance' | 'open';

/** One way to be a correct server. */
export interface Profile {
  name: string;
  standing: Standing;
  choices: Partial<Freedoms>;
}

const table: Record<Standing, Record<string, Partial<Freedoms>>> = {
  stated: {
    'as documented': {},
    '404 for an id that is no uuid': { idThatIsNoUuid: 404 },
    '400 for a wrong content type': { wrongContentType: 400 },
    'absolute problem types': { problemType: 'absolute' },
    'about:blank as problem type': { problemType: 'blank' },
    'tag URIs as problem types': { problemType: 'tag' },
    'Dutch titles and details': { wording: 'dutch' },
    'terse titles and details': { wording: 'terse' },
    'extra members in problems': { extraProblemMembers: true },
    'extra members in violations': { extraViolationMembers: true },
    'extra properties in contact points': { extraProperties: true },
    'extra members in the list': { extraListMembers: true },
    'more in query': { extraQueryKeys: true },
    'extra headers': { extraHeaders: true },
    'a charset parameter': { charset: true },
    'newest first': { order: 'newest' },
    'ordered by id': { order: 'id' },
    'ordered by label, then id': { order: 'label' },
    'latest change first': { order: 'updated' },
    'empty e-mail address accepted': { emptyEmail: 'accepted' },
    'uuids come back as sent': { uuidCase: 'kept' },
    'references checked': { references: 'checked' },
    'references checked in filters too': { references: 'checked', unknownReferenceInFilter: 'violation' },
    'credentials enforced': { auth: 'enforced' },
    'every stated freedom at once': {
      idThatIsNoUuid: 404,
      wrongContentType: 400,
      problemType: 'absolute',
      wording: 'dutch',
      extraProblemMembers: true,
      extraViolationMembers: true,
      extraProperties: true,
      extraListMembers: true,
      extraQueryKeys: true,
      extraHeaders: true,
      charset: true,
      order: 'newest',
      emptyEmail: 'accepted',
      uuidCase: 'kept',
    },
  },
  silent: {
    'strict e-mail grammar': { emailGrammar: 'strict' },
    'lax e-mail grammar': { emailGrammar: 'lax', emptyEmail: 'accepted' },
    'absolute Location': { location: 'absolute' },
    'no Location': { location: 'none' },
    'preflight 200 with the origin echoed': { preflight: 'echo' },
    'a bad body is found before an unknown id': { badBodyForUnknownId: 400 },
    'an empty body lacks every required property': { emptyBody: 'violations' },
    'bodies of at most 16 KiB': { largestBody: 16 * 1024 },
    'bodies of at most 16 MiB': { largestBody: 16 * 1024 * 1024 },
    'every broken constraint of a property told': { violationsOfAProperty: 'each' },
    'pretty JSON': { json: 'pretty' },
    'JSON escaped to ASCII': { json: 'escaped' },
    'reversed key order': { keyOrder: 'reversed' },
    'chunked bodies': { framing: 'chunked' },
    'every silent freedom at once': {
      emailGrammar: 'strict',
      location: 'absolute',
      preflight: 'echo',
      badBodyForUnknownId: 400,
      emptyBody: 'violations',
      violationsOfAProperty: 'each',
      json: 'pretty',
      keyOrder: 'reversed',
      framing: 'chunked',
    },
  },
  circumstance: {
    'no keep-alive': { keepAlive: false },
    'slow answers': { delay: 20 },
    'a rate limit': { rateLimit: 150 },
    'nothing in it yet': { records: 0 },
    'one record': { records: 1 },
    'three records': { records: 3 },
    '3,255 records': { records: 3255 },
    'a busy server': { busy: true },
    'a busy server, newest first': { busy: true, order: 'newest' },
    'nothing in it yet, references checked': { records: 0, references: 'checked' },
  },
  open: {
    'Accept ignored': { accept: 'ignored' },
    'HEAD refused': { head: 'refused' },
    'JSON assumed without a content type': { missingContentType: 'assumed' },
    'unknown query parameters rejected': { unknownParameters: 'rejected' },
    'id in a body rejected': { idInBody: 'rejected' },
    'unknown properties in a body rejected': { unknownInBody: 'rejected' },
    'e-mail addresses of at most 254 characters': { longestEmail: 254, emailGrammar: 'strict' },
    'e-mail domains come back in lower case': { emailDomainCase: 'lower' },
  },
};

/** Every profile, the firmest first. */
export const profiles: readonly Profile[] = (Object.keys(table) as Standing[]).flatMap((standing) =>
  Object.entries(table[standing]).map(([name, choices]) => ({ name, standing, choices })),
);
