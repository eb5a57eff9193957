import { bytesOfBase64 } from '../../json-schema/model/bytes';

/** The smallest files that programs can open, in Base64: a picture of one pixel, an archive of nothing, a moment of silence. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='],
  'image/gif': ['R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'],
  'image/jpeg': [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////',
    '////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////',
    '////////////wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA',
    'FAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAD/9k=',
  ],
  'image/webp': ['UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAB0CWJaQAA3AA+0AAAAA='],
  'audio/wav': ['UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA=='],
  'application/zip': ['UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=='],
  'application/gzip': ['H4sIAAAAAAAAAwMAAAAAAAAAAAA='],
};

/** Other names of the same formats. */
const SAME: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/*': 'image/png',
  'audio/*': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'application/x-zip-compressed': 'application/zip',
  'application/x-gzip': 'application/gzip',
};

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

/** The objects of a PDF of one empty page; the table of their places is made from them. */
const PDF_OBJECTS = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>',
];

/**
 * Gives a tiny valid file of a format, in place of text that no program could open.
 *
 * @param mediaType - a media type; of a range such as `image/*` one format is chosen
 * @returns undefined for formats that text can have, or that are not known
 */
export function sampleFile(mediaType: string): string | Uint8Array | undefined {
  if (mediaType === 'image/svg+xml') return SVG;
  if (mediaType === 'application/pdf') return onePagePdf();
  const pieces = FILES[SAME[mediaType] ?? mediaType];
  return pieces && bytesOfBase64(pieces.join(''));
}

/** Writes a PDF: objects, the table of where each begins, and where that table is (ISO 32000-1, section 7.5). */
function onePagePdf(): string {
  let text = '%PDF-1.4\n';
  const places = PDF_OBJECTS.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = PDF_OBJECTS.length + 1;
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
}
