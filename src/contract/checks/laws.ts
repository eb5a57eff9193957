import { law } from '../findings/check';

/** A removed record can be read no more. */
export const removedIsGone = law('removed-is-gone', 'RFC 9110, section 9.3.5');

/** A record is removed once: removing it again finds nothing. */
export const removedOnce = law('removed-once', 'RFC 9110, sections 9.3.5 and 15.5.5');

/** A record keeps its id for life. */
export const keepsId = law('keeps-id', 'RFC 9110, section 9.3.4');

/** Ids are unique, and made by the server where the document says so. */
export const idsUnique = law('ids-unique', 'RFC 9110, section 9.3.3');

/** The server makes ids; what a client sends in their place counts for nothing. */
export const idMadeByServer = law('id-made-by-server', 'OpenAPI 3.1, section 4.8.24.4 (readOnly)');

/** A created record appears in the list, a removed one disappears, and a replace moves it between filters. */
export const listFollowsWrites = law('list-follows-writes', 'RFC 9110, section 9.3.1');

/** Writing to an unknown id creates nothing. */
export const unknownWriteCreatesNothing = law('unknown-write-creates-nothing', 'RFC 9110, section 15.5.5');

/** A create that is rejected adds nothing. */
export const failedCreateAddsNothing = law('failed-create-adds-nothing', 'RFC 9110, section 15.5');

/** A safe method changes nothing. */
export const readsHaveNoEffect = law('reads-have-no-effect', 'RFC 9110, section 9.2.1');

/** Writers at the same time do not lose each other's records. */
export const concurrentWritesKept = law('concurrent-writes-kept', 'RFC 9110, section 9.3.3');

/** The total counts what matches the filters, whatever the page. */
export const totalCounts = law('total-counts', "the document's list");

/** A page has as many items as are asked for, and no more. */
export const pageSize = law('page-size', "the document's list");

/** The default of a parameter applies when it is left out. */
export const defaultApplies = law('default-applies', 'OpenAPI 3.1, section 4.8.24 (default)');

/** Pages join up to the whole list, without gap or double. */
export const pagesJoin = law('pages-join', "the document's list");

/** A page past the end is empty, and no error. */
export const pastEndEmpty = law('past-end-empty', "the document's list");

/** A filter selects exactly what it says. */
export const filterSelects = law('filter-selects', "the document's list");

/** A list is in the order that is asked for. */
export const listSorted = law('list-sorted', "the document's list");

/** An object at a path of its own is what was written to it. */
export const singletonRemembered = law('singleton-remembered', 'RFC 9110, sections 9.3.1 and 9.3.4');

/** The state that an action answers lasts. */
export const actionLasts = law('action-lasts', 'RFC 9110, section 9.3.1');

/** A form makes the record that the same values make in JSON. */
export const formStored = law('form-stored', 'OpenAPI 3.1, section 4.8.14.4');

/** Each record of a nested collection belongs to the record around it, and to no other. */
export const nestedCollectionsApart = law('nested-collections-apart', "the document's paths");

/** The applied query is repeated as it was applied. */
export const queryEchoed = law('query-echoed', "the document's list");

/** The same list asked twice has the same order. */
export const orderStable = law('order-stable', "the document's list");

/** Requests that mean the same are answered the same. */
export const equivalentAnswered = law('equivalent-answered', 'RFC 9562, section 4; RFC 3986, section 6.2.2');

/** `Location` of a create leads to the record. */
export const locationLeads = law('location-leads', 'RFC 9110, section 10.2.2');

/** HEAD answers what GET answers, without the body. */
export const headEqualsGet = law('head-equals-get', 'RFC 9110, section 9.3.2');

/** A preflight allows the documented methods and the headers that are asked for. */
export const preflightAllows = law('preflight-allows', 'Fetch, section 3.3 (CORS)');

/** A client that does not take JSON is not served JSON. A server may disregard `Accept`, so it is a note. */
export const acceptHonoured = law('accept-honoured', 'RFC 9110, sections 12.4.1 and 15.5.7', 'note');

/** A client that does not take JSON is refused with 406. */
export const refusesAccept = law('refuses-accept', 'RFC 9110, section 15.5.7');

/** HEAD is answered wherever GET is. A document may leave it out, so refusing it is a note. */
export const headAnswered = law('head-answered', 'RFC 9110, section 9.1', 'note');
