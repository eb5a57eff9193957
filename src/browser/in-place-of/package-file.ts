/** A page has no files of the package: none is found by this path. */
export const packageFile = (path: string): string => path;
