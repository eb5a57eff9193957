/** A status, coloured by its class; 0 stands for an answer that never left. */
export function Status({ status }: { status: number }) {
  const kind = status >= 500 || status === 0 ? 'bad' : status >= 400 ? 'warn' : status >= 300 ? 'info' : 'good';
  return <span class={`status ${kind}`}>{status === 0 ? '—' : status}</span>;
}
