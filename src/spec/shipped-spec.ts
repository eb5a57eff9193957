import { join } from 'node:path';

/** The document that ships with the package; the same place serves the sources and the build. */
export const SHIPPED_SPEC = join(__dirname, '../../spec/contact-points.yaml');
