/**
 * Gives a JSON text to the browser as a file.
 *
 * @param words - what the file is of; they make its name
 * @param ending - the end of its name: `json`, `har`
 */
export function download(words: readonly string[], ending: string, text: string): void {
  const name = words.filter((word) => word !== '').join('-');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
