import { createHash } from 'node:crypto';
import { dropForeign } from '../../json-schema/effective/drop-foreign';
import { createValueMaker, type ValueMaker } from '../../mock/generation/value-maker';
import type { MockResponse } from '../../mock/messages/message';
import type { Operation, Resource, Role, Spec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { type Inspected, pageAnswer, readPageFile } from './inspector-answer';

/** The place at which a front door is shown. */
export interface FrontDoorPlace {
  /** The mock's address as the browser wrote it, without a trailing slash, a session's segment included. */
  readonly url: string;
  /** The session of the address; `''` for none. */
  readonly session: string;
}

/**
 * Answers the first page of a mock: its resources with links and `curl` lines, and the ways to the inspector, the API reference and
 * the document. It needs no script.
 */
export function frontDoor({ spec, basePath = '' }: Inspected, place: FrontDoorPlace): MockResponse {
  const style = readPageFile('front-door.css')?.toString() ?? '';
  const { title, version, description } = spec.document.info;
  const shown = { ...place, basePath, spec, values: createValueMaker(spec) };
  const resources = spec.resources.map((resource) => resourceSection(resource, shown));
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(title)}: mock</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="kind">Mock server${place.session === '' ? '' : ` · session ${text(place.session)}`}</p>
<h1>${text(title)} <small>${text(version)}</small></h1>
${description === undefined ? '' : `<p class="about">${text(firstParagraph(description))}</p>`}
</header>
<nav aria-label="Pages of the mock">
<ul class="ways">${WAYS.map(([href, name, hint]) => `<li><a href="${href}">${name}</a><p>${hint}</p></li>`).join('')}</ul>
</nav>
<h2>Resources</h2>
${resources.length === 0 ? '<p>None: every operation answers with an example of the document.</p>' : resources.join('\n')}
${operationList(spec, basePath)}
</main>
</body>
</html>
`;
  return pageAnswer(body, `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
}

/** Answers the first page for clients that read no HTML: the same facts, with absolute links. */
export function frontDoorAsJson({ spec, basePath = '' }: Inspected, { url, session }: FrontDoorPlace): MockResponse {
  const { title, version } = spec.document.info;
  const resources = spec.resources.map(({ name, roles }) => ({
    name,
    roles: Object.keys(roles),
    url: roles.list && linkTo(roles.list, url + basePath),
  }));
  const door = {
    ...{ title, version, session: session === '' ? undefined : session, resources, operations: spec.operations.length },
    inspector: `${url}/__admin/`,
    reference: `${url}/docs/`,
    document: `${url}/openapi.json`,
  };
  const headers = {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'cache-control': 'no-cache',
    vary: 'Accept, Origin',
  };
  return { status: 200, headers, body: `${JSON.stringify(door, null, 2)}\n`, note: 'front door' };
}

/** The other pages, relative to this one, so that a mock may be mounted anywhere. */
const WAYS = [
  ['__admin/', 'Inspector', 'Requests as they come, data, rules, failures'],
  ['docs/', 'API reference', 'Every operation, to be tried out'],
  ['openapi.yaml', 'Document', 'As it is served, in YAML; <a href="openapi.json">in JSON</a>'],
] as const;

interface Shown extends FrontDoorPlace {
  readonly basePath: string;
  readonly spec: Spec;
  readonly values: ValueMaker;
}

function resourceSection({ name, roles }: Resource, shown: Shown): string {
  const list = roles.list;
  const heading = linked(name, list && linkTo(list, `.${shown.basePath}`));
  // A path with a parameter could not be asked as it stands.
  const commands = SHOWN_ROLES.map((role) => roles[role])
    .filter((operation) => operation?.template.parameterNames.length === 0)
    .map((operation) => curlOf(operation!, shown));
  return `<section>
<h3>${heading} <small>${Object.keys(roles).join(', ')}</small></h3>
${commands.map((command) => `<pre><code>${text(command)}</code></pre>`).join('\n')}
</section>`;
}

/** The operations that are shown with a command line; the reference has the others. */
const SHOWN_ROLES = ['list', 'create'] as const satisfies readonly Role[];

function curlOf({ method, template, body }: Operation, { url, basePath, spec, values }: Shown): string {
  const target = quoted(`${url}${basePath}${template.source}`);
  const media = body?.mediaTypes.find(({ name }) => isJson(name));
  if (method === 'get' || media?.schema === undefined)
    return `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${target}`;
  const value = dropForeign(spec.schemas, media.schema, values.sample(media.schema), 'request');
  const verb = method === 'post' ? '' : `-X ${method.toUpperCase()} `;
  return `curl ${verb}${target} -H 'content-type: ${media.name}' -d ${quoted(JSON.stringify(value))}`;
}

/** All operations, folded away: a reader without resources has nothing else to begin with. */
function operationList({ operations, resources }: Spec, basePath: string): string {
  const rows = operations.map((operation) => {
    const { id, method, template } = operation;
    const path = linked(template.source, linkTo(operation, `.${basePath}`));
    return `<li><b>${method.toUpperCase()}</b> <code>${path}</code> ${id.includes(' ') ? '' : `<span>${text(id)}</span>`}</li>`;
  });
  return `<details${resources.length === 0 ? ' open' : ''}>
<summary>All ${operations.length} operations</summary>
<ul class="operations">${rows.join('\n')}</ul>
</details>`;
}

/** A link to a GET that needs no parameter of the path. */
function linkTo({ method, template }: Operation, base: string): string | undefined {
  return method === 'get' && template.parameterNames.length === 0 ? base + template.source : undefined;
}

/** A name as a link, where there is one; relative, as the mock may be mounted anywhere. */
const linked = (name: string, href: string | undefined): string =>
  href === undefined ? text(name) : `<a href="${text(href)}">${text(name)}</a>`;

/** The beginning of a description, without the marks of CommonMark. */
function firstParagraph(description: string): string {
  const [paragraph = ''] = description.trim().split(/\n\s*\n/);
  const plain = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[#*`]+\s?/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST).replace(/\s\S*$/, '')} …`;
}

const LONGEST = 400;

/** One word for a POSIX shell. */
const quoted = (word: string): string => (/^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A text as HTML shows it, in attributes as well. */
function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
