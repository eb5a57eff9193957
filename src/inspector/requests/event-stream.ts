/** One server-sent event. */
export interface ServerEvent {
  readonly type: string;
  readonly data: string;
  readonly id?: string;
}

/**
 * Reads the text of an event stream as it arrives (HTML standard, "Parsing an event stream"). A stream that is read with
 * `fetch` can carry a token and a session in its header, which `EventSource` cannot.
 *
 * @param tell - is given every complete event
 * @returns takes the next piece of text
 */
export function createEventParser(tell: (event: ServerEvent) => void): (text: string) => void {
  let rest = '';
  let lines: string[] = [];
  const line = (text: string): void => {
    if (text !== '') return void lines.push(text);
    const event = eventOf(lines);
    lines = [];
    if (event !== undefined) tell(event);
  };
  return (text) => {
    rest += text;
    // A carriage return at the end may be half of a line break.
    const whole = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const parts = rest.slice(0, whole).split(/\r\n|\r|\n/);
    rest = parts.pop()! + rest.slice(whole);
    for (const part of parts) line(part);
  };
}

function eventOf(lines: readonly string[]): ServerEvent | undefined {
  const data: string[] = [];
  let type = 'message';
  let id: string | undefined;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') data.push(value);
    else if (name === 'event') type = value;
    else if (name === 'id') id = value;
  }
  return data.length === 0 ? undefined : { type, data: data.join('\n'), ...(id !== undefined && { id }) };
}
