/** Types of what lies in a Maven repository, by the end of its name. */
const TYPES: ReadonlyArray<readonly [string, string]> = [
  ['.jar', 'application/java-archive'],
  ['.war', 'application/java-archive'],
  ['.ear', 'application/java-archive'],
  ['.pom', 'application/xml'],
  ['.xml', 'application/xml'],
  ['.zip', 'application/zip'],
  ['.tar.gz', 'application/gzip'],
  ['.module', 'application/json'],
];

export const contentType = (file: string): string => TYPES.find(([ending]) => file.endsWith(ending))?.[1] ?? 'application/octet-stream';
