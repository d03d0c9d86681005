/**
 * A configuration file and the environment → settings, each with its origin. The environment wins over the file, the file over
 * the defaults. `PYRSIA_<SECTION>_<KEY>` is the value of `key` in `[section]`: text as it is, lists with commas between, and
 * paths absolute. Everything that is wrong is told at once.
 */
import { dirname, isAbsolute, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { Environment } from './home.ts';
import { nearest } from './nearest.ts';
import { ConfigError, type Problem } from './problems.ts';
import { type Scanned, scanToml } from './scan.ts';
import { DEFAULTS, KEYS, type Key, SETTINGS, type Settings } from './schema.ts';

export type Origin =
  | { readonly kind: 'default' }
  | { readonly kind: 'file'; readonly file: string; readonly line: number | undefined }
  | { readonly kind: 'environment'; readonly variable: string };

export interface Loaded {
  /** Relative paths are taken from its folder. */
  readonly file: string;
  /** As written; `pathOf` makes a path absolute. */
  readonly settings: Settings;
  /** By `section.key`. */
  readonly origins: ReadonlyMap<string, Origin>;
}
export interface Source {
  /** Absolute. */
  readonly file: string;
  /** undefined: there is no file. */
  readonly text: string | undefined;
  readonly environment: Environment;
}
type Tree = { [section: string]: unknown };

/** `ConfigError` with everything that is wrong in file and environment. */
export function loadSettings({ file, text, environment }: Source): Loaded {
  const problems: Problem[] = [];
  const { tree, scanned } = parsedFile(file, text ?? '', problems);
  const places: Places = { file, scanned, variables: fromEnvironment(environment, tree, problems) };
  const settings = SETTINGS.safeParse(tree);
  if (!settings.success) problems.push(...settings.error.issues.flatMap((issue) => problemsOf(issue, tree, places)));
  problems.push(...contradictions(tree, places));
  if (problems.length > 0) throw new ConfigError(problems);
  return { file, settings: settings.data as Settings, origins: new Map(KEYS.map((key) => [key.name, originOf(key, tree, places)])) };
}

/** Absolute; undefined when it is empty. */
export const pathOf = ({ file }: Pick<Loaded, 'file'>, value: string): string | undefined => (value === '' ? undefined : resolve(dirname(file), value));

export const originText = (origin: Origin): string =>
  origin.kind === 'default'
    ? 'default'
    : origin.kind === 'environment'
      ? `environment ${origin.variable}`
      : `file ${origin.file}${origin.line === undefined ? '' : `:${origin.line}`}`;

interface Places {
  readonly file: string;
  readonly scanned: Scanned;
  /** By `section.key`. */
  readonly variables: ReadonlyMap<string, string>;
}

function parsedFile(file: string, text: string, problems: Problem[]): { tree: Tree; scanned: Scanned } {
  try {
    return { tree: parse(text) as Tree, scanned: scanToml(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const what = (error.message.split('\n')[0] as string).replace(/^Invalid TOML document: /, 'not TOML: ');
    problems.push({ where: `${file}:${error.line}`, key: '', what });
    return { tree: {}, scanned: { places: [], headers: [] } };
  }
}

/** Puts the values of the environment into the tree. */
function fromEnvironment(environment: Environment, tree: Tree, problems: Problem[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const sections = Object.keys(SETTINGS.shape).map((name) => `PYRSIA_${name.toUpperCase()}_`);
  for (const [variable, text] of Object.entries(environment)) {
    if (text === undefined || !sections.some((prefix) => variable.startsWith(prefix))) continue;
    const key = KEYS.find((known) => known.variable === variable);
    if (key === undefined) {
      const name = KEYS.map((known) => known.variable);
      problems.push({ where: variable, key: '', what: `no such key${meant(variable, name)}` });
      continue;
    }
    const value = valueFrom(key, text);
    if (key.isPath && text !== '' && !isAbsolute(text)) problems.push({ where: variable, key: key.name, what: 'a path in the environment must be absolute' });
    const section = tree[key.section] ?? {};
    // Something else than a section is told of by the schema.
    if (isTree(section)) tree[key.section] = { ...section, [key.key]: value };
    variables.set(key.name, variable);
  }
  return variables;
}

/** Text of the environment or the command line → what a file would hold; what does not fit stays text, for the schema to refuse. */
export function valueFrom(key: Key, text: string): unknown {
  if (Array.isArray(key.default)) {
    const items = text.trim() === '' ? [] : text.split(',').map((item) => item.trim());
    return items;
  }
  if (typeof key.default === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (typeof key.default === 'number') return /^-?[0-9]{1,15}$/.test(text) ? Number(text) : text;
  return text;
}

type Issue = NonNullable<ReturnType<typeof SETTINGS.safeParse>['error']>['issues'][number];

function problemsOf(issue: Issue, tree: Tree, places: Places): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], places));
  const name = path.slice(0, 2).join('.');
  const value = path.reduce<unknown>((inner, key) => (inner as Tree | undefined)?.[key], tree);
  const shown = path.length < 2 ? '' : `, not ${short(value)}`;
  return [{ where: whereOf(name, places), key: name, what: `must be ${issue.message}${shown}` }];
}

function unknownKey(path: readonly string[], places: Places): Problem {
  const known = path.length === 1 ? Object.keys(SETTINGS.shape) : KEYS.filter((key) => key.section === path[0]).map((key) => key.key);
  const last = path.at(-1) as string;
  // A key of another section, or one that stands before any section.
  const elsewhere = KEYS.filter((key) => key.key === last || key.name === last).map((key) => key.name);
  const hint = meant(last, known);
  const other = hint === '' && elsewhere.length > 0 ? `; did you mean ${elsewhere.join(' or ')}?` : hint;
  return { where: whereOf(path.join('.'), places), key: path.join('.'), what: `no such ${path.length === 1 ? 'section or key' : 'key'}${other}` };
}

function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

/** What no value alone can say. */
function contradictions(tree: Tree, places: Places): Problem[] {
  const raw = (section: keyof Settings, key: string): unknown => {
    const inner = tree[section];
    return (isTree(inner) ? inner[key] : undefined) ?? (DEFAULTS[section] as Tree)[key];
  };
  const [id, note] = [raw('build_node', 'node_id'), raw('build_node', 'note_key_file')];
  const problem = (name: string, what: string): Problem => ({ where: whereOf(name, places), key: name, what });
  return [
    ...(id === '' && note !== '' ? [problem('build_node.note_key_file', 'is of a build node: say build_node.node_id too')] : []),
    ...(id !== '' && note === '' ? [problem('build_node.node_id', 'a build node signs checkpoints: say build_node.note_key_file too')] : []),
    // It would fetch again at once what went.
    ...(id !== '' && ![0, '0'].includes(raw('storage', 'quota_bytes') as number | string)
      ? [problem('storage.quota_bytes', 'a build node keeps what was published: it has no quota')]
      : []),
  ];
}

function originOf(key: Key, tree: Tree, places: Places): Origin {
  const variable = places.variables.get(key.name);
  if (variable !== undefined) return { kind: 'environment', variable };
  const section = tree[key.section];
  if (!isTree(section) || section[key.key] === undefined) return { kind: 'default' };
  return { kind: 'file', file: places.file, line: lineOf(key.name, places) };
}

function whereOf(name: string, places: Places): string {
  const variable = places.variables.get(name);
  if (variable !== undefined) return variable;
  const line = lineOf(name, places);
  return line === undefined ? places.file : `${places.file}:${line}`;
}

function lineOf(name: string, { scanned }: Places): number | undefined {
  const all = [...scanned.places, ...scanned.headers].map(({ path, line }) => ({ path: path.join('.'), line }));
  // Within an inline table a key has the line of the table.
  return (all.find(({ path }) => path === name) ?? all.find(({ path }) => path === name.split('.')[0]))?.line;
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

function short(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
