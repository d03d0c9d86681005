/** Rules of Maven, as a library. */
export { compareVersions, sortVersions } from './comparable-version.ts';
