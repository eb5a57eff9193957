/**
 * Everything in which a correct contact points server may differ from ours, as named switches.
 *
 * | switch | documented choice | other choices | ground for the latitude |
 * |---|---|---|---|
 * | `idThatIsNoUuid` | 400 | 404 | stated: "404 instead of 400 for an id that is no uuid" |
 * | `wrongContentType` | 415 | 400 | stated: "400 instead of 415" |
 * | `problemType` | `/problems/...` | absolute, `about:blank`, a tag URI | stated: "its own ... types" |
 * | `wording` | English | Dutch, one word | stated: "its own titles, details" |
 * | `extraProblemMembers`, `extraViolationMembers` | no | yes | stated: "extra members" |
 * | `extraProperties`, `extraListMembers` | no | yes | stated: "extra ... properties" |
 * | `extraQueryKeys` | no | yes | stated: "`query` ... may hold more" |
 * | `extraHeaders` | no | yes | stated: "extra ... headers" |
 * | `charset` | no | yes | stated: "a charset parameter" |
 * | `order` | creation | newest, id, label, updated | stated: "another stable list order" |
 * | `emptyEmail` | rejected | accepted | stated: "it may accept or reject an empty e-mail address" |
 * | `uuidCase` | lower | kept | stated: "they may come back in lower case" |
 * | `references` | unchecked | checked | stated: "a reference to something that does not exist is a violation" |
 * | `unknownReferenceInFilter` | empty | violation | stated by the example: provider_id in `query` does not exist |
 * | `auth` | open | enforced | stated: "missing or wrong credentials, where enforced" |
 * | `emailGrammar` | html | strict, lax | silent: which e-mail grammar the format means |
 * | `location` | relative | absolute, none | silent: `Location` of a 201 is not mentioned |
 * | `preflight` | 204, `*` | 200 and the origin echoed | silent: only "`OPTIONS` is answered on every resource" |
 * | `badBodyForUnknownId` | 404 | 400 | silent: which of two faults comes first |
 * | `emptyBody` | malformed | violations | silent: "not JSON", or every required property missing |
 * | `largestBody` | 1 MiB | 16 KiB, 16 MiB | silent: "the size limit" is not a number |
 * | `violationsOfAProperty` | the first | each | silent: whether a value that breaks two constraints is told once or twice |
 * | `json`, `keyOrder`, `framing`, `keepAlive`, `delay` | plain | others | JSON and HTTP leave them open |
 * | `rateLimit`, `busy`, `records` | none, no, 40 | others | circumstances that no contract rules out |
 * | `accept` | negotiated | ignored | open: the 406 row has no mark; RFC 9110 12.4.1 lets a server disregard it |
 * | `head` | answered | refused | open: HEAD is "a method not in the document"; RFC 9110 9.1 demands it |
 * | `missingContentType` | refused | assumed JSON | open: RFC 9110 8.3 lets a recipient examine the data |
 * | `unknownParameters` | ignored | rejected | open: api.md is silent, the document says ignored |
 * | `idInBody`, `unknownInBody` | ignored | rejected | open: "ignored" is a D that the list of latitude does not name |
 * | `longestEmail` | 255 | 254 | open: R says 255 characters, RFC 5321 says 254 |
 * | `emailDomainCase` | kept | lower | open: a domain has no case, yet what was sent is not what comes back |
 */
export interface Freedoms {
  idThatIsNoUuid: 400 | 404;
  wrongContentType: 415 | 400;
  problemType: 'documented' | 'absolute' | 'blank' | 'tag';
  wording: 'english' | 'dutch' | 'terse';
  extraProblemMembers: boolean;
  extraViolationMembers: boolean;
  extraProperties: boolean;
  extraListMembers: boolean;
  extraQueryKeys: boolean;
  extraHeaders: boolean;
  charset: boolean;
  order: 'creation' | 'newest' | 'id' | 'label' | 'updated';
  emptyEmail: 'rejected' | 'accepted';
  uuidCase: 'lower' | 'kept';
  /** Checked: only customers and locations of the first records exist. */
  references: 'unchecked' | 'checked';
  unknownReferenceInFilter: 'empty' | 'violation';
  /** Enforced: `credentials` of the server module, or a token from `/oauth2/token`. */
  auth: 'open' | 'enforced';
  emailGrammar: 'html' | 'strict' | 'lax';
  location: 'relative' | 'absolute' | 'none';
  preflight: 'anyone' | 'echo';
  badBodyForUnknownId: 404 | 400;
  emptyBody: 'malformed' | 'violations';
  /** Bytes of a request body before 413. */
  largestBody: number;
  violationsOfAProperty: 'first' | 'each';
  json: 'compact' | 'pretty' | 'escaped';
  keyOrder: 'documented' | 'reversed';
  framing: 'length' | 'chunked';
  keepAlive: boolean;
  /** Milliseconds before each answer. */
  delay: number;
  /** Requests a second before 429; 0 is no limit. */
  rateLimit: number;
  /** True when others create, change and delete contact points all the time. */
  busy: boolean;
  /** Number of contact points at the start. */
  records: number;
  accept: 'negotiated' | 'ignored';
  head: 'answered' | 'refused';
  missingContentType: 'refused' | 'assumed';
  unknownParameters: 'ignored' | 'rejected';
  idInBody: 'ignored' | 'rejected';
  unknownInBody: 'ignored' | 'rejected';
  longestEmail: 255 | 254;
  emailDomainCase: 'kept' | 'lower';
}

/** The choices of api.md itself. */
export const documentedChoices: Freedoms = {
  idThatIsNoUuid: 400,
  wrongContentType: 415,
  problemType: 'documented',
  wording: 'english',
  extraProblemMembers: false,
  extraViolationMembers: false,
  extraProperties: false,
  extraListMembers: false,
  extraQueryKeys: false,
  extraHeaders: false,
  charset: false,
  order: 'creation',
  emptyEmail: 'rejected',
  uuidCase: 'lower',
  references: 'unchecked',
  unknownReferenceInFilter: 'empty',
  auth: 'open',
  emailGrammar: 'html',
  location: 'relative',
  preflight: 'anyone',
  badBodyForUnknownId: 404,
  emptyBody: 'malformed',
  largestBody: 1024 * 1024,
  violationsOfAProperty: 'first',
  json: 'compact',
  keyOrder: 'documented',
  framing: 'length',
  keepAlive: true,
  delay: 0,
  rateLimit: 0,
  busy: false,
  records: 40,
  accept: 'negotiated',
  head: 'answered',
  missingContentType: 'refused',
  unknownParameters: 'ignored',
  idInBody: 'ignored',
  unknownInBody: 'ignored',
  longestEmail: 255,
  emailDomainCase: 'kept',
};
