import { packageFile } from './package-file';

/** The document that ships with the package. */
export const SHIPPED_SPEC = packageFile('spec/contact-points.yaml');
