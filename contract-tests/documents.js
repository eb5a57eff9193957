// Serves documents and asks every operation of them: `npm run documents -- FILE|FOLDER...`; docs/documents.md says what each column tells.
//   --peers             Prism's mock as well, on the same requests; it is installed below --peers-in when it is not there
//   --peers-in FOLDER   where it is installed (default: the system's temporary folder, `peers`)
//   --json FILE         everything that was found, with an example each
//   --budget SECONDS    time of each document: three fifths for asking, the rest for `verify` (default: 60)
//   --jobs N            documents at a time (default: one for each core)
//   --count N           records of each collection (default: 8)
//   --only TEXT         documents whose names contain the text (repeatable)
// Exits with 1 when a document does not start, or an answer is a 5xx, breaks the document, shows an id that cannot be read, or when
// `verify` finds something in the mock of its own document.
require('./judge/register-typescript.js');

if (process.send === undefined) {
  const { runDocuments } = require('./documents/run-documents.ts');
  runDocuments(process.argv.slice(2)).then(
    (isSound) => {
      process.exitCode = isSound ? 0 : 1;
    },
    (error) => {
      console.error(error.message);
      process.exitCode = 2;
    },
  );
} else {
  const { work } = require('./documents/try-document.ts');
  process.once('message', (task) => work(task));
}
