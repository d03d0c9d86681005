/** Numbers, times and names as people read them. */

export function formatBytes(bytes: string | number | undefined): string {
  const value = Number(bytes);
  if (bytes === undefined || !Number.isFinite(value)) return '–';
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** power;
  return `${power === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${units[power]}`;
}

/** How long ago, in the largest unit that says something. */
export function formatAge(ms: number): string {
  if (!Number.isFinite(ms)) return 'unknown';
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const steps: Array<[number, string]> = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ];
  const [size, unit] = steps.find(([step]) => seconds >= step) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${unit}`;
}

export function formatTime(iso: string | undefined): string {
  const time = iso === undefined ? Number.NaN : Date.parse(iso);
  return Number.isNaN(time) ? '–' : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

export function formatCount(value: string | number | undefined): string {
  return value === undefined ? '–' : String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Both ends of a digest: enough to compare by eye, never enough to trust. */
export function shortHex(hex: string, ends = 8): string {
  return hex.length <= 2 * ends + 1 ? hex : `${hex.slice(0, ends)}…${hex.slice(-ends)}`;
}

/** node-2 before node-10. */
export const byName = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

export interface PurlParts {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
}

export function purlParts(purl: string): PurlParts {
  const [, type = '', path = '', version = ''] = /^pkg:([^/]+)\/([^@]*)(?:@(.*))?$/.exec(purl) ?? [];
  const segments = path.split('/').map(plain);
  return { type, namespace: segments.slice(0, -1).join('/'), name: segments.at(-1) || purl, version: plain(version) };
}

/** Where the Maven front has a file of a package version; undefined for other ecosystems. */
export function mavenPath(purl: string, file: string): string | undefined {
  const { type, namespace, name, version } = purlParts(purl);
  return type !== 'maven' || version === '' ? undefined : `/maven2/${[...namespace.split('.'), name, version, file].map(encodeURIComponent).join('/')}`;
}

/** Without surprises when it is no valid escape. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
