import './styles/reference.css';

/** The web component of the API reference (openapi-explorer), as far as it is used here. */
interface Explorer extends HTMLElement {
  loadSpec(document: unknown): Promise<void>;
}

const COLOURS: Readonly<Record<'light' | 'dark', Readonly<Record<string, string>>>> = {
  light: {
    'bg-color': '#ffffff',
    'text-color': '#1c2430',
    'primary-color': '#155e75',
    'secondary-color': '#155e75',
    'nav-bg-color': '#f6f7f8',
    'nav-text-color': '#1c2430',
    'nav-hover-bg-color': '#e2f0f4',
    'nav-hover-text-color': '#155e75',
  },
  dark: {
    'bg-color': '#12171d',
    'text-color': '#e4e9ee',
    'primary-color': '#5cc2da',
    'secondary-color': '#5cc2da',
    'nav-bg-color': '#0d1115',
    'nav-text-color': '#e4e9ee',
    'nav-hover-bg-color': '#12303a',
    'nav-hover-text-color': '#5cc2da',
  },
};

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Shows the document that the mock keeps; requests that are tried out go to the mock, whatever the document's servers. */
async function show(): Promise<void> {
  const address = new URL('openapi.json', location.href);
  const response = await fetch(address, { cache: 'no-store' });
  const document_ = (await response.json()) as { info: { title: string }; servers: { url: string }[] };
  for (const server of document_.servers) server.url = new URL(server.url, address).href;
  document.title = `${document_.info.title} · API reference`;
  const here = document_.servers[0]!.url;
  await customElements.whenDefined('openapi-explorer');
  const explorer = document.createElement('openapi-explorer') as Explorer;
  explorer.setAttribute('server-url', here);
  explorer.setAttribute('hide-server-selection', '');
  explorer.setAttribute('use-path-in-nav-bar', '');
  paint(explorer);
  dark.addEventListener('change', () => paint(explorer));
  document.body.append(headerOf(document_.info.title, here), explorer);
  await explorer.loadSpec(document_);
}

/** The ways back, and where requests go: a document names other servers, which nothing here is sent to. */
function headerOf(title: string, here: string): HTMLElement {
  const header = document.createElement('header');
  const heading = document.createElement('h1');
  heading.append(title, ' ', make('small', 'API reference'));
  const target = make('p', 'Requests go to this mock: ');
  target.append(make('code', here));
  const ways = document.createElement('nav');
  ways.ariaLabel = 'Pages of the mock';
  for (const [href, name] of WAYS) ways.append(Object.assign(make('a', name), { href }));
  header.append(heading, target, ways);
  return header;
}

/** The other pages, relative to this one, so that a mock may be mounted anywhere. */
const WAYS = [
  ['../', 'Front door'],
  ['../__admin/', 'Inspector'],
  ['../openapi.yaml', 'Document'],
] as const;

function make(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function paint(explorer: HTMLElement): void {
  for (const [name, colour] of Object.entries(COLOURS[dark.matches ? 'dark' : 'light']))
    explorer.setAttribute(name, colour);
}

/** A link of the document's leads to a page, and runs no script: `javascript:` in Markdown is a link like any other. */
function keepToPages(event: Event): void {
  for (const target of event.composedPath()) {
    if (target instanceof HTMLAnchorElement && !/^(?:https?|mailto|tel):$/.test(target.protocol))
      event.preventDefault();
  }
}
for (const kind of ['click', 'auxclick']) document.addEventListener(kind, keepToPages, { capture: true });

show().catch((error: unknown) => {
  const text = document.createElement('p');
  text.textContent = `The document cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
  document.body.append(text);
});
